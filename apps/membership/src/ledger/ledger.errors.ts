import { DomainError } from '@doanket/kernel';

export class PeriodLocked extends DomainError {
  readonly code = 'membership/period-locked';
  readonly kind = 'conflict';
  readonly title = 'Month closed';
  constructor(month: string) {
    super('The month is closed; nothing is booked in it any more.', { month });
  }
}

export class PeriodNotLocked extends DomainError {
  readonly code = 'membership/period-not-locked';
  readonly kind = 'conflict';
  readonly title = 'Month not closed';
  constructor(month: string) {
    super('Only a closed month can be opened again.', { month });
  }
}

export class PeriodNotOver extends DomainError {
  readonly code = 'membership/period-not-over';
  readonly kind = 'refused';
  readonly title = 'Month not over';
  constructor(month: string) {
    super('A month is closed once it has ended.', { month });
  }
}

export class FundTooSmall extends DomainError {
  readonly code = 'membership/fund-too-small';
  readonly kind = 'refused';
  readonly title = 'Fund too small';
  constructor() {
    super('Neither money nor a fund goes below zero.');
  }
}

export class BookedInFuture extends DomainError {
  readonly code = 'membership/booked-in-future';
  readonly kind = 'invalid';
  readonly title = 'Day in the future';
  constructor(field: string) {
    super('What has not happened yet is not booked.', {}, [{ pointer: `/body/${field}`, detail: 'In the future' }]);
  }
}
