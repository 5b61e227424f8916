import { DomainError, type Day } from '@doanket/kernel';

export class HouseholdNotFound extends DomainError {
  readonly code = 'membership/household-not-found';
  readonly kind = 'not-found';
  readonly title = 'Household not found';
  constructor() {
    super('There is no such household within your reach.');
  }
}

export class LivesElsewhere extends DomainError {
  readonly code = 'membership/lives-elsewhere';
  readonly kind = 'conflict';
  readonly title = 'Lives in a household already';
  constructor() {
    super('The person lives in a household on these days; they leave it first.');
  }
}

export class HouseholdHasHead extends DomainError {
  readonly code = 'membership/household-has-head';
  readonly kind = 'refused';
  readonly title = 'Household has a head';
  constructor() {
    super('A household is named after one person at a time.');
  }
}

export class HouseholdWithoutMember extends DomainError {
  readonly code = 'membership/household-without-member';
  readonly kind = 'refused';
  readonly title = 'No member in the household';
  constructor() {
    super('One of the people at least is a member of a union within your reach.', {}, [{ pointer: '/body/people', detail: 'No member among them' }]);
  }
}

export class NotInHousehold extends DomainError {
  readonly code = 'membership/not-in-household';
  readonly kind = 'conflict';
  readonly title = 'Does not live there';
  constructor() {
    super('The person does not live in this household now.');
  }
}

export class HouseholdDayInvalid extends DomainError {
  readonly code = 'membership/household-day-invalid';
  readonly kind = 'refused';
  readonly title = 'Day does not fit';
  constructor(pointer: string, from: Day | null, to: Day | null) {
    super('The day lies outside of what is possible.', { from, to }, [{ pointer, detail: 'Does not fit' }]);
  }
}
