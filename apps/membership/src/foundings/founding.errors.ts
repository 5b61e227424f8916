import type { FOUNDING_STATES, Post } from '@doanket/contracts';
import { DomainError, type Day } from '@doanket/kernel';

export class FoundingNotFound extends DomainError {
  readonly code = 'membership/founding-not-found';
  readonly kind = 'not-found';
  readonly title = 'Application not found';
  constructor() {
    super('There is no such application within your reach.');
  }
}

/** ORG-02: at least five members or workers apply. */
export class TooFewApplicants extends DomainError {
  readonly code = 'membership/too-few-applicants';
  readonly kind = 'refused';
  readonly title = 'Too few people apply';
  constructor(applicants: number, needed: number) {
    super(`${applicants} people apply; a grassroots union is founded by at least ${needed}.`, { applicants, needed }, [{ pointer: '/body/applicants', detail: `At least ${needed}` }]);
  }
}

export class FoundingNotInState extends DomainError {
  readonly code = 'membership/founding-not-in-state';
  readonly kind = 'conflict';
  readonly title = 'Application is not in a state for this';
  constructor(foundingState: (typeof FOUNDING_STATES)[number]) {
    super(`The application is ${foundingState}.`, { foundingState });
  }
}

/** ORG-02: the employer's number belongs to one union at work. */
export class EmployerHasUnion extends DomainError {
  readonly code = 'membership/employer-has-union';
  readonly kind = 'conflict';
  readonly title = 'Employer has a union already';
  constructor() {
    super('A union at work covers this employer.', {}, [{ pointer: '/body/employer/enterpriseCode', detail: 'Covered already' }]);
  }
}

export class FoundingCodeTaken extends DomainError {
  readonly code = 'membership/founding-code-taken';
  readonly kind = 'conflict';
  readonly title = 'Code taken';
  constructor(unitCode: string) {
    super('A unit or another open application bears this code.', { unitCode }, [{ pointer: '/body/code', detail: 'Taken' }]);
  }
}

export class ApplicantTwice extends DomainError {
  readonly code = 'membership/applicant-twice';
  readonly kind = 'refused';
  readonly title = 'Somebody applies twice';
  constructor(n: number) {
    super('A person applies once.', { applicant: n + 1 }, [{ pointer: `/body/applicants/${n}`, detail: 'The same person is named before' }]);
  }
}

export class ApplicantNotNamed extends DomainError {
  readonly code = 'membership/applicant-not-named';
  readonly kind = 'invalid';
  readonly title = 'Applicant unclear';
  constructor(n: number) {
    super('An applicant is a known person or a described one.', {}, [{ pointer: `/body/applicants/${n}`, detail: 'Either personId or person' }]);
  }
}

/** ORG-02: the provisional committee leads the union; it needs one head. */
export class CommitteeWithoutHead extends DomainError {
  readonly code = 'membership/committee-without-head';
  readonly kind = 'refused';
  readonly title = 'Committee needs one head';
  constructor(heads: number) {
    super('A provisional committee has one chair or acting head.', { heads });
  }
}

export class NotACommitteePost extends DomainError {
  readonly code = 'membership/not-a-committee-post';
  readonly kind = 'refused';
  readonly title = 'No post of the committee';
  constructor(n: number, post: Post) {
    super(`The committee of a grassroots union has no ${post}.`, { post }, [{ pointer: `/body/applicants/${n}/post`, detail: 'Not a post of the committee' }]);
  }
}

/** The provisional committee has its own end, no later than the rule of the day allows. */
export class CommitteeTooLong extends DomainError {
  readonly code = 'membership/committee-too-long';
  readonly kind = 'refused';
  readonly title = 'Days of the committee do not fit';
  constructor(until: Day, last: Day) {
    super('A provisional committee ends on or after the day of the decision, and no later than the rule allows.', { until, last }, [{ pointer: '/body/committeeUntil', detail: `No later than ${last}` }]);
  }
}

export class FoundedInFuture extends DomainError {
  readonly code = 'membership/founding-applied-in-future';
  readonly kind = 'refused';
  readonly title = 'Application of a day to come';
  constructor(today: Day) {
    super('An application bears a day until today.', { today }, [{ pointer: '/body/appliedOn', detail: 'Lies ahead' }]);
  }
}
