import type { DossierView } from '@doanket/contracts';
import type { Principal } from '@doanket/auth';
import type { Day } from '@doanket/kernel';
import type { Tx } from '@doanket/persistence';
import type { DecisionRef } from './decisions';
import type { DossierDefinition, DossierStep } from './definition';

export type DossierState = DossierView['state'];

/** A dossier as the engine and its handlers see it. */
export interface Dossier {
  readonly id: string;
  readonly definitionCode: string;
  readonly definitionVersion: number;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly title: string;
  /** Unit the subject belongs to; the chain is climbed from here. */
  readonly unitId: string;
  readonly state: DossierState;
  readonly step: string | null;
  readonly stepUnitId: string | null;
  readonly dueOn: Day | null;
  readonly openedBy: string | null;
  readonly submittedBy: string | null;
  readonly submittedOn: Day | null;
  readonly version: number;
}

/** A step that was just taken. */
export interface StepTaken {
  readonly step: DossierStep;
  readonly outcome: 'APPROVE' | 'REJECT';
  readonly on: Day;
  /** The unit that took it; the city where it stood in. */
  readonly unitId: string;
  readonly decision: DecisionRef | null;
  readonly votes: { readonly inFavour: number; readonly total: number } | null;
  readonly note: string | null;
  readonly principal: Principal;
}

export type RulePanel = DossierView['rules'];

/**
 * What a feature does as its dossiers move. All methods run in the transaction of the move; what they throw keeps it from
 * happening. `onStep` runs after each approved step, the last one too, before `onApproved`.
 */
export interface DossierHandler {
  readonly definition: DossierDefinition;
  /** Checks that the subject may be sent on; throws a DomainError with pointers where not. */
  onSubmit?(tx: Tx, dossier: Dossier, principal: Principal): Promise<void>;
  onStep?(tx: Tx, dossier: Dossier, taken: StepTaken): Promise<void>;
  onApproved?(tx: Tx, dossier: Dossier, taken: StepTaken): Promise<void>;
  onRejected?(tx: Tx, dossier: Dossier, taken: StepTaken): Promise<void>;
  onReturned?(tx: Tx, dossier: Dossier, reason: string): Promise<void>;
  onWithdrawn?(tx: Tx, dossier: Dossier): Promise<void>;
  /** Ceilings, quotas, deadlines that stand beside the form, with their source. */
  rules?(tx: Tx, dossier: Dossier): Promise<RulePanel>;
}

/** The processes of one service; features add theirs when they are made. */
export class DossierHandlers {
  private readonly handlers = new Map<string, DossierHandler>();

  add(handler: DossierHandler): void {
    if (this.handlers.has(handler.definition.code)) throw new Error(`Dossier ${handler.definition.code} was added twice`);
    this.handlers.set(handler.definition.code, handler);
  }

  get(code: string): DossierHandler {
    const found = this.handlers.get(code);
    if (found === undefined) throw new Error(`No feature handles dossiers of ${code}`);
    return found;
  }

  all(): DossierHandler[] {
    return [...this.handlers.values()];
  }
}
