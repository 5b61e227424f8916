import { DomainError, type Day } from '@doanket/kernel';

export class GrowthTargetNotFound extends DomainError {
  readonly code = 'membership/growth-target-not-found';
  readonly kind = 'not-found';
  readonly title = 'Target not found';
  constructor() {
    super('There is no such target within your reach.');
  }
}

/** ORG-14: what was given on to the units below adds up to no more than the target. */
export class TargetOverGiven extends DomainError {
  readonly code = 'membership/target-over-given';
  readonly kind = 'refused';
  readonly title = 'More is given on than the target';
  constructor(target: number, givenOn: number) {
    super(`The units below were given ${givenOn}; the target cannot be ${target}.`, { target, givenOn });
  }
}

/** ORG-05: the target passed to the successor with a merger; what is said of it now is said there. */
export class GrowthTargetPassed extends DomainError {
  readonly code = 'membership/growth-target-passed';
  readonly kind = 'conflict';
  readonly title = 'Target passed to the successor';
  constructor(passedOn: Day) {
    super(`The unit was merged, and its successor has this target since ${passedOn}.`, { passedOn });
  }
}
