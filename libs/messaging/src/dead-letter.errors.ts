import { DomainError } from '@doanket/kernel';

export class DeadLetterNotFound extends DomainError {
  readonly code = 'platform/dead-letter-not-found';
  readonly kind = 'not-found';
  readonly title = 'No such dead letter';
  constructor() {
    super('There is no dead letter with this id.');
  }
}

export class DeadLetterClosed extends DomainError {
  readonly code = 'platform/dead-letter-closed';
  readonly kind = 'conflict';
  readonly title = 'Dead letter is closed';
  constructor(state: string) {
    super(`This letter is ${state} already.`, { letterState: state });
  }
}

export class DeadLetterWaits extends DomainError {
  readonly code = 'platform/dead-letter-waits';
  readonly kind = 'conflict';
  readonly title = 'An earlier message of the key comes first';
  constructor(firstId: string) {
    super('This message waits behind an earlier letter of its key; settle that one first.', { firstId });
  }
}

export class DeadLetterOfAnotherConsumer extends DomainError {
  readonly code = 'platform/dead-letter-of-another-consumer';
  readonly kind = 'conflict';
  readonly title = 'Consumer does not run here';
  constructor(consumer: string) {
    super('The consumer of this letter does not run in this process.', { consumer });
  }
}

export class DeadLetterNotNow extends DomainError {
  readonly code = 'platform/dead-letter-not-now';
  readonly kind = 'unavailable';
  readonly title = 'Something this message needs is out of reach';
  constructor() {
    super('Something the handling of this message needs is out of reach; nothing has changed.');
  }
}
