import { DomainError } from '@doanket/kernel';

export class GroupNotFound extends DomainError {
  readonly code = 'membership/group-not-found';
  readonly kind = 'not-found';
  readonly title = 'Department or group not found';
  constructor() {
    super('There is no such department or group within your reach.');
  }
}

/** ORG-13: members of the union itself, at work in it on that day. */
export class NotOfThisUnion extends DomainError {
  readonly code = 'membership/not-of-this-union';
  readonly kind = 'refused';
  readonly title = 'Not members of this union';
  constructor(members: number) {
    super(`${members} of those named are no members of the union on that day.`, { members });
  }
}

/** What is said of a day is not said again for an earlier one. */
export class GroupedLater extends DomainError {
  readonly code = 'membership/grouped-later';
  readonly kind = 'refused';
  readonly title = 'In a group since later';
  constructor(members: number) {
    super(`${members} of those named came into a group on that day or later.`, { members });
  }
}
