import type { Day } from '@doanket/kernel';

/** What a plan may be refused for before it is stored. */
export type PlanFault = 'ISSUED_AFTER_START' | 'ENDS_BEFORE_START' | 'ROUNDS_OVERLAP' | 'ROUND_OUTSIDE_PLAN' | 'THEME_TWICE' | 'AMENDED_BEFORE_ISSUED';

interface Period { readonly startsOn?: Day | null | undefined; readonly endsOn?: Day | null | undefined }

/** True when two periods with known days share a day. */
export function overlap(a: Period, b: Period): boolean {
  if (!a.startsOn || !a.endsOn || !b.startsOn || !b.endsOn) return false;
  return a.startsOn <= b.endsOn && b.startsOn <= a.endsOn;
}

/** The first hard rule of CMP-01 and CMP-03 that a plan breaks, or null. */
export function planFault(plan: {
  issuedOn: Day; startsOn: Day; endsOn: Day; rounds: readonly Period[]; themes: readonly { kind: string }[];
}): PlanFault | null {
  if (plan.issuedOn > plan.startsOn) return 'ISSUED_AFTER_START';
  if (plan.endsOn < plan.startsOn) return 'ENDS_BEFORE_START';
  if (new Set(plan.themes.map((theme) => theme.kind)).size < plan.themes.length) return 'THEME_TWICE';
  for (const [at, round] of plan.rounds.entries()) {
    if (round.startsOn && round.endsOn && round.startsOn >= round.endsOn) return 'ENDS_BEFORE_START';
    if ((round.startsOn && round.startsOn < plan.startsOn) || (round.endsOn && round.endsOn > plan.endsOn)) return 'ROUND_OUTSIDE_PLAN';
    if (plan.rounds.slice(at + 1).some((later) => overlap(round, later))) return 'ROUNDS_OVERLAP';
  }
  return null;
}

/** The public code of a round: the unit, the year and its number among the unit's rounds of that year. */
export function roundCode(unitCode: string, year: number, ordinal: number): string {
  return `${unitCode}-${year}-dot-${ordinal}`;
}
