import { DomainError } from '@doanket/kernel';

export class RebuildRunning extends DomainError {
  readonly code = 'reports/rebuild-running';
  readonly kind = 'conflict';
  readonly title = 'A rebuild is running';
  constructor() {
    super('One rebuild at a time; wait until the running one has ended.');
  }
}

export class RebuildNotFound extends DomainError {
  readonly code = 'reports/rebuild-not-found';
  readonly kind = 'not-found';
  readonly title = 'No such rebuild';
  constructor() {
    super('There is no such rebuild.');
  }
}
