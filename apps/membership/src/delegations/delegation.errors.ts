import { DomainError, type Day } from '@doanket/kernel';

export class DelegationNotFound extends DomainError {
  readonly code = 'membership/delegation-not-found';
  readonly kind = 'not-found';
  readonly title = 'Delegation not found';
  constructor() {
    super('There is no such delegation within your reach.');
  }
}

export class DelegatedAlready extends DomainError {
  readonly code = 'membership/delegated-already';
  readonly kind = 'conflict';
  readonly title = 'Delegated already';
  constructor(unitCode: string) {
    super('The union holds this power on some of these days.', { unitCode });
  }
}

/** The city delegates to unions directly above the grassroots (ORG-02). */
export class NotDelegable extends DomainError {
  readonly code = 'membership/not-delegable';
  readonly kind = 'refused';
  readonly title = 'Cannot be delegated to this unit';
  constructor(unitCode: string) {
    super('A power of the city is delegated to a union directly above the grassroots.', { unitCode });
  }
}

export class DelegationPeriodInvalid extends DomainError {
  readonly code = 'membership/delegation-period-invalid';
  readonly kind = 'refused';
  readonly title = 'Days of the delegation do not fit';
  constructor(validFrom: Day, validTo: Day) {
    super('A delegation ends on or after its first day, and no later than was known.', { validFrom, validTo });
  }
}
