import { monthText } from '../patterns/format/format';

/** A period of an exchange as officers write it: a month, or a year as it is. */
export const periodOf = (period: string): string => (period.includes('-') ? monthText(period) : period);
