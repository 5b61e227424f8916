import { DomainError, type Day } from '@doanket/kernel';

/** Unknown, or outside what the caller may read: the two look the same. */
export class UnitNotFound extends DomainError {
  readonly code = 'directory/unit-not-found';
  readonly kind = 'not-found';
  readonly title = 'Unit not found';
  constructor() {
    super('There is no such unit within your reach.');
  }
}

/** The caller reads the unit, but the right ends before it. */
export class OutsideReach extends DomainError {
  readonly code = 'directory/outside-reach';
  readonly kind = 'forbidden';
  readonly title = 'Outside the reach of the permission';
  constructor(permission: string) {
    super(`The post acted as does not reach this unit with ${permission}.`, { permission });
  }
}

/** The unit was not founded yet on the day. */
export class UnitNotThereYet extends DomainError {
  readonly code = 'directory/unit-not-there-on-day';
  readonly kind = 'refused';
  readonly title = 'Unit did not exist on that day';
  constructor(day: Day) {
    super(`The unit did not exist on ${day}.`, { day });
  }
}

/** A signer, or whoever a step asks for, did not hold such a post in that unit on that day. */
export class PostNotHeld extends DomainError {
  readonly code = 'directory/post-not-held';
  readonly kind = 'refused';
  readonly title = 'Post not held on that day';
  constructor(day: Day) {
    super(`The post was not held in that unit on ${day}.`, { day });
  }
}

/** This copy of units and posts has not been proven complete lately, so nobody's rights are certain. */
export class DirectoryStale extends DomainError {
  readonly code = 'directory/stale';
  readonly kind = 'unavailable';
  readonly title = 'Units and posts are not up to date';
  constructor(completeAt: string | null) {
    super('Decisions wait until the copy of units and posts is up to date; reading and drafts go on.', { completeAt });
  }
}

/** The last event of a decision over many units came without all of those before it. */
export class ReorganisationIncomplete extends DomainError {
  readonly code = 'directory/reorganisation-incomplete';
  readonly kind = 'invalid';
  readonly title = 'Changes of a decision are missing';
  constructor(expected: number, received: number) {
    super(`The decision names ${expected} changes, ${received} of them are here.`, { expected, received });
  }
}
