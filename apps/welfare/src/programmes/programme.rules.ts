import type { HOUSING_KINDS } from '@doanket/contracts';
import { addMonths, type Day } from '@doanket/kernel';
import { BudgetBelowApproved, MembershipTooShort, NotLaterDecision, OverBudget, OverCeiling, WorkDueBeforeDossier } from './programme.errors';

export type HousingKind = (typeof HOUSING_KINDS)[number];

/** A programme of a year as one decision made it. */
export interface Programme {
  readonly id: string; readonly unitId: string; readonly year: number; readonly version: number; readonly budgetVnd: number; readonly buildVnd: number; readonly repairVnd: number;
  readonly dossierDueOn: Day | null; readonly workDueOn: Day | null; readonly decisionNumber: string; readonly decidedOn: Day;
}

/** What one case gets at most, whole VND, and the decision that says so. */
export interface Ceiling { readonly ceilingVnd: number; readonly decisionNumber: string }
/** A rule on the support of this kind, where one holds on the day. */
export interface CeilingRule { readonly amountVnd: number; readonly decisionNumber: string | null; readonly source: string }

/** The amount of the year's programme, or a rule of the day that is lower. Source: handbook WEL-01, WEL-04. */
export function ceilingOf(programme: Pick<Programme, 'buildVnd' | 'repairVnd' | 'decisionNumber'>, kind: HousingKind, rule: CeilingRule | null): Ceiling {
  const ceilingVnd = kind === 'BUILD' ? programme.buildVnd : programme.repairVnd;
  if (rule === null || rule.amountVnd >= ceilingVnd) return { ceilingVnd, decisionNumber: programme.decisionNumber };
  return { ceilingVnd: rule.amountVnd, decisionNumber: rule.decisionNumber ?? rule.source };
}

/** Source: handbook WEL-04. */
export function requireWithinCeiling({ ceilingVnd, decisionNumber }: Ceiling, amountVnd: number): void {
  if (amountVnd > ceilingVnd) throw new OverCeiling(ceilingVnd, decisionNumber);
}

/** Throws where a rule asks for months of membership that are not reached, or whose beginning is not known; `leastMonths`: null for no such rule. Source: handbook WEL-02. */
export function requireMembership(memberSince: Day | null, on: Day, leastMonths: number | null): void {
  if (leastMonths === null) return;
  if (memberSince === null || addMonths(memberSince, leastMonths) > on) throw new MembershipTooShort(leastMonths, memberSince);
}

/** `usedVnd`: what is approved, or paid, of the programme already. Source: handbook WEL-04. */
export function requireWithinBudget(programme: Pick<Programme, 'year' | 'budgetVnd'>, usedVnd: number, amountVnd: number): void {
  if (usedVnd + amountVnd > programme.budgetVnd) throw new OverBudget(programme.year, programme.budgetVnd, programme.budgetVnd - usedVnd);
}

export interface Version { readonly budgetVnd: number; readonly dossierDueOn?: Day | null; readonly workDueOn?: Day | null }

/** Throws unless the version may follow the last one. */
export function requireNewVersion(version: Version, decidedOn: Day, last: Programme | null, approvedVnd: number): void {
  if (last !== null && decidedOn <= last.decidedOn) throw new NotLaterDecision(last.decidedOn);
  if (version.budgetVnd < approvedVnd) throw new BudgetBelowApproved(approvedVnd);
  if (version.dossierDueOn != null && version.workDueOn != null && version.workDueOn < version.dossierDueOn) throw new WorkDueBeforeDossier();
}
