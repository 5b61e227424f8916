import { DomainError, type Day } from '@doanket/kernel';

export class InitiativeNotFound extends DomainError {
  readonly code = 'initiatives/initiative-not-found';
  readonly kind = 'not-found';
  readonly title = 'Initiative not found';
  constructor() {
    super('There is no such initiative within your reach.');
  }
}

/** A step the state does not allow. */
export class InitiativeStateWrong extends DomainError {
  readonly code = 'initiatives/initiative-state';
  readonly kind = 'conflict';
  readonly title = 'Initiative not in this state';
  constructor(state: string, needed: readonly string[]) {
    super(`The initiative is ${state}; this needs ${needed.join(' or ')}.`, { initiativeState: state, needed });
  }
}

/** INI-02: new inside the unit. */
export class TitleTaken extends DomainError {
  readonly code = 'initiatives/title-taken';
  readonly kind = 'conflict';
  readonly title = 'Title taken';
  constructor() {
    super('The unit has an initiative with this title already.', {}, [{ pointer: '/body/title', detail: 'Taken in this unit' }]);
  }
}

/** INI-01: shares add up to 100 %. */
export class SharesNotWhole extends DomainError {
  readonly code = 'initiatives/shares-not-whole';
  readonly kind = 'refused';
  readonly title = 'Shares do not add up';
  constructor(sum: number) {
    super(`Shares of the authors add up to 100 %; these make ${sum}.`, { sum }, [{ pointer: '/body/authors', detail: `Shares add up to ${sum}` }]);
  }
}

export class AuthorTwice extends DomainError {
  readonly code = 'initiatives/author-twice';
  readonly kind = 'refused';
  readonly title = 'Author named twice';
  constructor() {
    super('An author is named once, with one share.', {}, [{ pointer: '/body/authors', detail: 'Named twice' }]);
  }
}

export class AppliedInFuture extends DomainError {
  readonly code = 'initiatives/applied-in-future';
  readonly kind = 'refused';
  readonly title = 'First application lies ahead';
  constructor(on: Day) {
    super(`An initiative was applied or tried on or before ${on}.`, { on }, [{ pointer: '/body/firstAppliedOn', detail: 'Lies ahead' }]);
  }
}

/** Nobody decides what they authored. Source: handbook 2.0. */
export class OwnInitiative extends DomainError {
  readonly code = 'initiatives/own-initiative';
  readonly kind = 'refused';
  readonly title = 'Own initiative';
  constructor() {
    super('Nobody decides on an initiative of which they are an author.');
  }
}

/** INI-05: raised only after base recognition. */
export class NotRecognisedBase extends DomainError {
  readonly code = 'initiatives/not-recognised-base';
  readonly kind = 'refused';
  readonly title = 'Not recognised at base level';
  constructor() {
    super('An initiative is raised, or entered in a programme, after it was recognised.');
  }
}

/** INI-05: no level is skipped. */
export class LevelSkipped extends DomainError {
  readonly code = 'initiatives/level-skipped';
  readonly kind = 'refused';
  readonly title = 'Level skipped';
  constructor(recognitionLevel: string, neededLevel: string) {
    super(`Recognition at ${recognitionLevel} needs recognition at ${neededLevel} before.`, { recognitionLevel, neededLevel });
  }
}

export class AlreadyRecognised extends DomainError {
  readonly code = 'initiatives/already-recognised';
  readonly kind = 'conflict';
  readonly title = 'Recognised already';
  constructor(recognitionLevel: string, recognisedOn: Day) {
    super(`This level recognised the initiative on ${recognisedOn}.`, { recognitionLevel, recognisedOn });
  }
}

export class RecognisedBeforeLower extends DomainError {
  readonly code = 'initiatives/recognised-before-lower-level';
  readonly kind = 'refused';
  readonly title = 'Before the level below';
  constructor(recognitionLevel: string, lowerOn: Day) {
    super(`The level below recognised it on ${lowerOn}, which is later.`, { recognitionLevel, lowerOn });
  }
}

/** A paper names an initiative that is on its way here: its steps on paper are recorded in its dossier. */
export class InitiativeInProcess extends DomainError {
  readonly code = 'initiatives/initiative-in-process';
  readonly kind = 'conflict';
  readonly title = 'Initiative is being decided';
  constructor(state: string) {
    super('The initiative has an open dossier; record the step that was taken on paper there.', { initiativeState: state });
  }
}

/** The initiative that a paper names by unit and title is not known. */
export class InitiativeUnknown extends DomainError {
  readonly code = 'initiatives/initiative-unknown';
  readonly kind = 'refused';
  readonly title = 'Initiative unknown';
  constructor() {
    super('The unit has no recognised initiative with this title.');
  }
}

/** The same initiative twice in one paper. */
export class ItemTwice extends DomainError {
  readonly code = 'initiatives/item-twice';
  readonly kind = 'refused';
  readonly title = 'Named twice';
  constructor() {
    super('The decision names this twice.');
  }
}

/** Each level decides for its own units. */
export class NotTheDecidingUnit extends DomainError {
  readonly code = 'initiatives/not-the-deciding-unit';
  readonly kind = 'refused';
  readonly title = 'Another unit decides';
  constructor(unitCode: string) {
    super(`On that day ${unitCode} decided at this level for the unit.`, { unitCode });
  }
}

/** A rule of the day limits how many authors one initiative has. */
export class TooManyAuthors extends DomainError {
  readonly code = 'initiatives/too-many-authors';
  readonly kind = 'refused';
  readonly title = 'Too many authors';
  constructor(most: number) {
    super(`An initiative has at most ${most} authors.`, { most }, [{ pointer: '/body/authors', detail: `At most ${most}` }]);
  }
}
