import { DomainError, type Day } from '@doanket/kernel';

export class EmployerNotFound extends DomainError {
  readonly code = 'membership/employer-not-found';
  readonly kind = 'not-found';
  readonly title = 'Employer not found';
  constructor() {
    super('There is no such employer within your reach.');
  }
}

export class EmployerKnown extends DomainError {
  readonly code = 'membership/employer-known';
  readonly kind = 'refused';
  readonly title = 'Employer known';
  constructor(pointer: '/body/enterpriseCode' | '/body/insuranceUnit/unitCode') {
    super('Another employer bears this number.', {}, [{ pointer, detail: 'Borne by another employer' }]);
  }
}

/** What an employer is ends the day before something new begins; the past is not written over. */
export class StandingNotLater extends DomainError {
  readonly code = 'membership/standing-not-later';
  readonly kind = 'refused';
  readonly title = 'Standing does not begin later';
  constructor(newest: Day) {
    super(`What is known of the employer begins on ${newest}; the new standing begins later.`, { newest });
  }
}

export class CountedAlready extends DomainError {
  readonly code = 'membership/workforce-counted-already';
  readonly kind = 'refused';
  readonly title = 'Counted already';
  constructor() {
    super('There is a count of this day from this source.');
  }
}

export class CountedInFuture extends DomainError {
  readonly code = 'membership/workforce-counted-in-future';
  readonly kind = 'refused';
  readonly title = 'Counted in the future';
  constructor(today: Day) {
    super('A count bears a day until today.', { today });
  }
}

export class CoveredAlready extends DomainError {
  readonly code = 'membership/employer-covered-already';
  readonly kind = 'refused';
  readonly title = 'Covered already';
  constructor() {
    super('This union covers the employer in that time already.');
  }
}

export class NotACoveringUnion extends DomainError {
  readonly code = 'membership/not-a-covering-union';
  readonly kind = 'refused';
  readonly title = 'Not a grassroots union at work';
  constructor() {
    super('An employer is covered by a grassroots union that works on that day.');
  }
}

export class CoverNotFound extends DomainError {
  readonly code = 'membership/employer-cover-not-found';
  readonly kind = 'not-found';
  readonly title = 'Covering not found';
  constructor() {
    super('There is no such covering of this employer.');
  }
}

export class CoverEnded extends DomainError {
  readonly code = 'membership/employer-cover-ended';
  readonly kind = 'conflict';
  readonly title = 'Covering has ended';
  constructor(lastDay: Day) {
    super(`The covering ended on ${lastDay}.`, { lastDay });
  }
}

export class CoverEndsBeforeBegin extends DomainError {
  readonly code = 'membership/employer-cover-ends-early';
  readonly kind = 'refused';
  readonly title = 'Ends before it begins';
  constructor(validFrom: Day) {
    super(`The covering begins on ${validFrom}; its last day is not before.`, { validFrom });
  }
}
