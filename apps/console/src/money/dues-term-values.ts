import { plainNumber } from '../patterns/form/record-fields';

const DENOMINATOR = 100_000;

export const isMonth = (value: unknown): boolean => /^(19|20)\d{2}-(0[1-9]|1[0-2])$/.test(String(value));

/** A percentage as officers type it, `0,75`, as an exact share; null where it is none or more than the whole. At most three decimals. */
export function percentShare(typed: string): { numerator: number; denominator: number } | null {
  const match = /^(\d{1,3})(?:\.(\d{1,3}))?$/.exec(plainNumber(typed));
  if (match === null) return null;
  const numerator = Number(match[1]) * 1_000 + Number((match[2] ?? '').padEnd(3, '0'));
  return numerator <= DENOMINATOR ? { numerator, denominator: DENOMINATOR } : null;
}

/** The own terms of a union as the route takes them: the rate typed in percent travels as a share. */
export function termBody(body: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { rate, ...rest } = body;
  return { ...rest, rate: typeof rate === 'string' ? percentShare(rate) : null };
}

/** A relief as the route takes it: an exemption goes by days of a leave, the others by months and a decision. */
export function reliefBody(body: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { share, ...rest } = body;
  return { ...rest, ...(typeof share === 'string' ? { share: percentShare(share) } : {}) };
}
