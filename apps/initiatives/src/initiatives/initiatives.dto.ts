import type { InitiativeView } from '@doanket/contracts';
import type { FilingWarning } from './filing-checks.service';
import type { Initiative } from './initiative.entity';

/** What stands beside the row: names, recognitions, entries. `hidden`: secret know-how the caller may not read. */
export interface InitiativeParts extends Pick<InitiativeView, 'authors' | 'recognitions' | 'programmes' | 'raisings' | 'dossierId'> {
  readonly unit: { readonly code: string; readonly name: string };
  readonly hidden: boolean;
}

export function toInitiativeView(initiative: Initiative, parts: InitiativeParts, warnings: readonly FilingWarning[]): InitiativeView {
  const { hidden } = parts;
  return {
    id: initiative.id, unitCode: parts.unit.code, unitName: parts.unit.name, title: initiative.title, initiativeType: initiative.initiativeType,
    solutionKind: hidden ? null : initiative.solutionKind, firstAppliedOn: hidden ? null : initiative.firstAppliedOn, description: hidden ? null : initiative.description,
    secret: initiative.secret, authors: hidden ? [] : parts.authors.map(({ id, name, share }) => ({ id, name, share })),
    benefitVnd: initiative.benefitVnd, benefitNote: noteOf(initiative), state: initiative.state, dossierId: parts.dossierId,
    recognitions: parts.recognitions.map((one) => ({
      id: one.id, recognitionLevel: one.recognitionLevel, recognisedOn: one.recognisedOn, decisionId: one.decisionId, decisionNumber: one.decisionNumber,
      certificateNo: one.certificateNo, votesFor: one.votesFor, votesTotal: one.votesTotal,
    })),
    raisings: parts.raisings.map(({ to, effect, dossierId }) => ({ to, effect, dossierId })),
    programmes: parts.programmes.map(({ programmeCode, enteredOn }) => ({ programmeCode, enteredOn })),
    warnings: hidden ? [] : warnings.map(({ code, facts }) => ({ code, facts })), version: initiative.version,
  };
}

/** The benefit that is not money. */
function noteOf({ benefit }: Initiative): string | null {
  return benefit?.social ?? null;
}
