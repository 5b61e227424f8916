import { clock } from '../api/clock';

export { monthText } from '../patterns/format/format';

export function addMonths(month: string, count: number): string {
  const months = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 + count;
  return `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}`;
}

export const thisMonth = (): string => clock.today().slice(0, 7);

/** A month typed in an address, or another one where it is none. */
export const monthOr = (text: string | undefined, other: string): string => (text !== undefined && /^(19|20)\d{2}-(0[1-9]|1[0-2])$/.test(text) ? text : other);

export const monthsUpTo = (last: string, count: number): string[] => Array.from({ length: count }, (_, n) => addMonths(last, n - count + 1));
