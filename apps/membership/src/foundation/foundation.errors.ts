import { DomainError } from '@doanket/kernel';

/** The first unit is founded once; afterwards units are founded by decision. */
export class FoundationDone extends DomainError {
  readonly code = 'membership/foundation-done';
  readonly kind = 'conflict';
  readonly title = 'Foundation is done';
  constructor() {
    super('There is a unit already; further ones are founded by decision of those above them.');
  }
}
