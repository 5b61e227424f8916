import type { Body, Post } from '@doanket/contracts';
import { DomainError, type Day } from '@doanket/kernel';

export class PostNotFound extends DomainError {
  readonly code = 'membership/post-not-found';
  readonly kind = 'not-found';
  readonly title = 'Post not found';
  constructor() {
    super('There is no such holding of a post within your reach.');
  }
}

export class PostNotOfBody extends DomainError {
  readonly code = 'membership/post-not-of-body';
  readonly kind = 'refused';
  readonly title = 'Body has no such post';
  constructor(body: Body, post: Post) {
    super(`The body ${body} has no ${post}.`, { body, post });
  }
}

export class NotADeputy extends DomainError {
  readonly code = 'membership/not-a-deputy';
  readonly kind = 'refused';
  readonly title = 'Only a deputy leads acting';
  constructor(post: Post) {
    super(`A ${post} cannot lead while the chair is vacant.`, { post });
  }
}

/** ORG-07: one chair per body and date; an acting head excludes a chair. */
export class HeadPostTaken extends DomainError {
  readonly code = 'membership/head-post-taken';
  readonly kind = 'refused';
  readonly title = 'There is a head already';
  constructor(from: Day, to: Day | null) {
    super('Within these days somebody else is chair or acting head.', { from, to });
  }
}

export class PostPeriodInvalid extends DomainError {
  readonly code = 'membership/post-period-invalid';
  readonly kind = 'refused';
  readonly title = 'Days of the post do not fit';
  constructor(validFrom: Day, lastDay: Day) {
    super('A post ends on or after its first day, and no later than was known.', { validFrom, lastDay });
  }
}
