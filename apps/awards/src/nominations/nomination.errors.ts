import { DomainError } from '@doanket/kernel';

export class NominationNotFound extends DomainError {
  readonly code = 'awards/nomination-not-found';
  readonly kind = 'not-found';
  readonly title = 'Nomination not found';
  constructor() {
    super('There is no such nomination within your reach.');
  }
}

/** AWD-02: a step the nomination's state does not allow. */
export class NominationStateWrong extends DomainError {
  readonly code = 'awards/nomination-state';
  readonly kind = 'conflict';
  readonly title = 'Nomination in another state';
  constructor(state: string, needed: string, nominationIds: readonly string[] = []) {
    super(`The nomination is ${state}; this needs ${needed}.`, { nominationState: state, needed, nominationIds: nominationIds.slice(0, 20) });
  }
}

export class NominatedTwice extends DomainError {
  readonly code = 'awards/nominated-twice';
  readonly kind = 'conflict';
  readonly title = 'Nominated already';
  constructor(titleCode: string, year: number) {
    super('This receiver is nominated for the title of this level and year already.', { titleCode, year });
  }
}

/** A unit nominates for its own level and those above. */
export class LevelBelowUnit extends DomainError {
  readonly code = 'awards/level-below-unit';
  readonly kind = 'refused';
  readonly title = 'Level below the unit';
  constructor(level: string, unitLevel: string) {
    super('A unit nominates for titles of its own level or one above.', { level, unitLevel }, [{ pointer: '/body/level', detail: `Below ${unitLevel}` }]);
  }
}

/** Votes are cast in a council, not on the page of one dossier (AWD-03). */
export class VotedInCouncil extends DomainError {
  readonly code = 'awards/voted-in-council';
  readonly kind = 'conflict';
  readonly title = 'Voted in a council session';
  constructor() {
    super('This step is taken by recording a session of the council.');
  }
}

/** The list of one decision names one title of one unit and level. */
export class NominationsDiffer extends DomainError {
  readonly code = 'awards/nominations-differ';
  readonly kind = 'refused';
  readonly title = 'Not one title';
  constructor(nominationIds: readonly string[]) {
    super('A decision awards one title of the deciding unit.', { nominationIds: nominationIds.slice(0, 20) });
  }
}
