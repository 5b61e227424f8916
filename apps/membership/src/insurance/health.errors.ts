import { DomainError, type Day } from '@doanket/kernel';

export class HealthDayAhead extends DomainError {
  readonly code = 'membership/health-day-ahead';
  readonly kind = 'refused';
  readonly title = 'Day has not come';
  constructor(pointer: `/body/${string}`, today: Day) {
    super(`Only what has happened is noted; today is ${today}.`, { today }, [{ pointer, detail: 'Lies in the future' }]);
  }
}

export class LeaveNotFound extends DomainError {
  readonly code = 'membership/leave-not-found';
  readonly kind = 'not-found';
  readonly title = 'Leave not found';
  constructor() {
    super('There is no such leave within your reach.');
  }
}

export class LeaveEndsBeforeBegin extends DomainError {
  readonly code = 'membership/leave-ends-before-begin';
  readonly kind = 'refused';
  readonly title = 'Leave ends before it begins';
  constructor() {
    super('The last day of a leave lies on its first day or later.', {}, [{ pointer: '/body/toDay', detail: 'Before the first day' }]);
  }
}

export class LeaveKnown extends DomainError {
  readonly code = 'membership/leave-known';
  readonly kind = 'conflict';
  readonly title = 'Leave known';
  constructor() {
    super('A leave of this kind that begins on this day is known.');
  }
}
