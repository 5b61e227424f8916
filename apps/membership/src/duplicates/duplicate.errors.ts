import { DomainError } from '@doanket/kernel';

/** Something stands in the way of a merge; what, is a list of names the console has words for. `openTransferIds`: transfers to be finished first. */
export class MergeObstructed extends DomainError {
  readonly code = 'membership/merge-obstructed';
  readonly kind = 'conflict';
  readonly title = 'Records cannot be merged now';
  constructor(obstacles: readonly string[], openTransferIds: readonly string[] = []) {
    super('The two records cannot be merged as they are now.', { obstacles, openTransferIds });
  }
}

/** One of the records is not as it was when it was looked at. */
export class MergeOutdated extends DomainError {
  readonly code = 'membership/merge-outdated';
  readonly kind = 'conflict';
  readonly title = 'A record changed meanwhile';
  constructor() {
    super('One of the two records changed since it was looked at: look again.');
  }
}

export class MergeWithItself extends DomainError {
  readonly code = 'membership/merge-with-itself';
  readonly kind = 'invalid';
  readonly title = 'One and the same record';
  constructor() {
    super('A record is merged with another one.', {}, [{ pointer: '/params/otherId', detail: 'The same as id' }]);
  }
}
