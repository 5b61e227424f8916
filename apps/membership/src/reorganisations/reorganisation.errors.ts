import { DomainError, type Day } from '@doanket/kernel';

export class ReorganisationNotFound extends DomainError {
  readonly code = 'membership/reorganisation-not-found';
  readonly kind = 'not-found';
  readonly title = 'Reorganisation not found';
  constructor() {
    super('There is no such reorganisation within your reach.');
  }
}

/** What takes over must go on itself. */
export class HeirEndsToo extends DomainError {
  readonly code = 'membership/heir-ends-too';
  readonly kind = 'refused';
  readonly title = 'Heir ends too';
  constructor(unitCode: string, heirCode: string) {
    super(`${heirCode} was to take over from ${unitCode}, but ends by the same decision or is the same unit.`, { unitCode, heirCode });
  }
}

/** Another decision ends the unit: of two officers at once the first one wins. */
export class UnitEndsAlready extends DomainError {
  readonly code = 'membership/unit-ends-already';
  readonly kind = 'conflict';
  readonly title = 'Unit ends already';
  constructor(unitCode: string, lastDay: Day) {
    super(`${unitCode} ends by another decision; its last day is ${lastDay}.`, { unitCode, lastDay });
  }
}

/** A split is decided whose members have not gone yet: of two decisions the first one wins. */
export class UnionSplitsAlready extends DomainError {
  readonly code = 'membership/union-splits-already';
  readonly kind = 'conflict';
  readonly title = 'Union is being split';
  constructor(unitCode: string, effectiveOn: Day) {
    super(`${unitCode} is split by another decision from ${effectiveOn} on, and its members have not gone yet.`, { unitCode, effectiveOn });
  }
}

export class UnitNamedTwice extends DomainError {
  readonly code = 'membership/unit-named-twice';
  readonly kind = 'invalid';
  readonly title = 'Unit named twice';
  constructor(unitCode: string) {
    super('A unit ends once.', { unitCode });
  }
}

export class RootCannotEnd extends DomainError {
  readonly code = 'membership/root-cannot-end';
  readonly kind = 'refused';
  readonly title = 'Root cannot end';
  constructor() {
    super('The unit at the top of the tree has nobody above it who could take over.');
  }
}

/** ORG-05: undo only before the effective date; after it a new decision corrects (handbook 2.0). */
export class ReorganisationInEffect extends DomainError {
  readonly code = 'membership/reorganisation-in-effect';
  readonly kind = 'conflict';
  readonly title = 'Reorganisation is in effect';
  constructor(effectiveOn: Day) {
    super('A reorganisation is taken back before its effective day only; after it a new decision corrects it.', { effectiveOn });
  }
}

export class ReorganisationUndone extends DomainError {
  readonly code = 'membership/reorganisation-undone';
  readonly kind = 'conflict';
  readonly title = 'Reorganisation was taken back';
  constructor() {
    super('This reorganisation was taken back already.');
  }
}
