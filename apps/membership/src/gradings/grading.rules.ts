import { GRADING_GROUPS, type Bloc, type GradingBand, type GradingScores, type GradingSheet } from '@doanket/contracts';

/** Least points of each band. */
export interface Bands { readonly excellent: number; readonly good: number; readonly done: number }

const ENTERPRISES: readonly Bloc[] = ['ENTERPRISE_STATE', 'ENTERPRISE_NONSTATE', 'FDI'];

/** The sheet of a bloc: enterprises have their own weights. Source: handbook 4.4; a union without a bloc goes by the state sheet: assumption. */
export function sheetOf(bloc: Bloc | null): GradingSheet {
  return bloc !== null && ENTERPRISES.includes(bloc) ? 'ENTERPRISE_TYPE' : 'STATE_TYPE';
}

export function totalOf(scores: GradingScores): number {
  return GRADING_GROUPS.reduce((sum, group) => sum + scores[group], 0);
}

/** Groups above their maximum, in the order of the sheet. */
export function aboveMaximum(scores: GradingScores, maxima: GradingScores): { group: (typeof GRADING_GROUPS)[number]; most: number }[] {
  return GRADING_GROUPS.flatMap((group) => (scores[group] > maxima[group] ? [{ group, most: maxima[group] }] : []));
}

/** The band of a checked total. Source: handbook ORG-20, bands unconfirmed. */
export function bandOf(total: number, bands: Bands): GradingBand {
  if (total >= bands.excellent) return 'BAND_EXCELLENT';
  if (total >= bands.good) return 'BAND_GOOD';
  return total >= bands.done ? 'BAND_DONE' : 'BAND_NOT_DONE';
}

export function differs(a: GradingScores, b: GradingScores): boolean {
  return GRADING_GROUPS.some((group) => a[group] !== b[group]);
}
