import type { ExchangeKind } from '@doanket/contracts';
import { addDays, type Day } from '@doanket/kernel';

/** When files are due; dated rules say it. */
export interface ExchangeDues {
  /** Month and day of the yearly list of employers, `06-30`. Source: handbook 4.8. */
  readonly employerListOn: string;
  /** Day of the month after by which the files of a month are due. Source: assumption. */
  readonly monthlyDayOfNextMonth: number;
}

/** The last day on which a file is in time; null for a kind that comes on need. */
export function dueOf(kind: ExchangeKind, period: string, dues: ExchangeDues): Day | null {
  if (kind === 'EMPLOYER_LIST') return `${period.slice(0, 4)}-${dues.employerListOn}`;
  if ((kind !== 'D02_LT' && kind !== 'C12_NOTICE') || period.length !== 7) return null;
  return `${nextMonth(period)}-${String(dues.monthlyDayOfNextMonth).padStart(2, '0')}`;
}

/** The newest period of a kind whose file must be here by now; null for a kind that comes on need. */
export function newestDuePeriod(kind: ExchangeKind, today: Day, dues: ExchangeDues): string | null {
  if (kind === 'EMPLOYER_LIST') {
    const year = today.slice(0, 4);
    return today > `${year}-${dues.employerListOn}` ? year : String(Number(year) - 1);
  }
  if (kind !== 'D02_LT' && kind !== 'C12_NOTICE') return null;
  const lastMonth = addDays(`${today.slice(0, 7)}-01`, -1).slice(0, 7);
  if (today > (dueOf(kind, lastMonth, dues) ?? today)) return lastMonth;
  return addDays(`${lastMonth}-01`, -1).slice(0, 7);
}

function nextMonth(period: string): string {
  const months = Number(period.slice(0, 4)) * 12 + Number(period.slice(5, 7));
  return `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}`;
}
