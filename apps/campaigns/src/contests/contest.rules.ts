import type { PrizeRank } from '@doanket/contracts';
import { searchKey, sumVnd } from '@doanket/kernel';

/** A key of a name that is the same however it is written: marks, case and punctuation do not count. */
export function nameKey(name: string): string {
  return searchKey(name).replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '').slice(0, 200) || 'x';
}

/**
 * What makes two entries the same contestant in an edition: name, year of birth and enterprise. The number cannot: who is
 * entered twice gets two numbers.
 */
export function contestantKey(contestant: { contestantName: string; birthYear: number | null; enterprise: string }): string {
  return `${nameKey(contestant.contestantName)}|${contestant.birthYear ?? ''}|${nameKey(contestant.enterprise)}`;
}

export interface PrizeMoney { readonly rank: PrizeRank; readonly amountVnd: number; readonly team: boolean }
export type MoneyByRank = { readonly [rank in PrizeRank]?: number | undefined };

/** The first prize whose money is not what the edition sets for its rank, or null. Team prizes are free. */
export function wrongMoney(prizes: readonly PrizeMoney[], moneyByRank: MoneyByRank): (PrizeMoney & { expectedVnd: number }) | null {
  for (const prize of prizes) {
    const expectedVnd = prize.team ? undefined : moneyByRank[prize.rank];
    if (expectedVnd !== undefined && expectedVnd !== prize.amountVnd) return { ...prize, expectedVnd };
  }
  return null;
}

/** Money of an edition: every prize but those of teams (handbook 4.9). */
export function contestMoneyVnd(prizes: readonly PrizeMoney[]): number {
  return sumVnd(prizes.filter((prize) => !prize.team).map((prize) => prize.amountVnd));
}

/** Total of theory and practice; theory counts three tenths, practice seven. Source: assumption, no rule was found. */
export function totalMark(theory: number, practice: number): number {
  return Math.round((theory * 3 + practice * 7) * 10) / 100;
}
