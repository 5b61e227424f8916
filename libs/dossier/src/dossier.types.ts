import type { DossierView, Level } from '@doanket/contracts';
import type { PostHeld, UnitOn } from '@doanket/directory';
import type { Day } from '@doanket/kernel';
import type { Tx } from '@doanket/persistence';
import type { DecisionRef } from './decisions';
import type { Outcome, StepDefinition } from './definition';

export type DossierState = DossierView['state'];
export type RuleLine = DossierView['rules'][number];
export interface Votes { readonly inFavour: number; readonly total: number }

/** A case on its way through a process. */
export interface Dossier {
  readonly id: string;
  readonly definition: string;
  readonly definitionVersion: number;
  readonly subjectType: string;
  readonly subjectId: string;
  /** The person it is about, who decides nothing in it. */
  readonly subjectPersonId: string | null;
  readonly unitId: string;
  readonly title: string;
  readonly state: DossierState;
  /** Current step; null unless OPEN. */
  readonly step: string | null;
  /** Unit that takes it. */
  readonly stepUnitId: string | null;
  readonly stepSince: Day | null;
  readonly dueOn: Day | null;
  readonly openedByPersonId: string;
  readonly submittedByPersonId: string | null;
  readonly submittedOn: Day | null;
  readonly closedOn: Day | null;
  readonly version: number;
}

/** What a feature opens a dossier with. */
export interface OpenDossier {
  /** Code of a registered definition. */
  readonly definition: string;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly subjectPersonId?: string | null;
  /** Unit the case belongs to: its chain of levels starts there. */
  readonly unitId: string;
  readonly title: string;
}

/** A step as it was taken. */
export interface StepTaken {
  readonly step: StepDefinition;
  readonly outcome: Outcome;
  /** Day that counts: of the decision where there is one, else of the act. */
  readonly on: Day;
  readonly unit: UnitOn;
  /** True when a level above stood in. */
  readonly passedUp: boolean;
  /** Post of who took it; for a paper, of the signer. */
  readonly post: PostHeld;
  readonly decision: DecisionRef | null;
  readonly votes: Votes | null;
  readonly note: string | null;
  readonly paper: boolean;
  readonly isLast: boolean;
}

/** How a case is given back. */
export interface Returned { readonly reason: string; /** A step, or `SUBMITTER`. */ readonly to: string }

/**
 * What a feature does along the way. All run in the transaction of the step, after its rules and before the dossier moves on; a
 * throw undoes the step. Features publish their events here.
 */
export interface DossierHandlers {
  /** Before it is sent: throw what is incomplete. */
  onSubmitted?(tx: Tx, dossier: Dossier): Promise<void>;
  /** A step was approved, the last one too. */
  onStep?(tx: Tx, dossier: Dossier, taken: StepTaken): Promise<void>;
  /** The last step was approved; after `onStep`. */
  onApproved?(tx: Tx, dossier: Dossier, taken: StepTaken): Promise<void>;
  onRejected?(tx: Tx, dossier: Dossier, taken: StepTaken): Promise<void>;
  onReturned?(tx: Tx, dossier: Dossier, returned: Returned): Promise<void>;
  onWithdrawn?(tx: Tx, dossier: Dossier, reason: string): Promise<void>;
  /**
   * The unit was merged and what is open passes to its successor (ORG-05): the record of the feature goes along. A feature that does
   * not say this keeps its open dossiers where they are.
   */
  onPassed?(tx: Tx, dossier: Dossier, unitId: string): Promise<void>;
  /** Ceilings, quotas and deadlines to show beside the fields, with their source. */
  rules?(tx: Tx, dossier: Dossier): Promise<readonly RuleLine[]>;
  /** Last day of a step where it is data of the feature; undefined: as the definition says, null: none. */
  dueOn?(tx: Tx, dossier: Dossier, step: { readonly code: string; readonly level: Level; readonly since: Day }): Promise<Day | null | undefined>;
}
