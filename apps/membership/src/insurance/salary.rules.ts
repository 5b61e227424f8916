import { addDays, type Day } from '@doanket/kernel';

/** A salary from a first to a last month, both named by their first day; null while it lasts. */
export interface SalarySpan { readonly id: string; readonly salaryVnd: number; readonly fromMonth: Day; readonly toMonth: Day | null }

/** What a change does to the line of salaries. */
export type SalaryPlan =
  | { readonly outcome: 'UNCHANGED' | 'NOTHING_TO_END' }
  | {
    readonly outcome: 'CHANGED';
    /** Spans that hold no longer; those of `shortened` are written again with another last month. */
    readonly replaced: readonly string[];
    readonly written: readonly Omit<SalarySpan, 'id'>[];
    readonly fromMonth: Day;
    /** Last month that is another one now; null for all to come. */
    readonly throughMonth: Day | null;
  };

/** The first day of the month `count` months later. */
export function addMonths(month: Day, count: number): Day {
  const months = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 + count;
  return `${String(Math.floor(months / 12)).padStart(4, '0')}-${String((months % 12) + 1).padStart(2, '0')}-01`;
}

/** The last day of a month named by its first day. */
export function lastDayOf(month: Day): Day {
  return addDays(addMonths(month, 1), -1);
}

/** First days of the months from one to another, both included; none when they are the wrong way round. */
export function monthsBetween(from: Day, to: Day): Day[] {
  const months: Day[] = [];
  for (let month = from; month <= to; month = addMonths(month, 1)) months.push(month);
  return months;
}

/**
 * A salary that holds from a month on, until the next change that is known. Past spans are not overwritten: what holds no
 * longer is replaced and written again. Source: handbook SOC-03. `known`: spans of one member at one employer, any order.
 */
export function planSalary(known: readonly SalarySpan[], change: { readonly fromMonth: Day; readonly salaryVnd: number }): SalaryPlan {
  const { fromMonth, salaryVnd } = change;
  const covering = known.find((span) => span.fromMonth <= fromMonth && (span.toMonth === null || span.toMonth >= fromMonth));
  if (covering !== undefined && covering.salaryVnd === salaryVnd) return { outcome: 'UNCHANGED' };
  const next = known.map((span) => span.fromMonth).filter((month) => month > fromMonth).sort()[0];
  const toMonth = covering !== undefined ? covering.toMonth : next === undefined ? null : addMonths(next, -1);
  const before = covering !== undefined && covering.fromMonth < fromMonth ? [{ salaryVnd: covering.salaryVnd, fromMonth: covering.fromMonth, toMonth: addMonths(fromMonth, -1) }] : [];
  return { outcome: 'CHANGED', replaced: covering === undefined ? [] : [covering.id], written: [...before, { salaryVnd, fromMonth, toMonth }], fromMonth, throughMonth: toMonth };
}

/** The worker is not insured there from a month on. */
export function planLeaving(known: readonly SalarySpan[], fromMonth: Day): SalaryPlan {
  const ended = known.filter((span) => span.toMonth === null || span.toMonth >= fromMonth);
  if (ended.length === 0) return known.some((span) => span.toMonth !== null && addMonths(span.toMonth, 1) === fromMonth) ? { outcome: 'UNCHANGED' } : { outcome: 'NOTHING_TO_END' };
  const shortened = ended.filter((span) => span.fromMonth < fromMonth);
  return {
    outcome: 'CHANGED', replaced: ended.map((span) => span.id), fromMonth, throughMonth: null,
    written: shortened.map(({ salaryVnd, fromMonth: first }) => ({ salaryVnd, fromMonth: first, toMonth: addMonths(fromMonth, -1) })),
  };
}
