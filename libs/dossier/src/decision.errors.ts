import type { Level } from '@doanket/contracts';
import { DomainError, type Day, type FieldError } from '@doanket/kernel';

/** Kinds of files a signed decision is kept as. */
export const DECISION_FILE_TYPES: readonly string[] = ['application/pdf', 'image/png', 'image/jpeg', 'image/webp'];

export class DecisionNotFound extends DomainError {
  readonly code = 'decision/not-found';
  readonly kind = 'not-found';
  readonly title = 'Decision not found';
  constructor() {
    super('There is no such decision within your reach.');
  }
}

/** Decisions are taken and recorded by persons through a post. */
export class NoPostActedAs extends DomainError {
  readonly code = 'decision/no-post';
  readonly kind = 'forbidden';
  readonly title = 'No post acted as';
  constructor() {
    super('This is done by a person through a post.');
  }
}

/** Confirmed or discarded already. */
export class DecisionNotOpen extends DomainError {
  readonly code = 'decision/not-open';
  readonly kind = 'conflict';
  readonly title = 'Record not open';
  constructor(state: string) {
    super(`Only a record that waits for confirmation can be confirmed or discarded; this one is ${state}.`, { decisionState: state });
  }
}

/** A second person confirms, not only another post. Source: handbook 2.0. */
export class OwnRecord extends DomainError {
  readonly code = 'decision/own-record';
  readonly kind = 'refused';
  readonly title = 'Own record';
  constructor() {
    super('Nobody decides a paper they recorded; a second person confirms it.');
  }
}

/** Unique per issuer and year. Source: handbook 2.0. */
export class NumberTaken extends DomainError {
  readonly code = 'decision/number-taken';
  readonly kind = 'conflict';
  readonly title = 'Number taken';
  constructor(number: string, year: number) {
    super(`The issuer has a decision ${number} of ${year} already.`, { number, year }, [{ pointer: '/body/number', detail: 'Taken in this year' }]);
  }
}

/** Every decision needs number, day, signer, level and file. Source: handbook 2.0. */
export class DecisionFileMissing extends DomainError {
  readonly code = 'decision/file-missing';
  readonly kind = 'refused';
  readonly title = 'File of the decision missing';
  constructor(pointer = '/body/fileId') {
    super('A decision comes with its file: store it first, then name it.', {}, [{ pointer, detail: 'Missing' }]);
  }
}

/** The signed decision as it was printed or scanned: PDF or picture, by the content and not by the name. Source: handbook 2.0; the kinds: assumption. */
export class DecisionFileKindRefused extends DomainError {
  readonly code = 'decision/file-kind-refused';
  readonly kind = 'refused';
  readonly title = 'Not the file of a decision';
  constructor(contentType: string, pointer = '/body/fileId') {
    super('The file of a decision is a PDF or a picture of the signed paper.', { contentType, taken: [...DECISION_FILE_TYPES] }, [{ pointer, detail: 'Neither PDF nor picture' }]);
  }
}

export class DecidedInFuture extends DomainError {
  readonly code = 'decision/decided-in-future';
  readonly kind = 'refused';
  readonly title = 'Day lies ahead';
  constructor(today: Day) {
    super(`A decision cannot be dated after today, ${today}.`, { today }, [{ pointer: '/body/decidedOn', detail: 'Lies ahead' }]);
  }
}

/** Dated outside of the issuer's life. Source: handbook 2.0. */
export class IssuerNotAlive extends DomainError {
  readonly code = 'decision/issuer-not-alive';
  readonly kind = 'refused';
  readonly title = 'Issuer did not work on that day';
  constructor(day: Day) {
    super(`The issuer did not work on ${day}.`, { day }, [{ pointer: '/body/decidedOn', detail: 'Outside of the life of the issuer' }]);
  }
}

/** A unit records its own decisions; for one that has ended its successor does, else the city. Source: handbook 2.0. */
export class NotTheIssuer extends DomainError {
  readonly code = 'decision/not-the-issuer';
  readonly kind = 'forbidden';
  readonly title = 'Not the issuer';
  constructor(recordedBy: string) {
    super(`Decisions of this unit are recorded by ${recordedBy}.`, { recordedBy });
  }
}

export class LevelDoesNotDecide extends DomainError {
  readonly code = 'decision/level-does-not-decide';
  readonly kind = 'refused';
  readonly title = 'Level does not decide this';
  constructor(kind: string, level: Level, levels: readonly Level[]) {
    super(`A unit of level ${level} does not decide this.`, { decisionKind: kind, level, levels }, [{ pointer: '/body/issuerCode', detail: 'Of a level that does not decide this' }]);
  }
}

export class KindNotTaken extends DomainError {
  readonly code = 'decision/kind-not-taken';
  readonly kind = 'refused';
  readonly title = 'Kind of decision not taken';
  constructor(kind: string) {
    super('This service takes no such decision.', { decisionKind: kind }, [{ pointer: '/body/kind', detail: 'Not taken here' }]);
  }
}

export class TooManyItems extends DomainError {
  readonly code = 'decision/too-many-items';
  readonly kind = 'refused';
  readonly title = 'Too many items';
  constructor(maxItems: number) {
    super(`A decision of this kind has at most ${maxItems} items.`, { maxItems }, [{ pointer: '/body/items', detail: `More than ${maxItems}` }]);
  }
}

/** The record needs a right that the confirming person does not hold. */
export class RightMissing extends DomainError {
  readonly code = 'decision/right-missing';
  readonly kind = 'forbidden';
  readonly title = 'Right missing';
  constructor(permission: string) {
    super('Decisions of this kind are confirmed by those who may take them.', { permission });
  }
}

/** One item a rule refuses. */
export interface ItemRefusal { readonly item: number; readonly code: string; readonly detail: string; readonly errors: readonly FieldError[] }

/** Refusals of one decision that are told one by one; of the rest their number is said. */
export const MAX_REFUSALS = 50;

export class ItemsRefused extends DomainError {
  readonly code = 'decision/items-refused';
  readonly kind = 'refused';
  readonly title = 'Items refused';
  constructor(refusals: readonly ItemRefusal[]) {
    const told = refusals.slice(0, MAX_REFUSALS);
    const rest = refusals.length - told.length;
    super('Rules refuse some of the items; none took effect.', { refusals: told.map(({ item, code }) => ({ item, code })), rest }, [
      ...told.map(({ item, detail }) => ({ pointer: `/body/items/${item - 1}`, detail })),
      ...(rest === 0 ? [] : [{ pointer: '/body/items', detail: `${rest} more refused.` }]),
    ]);
  }
}
