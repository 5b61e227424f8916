import type { HOUSING_KINDS } from '@doanket/contracts';
import type { Day } from '@doanket/kernel';
import { BudgetBelowApproved, NotLaterDecision, OverBudget, OverCeiling, WorkDueBeforeDossier } from './programme.errors';

export type HousingKind = (typeof HOUSING_KINDS)[number];

/** A programme of a year as one decision made it. */
export interface Programme {
  readonly id: string; readonly unitId: string; readonly year: number; readonly version: number; readonly budgetVnd: number; readonly buildVnd: number; readonly repairVnd: number;
  readonly dossierDueOn: Day | null; readonly workDueOn: Day | null; readonly decisionNumber: string; readonly decidedOn: Day;
}

/** What the programme gives at most for one case, whole VND. */
export const ceilingOf = (programme: Pick<Programme, 'buildVnd' | 'repairVnd'>, kind: HousingKind): number => (kind === 'BUILD' ? programme.buildVnd : programme.repairVnd);

/** Source: handbook WEL-04. */
export function requireWithinCeiling(programme: Programme, kind: HousingKind, amountVnd: number): void {
  const ceilingVnd = ceilingOf(programme, kind);
  if (amountVnd > ceilingVnd) throw new OverCeiling(ceilingVnd, programme.decisionNumber);
}

/** `usedVnd`: what is approved, or paid, of the programme already. Source: handbook WEL-04. */
export function requireWithinBudget(programme: Pick<Programme, 'year' | 'budgetVnd'>, usedVnd: number, amountVnd: number): void {
  if (usedVnd + amountVnd > programme.budgetVnd) throw new OverBudget(programme.year, programme.budgetVnd, programme.budgetVnd - usedVnd);
}

export interface Version { readonly budgetVnd: number; readonly dossierDueOn?: Day | undefined; readonly workDueOn?: Day | undefined }

/** Throws unless the version may follow the last one. */
export function requireNewVersion(version: Version, decidedOn: Day, last: Programme | null, approvedVnd: number): void {
  if (last !== null && decidedOn <= last.decidedOn) throw new NotLaterDecision(last.decidedOn);
  if (version.budgetVnd < approvedVnd) throw new BudgetBelowApproved(approvedVnd);
  if (version.dossierDueOn !== undefined && version.workDueOn !== undefined && version.workDueOn < version.dossierDueOn) throw new WorkDueBeforeDossier();
}
