import { DomainError, type Day } from '@doanket/kernel';

/** A decision of an earlier day is recorded as a paper decision and confirmed by a second person (handbook 2.0). */
export class DecisionNotOfToday extends DomainError {
  readonly code = 'membership/decision-not-of-today';
  readonly kind = 'refused';
  readonly title = 'Decision of another day';
  constructor(today: Day) {
    super('A decision taken here bears the day of today; one of an earlier day is recorded as a paper decision.', { today });
  }
}
