import { DomainError } from '@doanket/kernel';

export class CardNotIssued extends DomainError {
  readonly code = 'membership/card-not-issued';
  readonly kind = 'not-found';
  readonly title = 'No card yet';
  constructor() {
    super('No card was issued for this membership.');
  }
}
