import { DomainError, type Day } from '@doanket/kernel';

export class WorkNotFound extends DomainError {
  readonly code = 'campaigns/work-not-found';
  readonly kind = 'not-found';
  readonly title = 'Work not found';
  constructor() {
    super('There is no such work within your reach. A work that was not registered cannot be verified.');
  }
}

/** CMP-08: a step that the work's state does not allow. */
export class WorkStateWrong extends DomainError {
  readonly code = 'campaigns/work-state';
  readonly kind = 'conflict';
  readonly title = 'Work not in this state';
  constructor(state: string, needed: string) {
    super(`The work is ${state}; this needs ${needed}.`, { workState: state, needed });
  }
}

/** CMP-08: registered before the round's registration deadline. */
export class RegistrationClosed extends DomainError {
  readonly code = 'campaigns/registration-closed';
  readonly kind = 'refused';
  readonly title = 'Registration is closed';
  constructor(until: Day | null) {
    super('Works are registered for a launched round until its registration deadline.', { registrationUntil: until });
  }
}

/** CMP-08: a work without registration cannot be verified later. For a round that was launched on paper it is a warning. */
export class WorkNotRegistered extends DomainError {
  readonly code = 'campaigns/work-not-registered';
  readonly kind = 'refused';
  readonly title = 'Work was not registered';
  constructor(roundCode: string) {
    super('Works of a round launched here are registered here before they are verified.', { roundCode });
  }
}

/** CMP-08: verified by the next level. */
export class NotTheNextLevel extends DomainError {
  readonly code = 'campaigns/not-the-next-level';
  readonly kind = 'forbidden';
  readonly title = 'Not the next level';
  constructor(unitCode: string) {
    super('A work is accepted and verified by the unit of the next level.', { verifyingUnit: unitCode });
  }
}

export class OwnWork extends DomainError {
  readonly code = 'campaigns/own-work';
  readonly kind = 'refused';
  readonly title = 'Nobody verifies an own work';
  constructor() {
    super('The person who registered or completed a work cannot verify it.');
  }
}

export class CompletedBeforeRegistered extends DomainError {
  readonly code = 'campaigns/completed-before-registered';
  readonly kind = 'refused';
  readonly title = 'Completed before it was registered';
  constructor(registeredOn: Day) {
    super('A work is completed on the day of its registration or later.', { registeredOn });
  }
}

export class VerifiedBeforeCompleted extends DomainError {
  readonly code = 'campaigns/verified-before-completed';
  readonly kind = 'refused';
  readonly title = 'Verified before it was completed';
  constructor(completedOn: Day) {
    super('A work is verified on the day of its completion or later.', { completedOn });
  }
}

/** CMP-08: works are registered by grassroots unions and the unions above them. */
export class LevelMismatch extends DomainError {
  readonly code = 'campaigns/work-level-mismatch';
  readonly kind = 'refused';
  readonly title = 'Level does not agree with the unit';
  constructor(unitCode: string, level: string) {
    super('Works are registered at level G or S, by a unit that had this level on the day of completion.', { unitCode, level });
  }
}

export class WorkTwice extends DomainError {
  readonly code = 'campaigns/work-twice';
  readonly kind = 'refused';
  readonly title = 'Work registered twice';
  constructor(unitCode: string, workTitle: string) {
    super('The unit already has a work of this title in the round.', { unitCode, workTitle });
  }
}

/** CMP-09: the quota is set per round. */
export class PlaqueQuotaUsed extends DomainError {
  readonly code = 'campaigns/plaque-quota-used';
  readonly kind = 'refused';
  readonly title = 'No plaque left in the round';
  constructor(quota: number) {
    super('The plaques of the round are given away.', { plaqueQuota: quota });
  }
}

export class PlaqueBeforeVerified extends DomainError {
  readonly code = 'campaigns/plaque-before-verified';
  readonly kind = 'refused';
  readonly title = 'Plaque attached before verification';
  constructor(verifiedOn: Day) {
    super('A plaque is attached on the day of verification or later.', { verifiedOn });
  }
}

/** CMP-08: a round is for its issuer and the units below it. */
export class RoundOfUnitBelow extends DomainError {
  readonly code = 'campaigns/round-of-unit-below';
  readonly kind = 'refused';
  readonly title = 'Round of a unit below';
  constructor(roundCode: string) {
    super('A work is registered for a round of the own unit or of one above.', { roundCode }, [{ pointer: '/body/roundCode', detail: 'Of a unit below' }]);
  }
}
