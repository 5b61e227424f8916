import type { MemberStatus } from '@doanket/contracts';
import { DomainError, type Day } from '@doanket/kernel';

export class MemberNotFound extends DomainError {
  readonly code = 'membership/member-not-found';
  readonly kind = 'not-found';
  readonly title = 'Member not found';
  constructor() {
    super('There is no such member or applicant within your reach.');
  }
}

export class MemberNotInStatus extends DomainError {
  readonly code = 'membership/member-not-in-status';
  readonly kind = 'conflict';
  readonly title = 'Member is not in a state for this';
  constructor(memberStatus: MemberStatus, expected: MemberStatus) {
    super(`This needs ${expected}; the member is ${memberStatus}.`, { memberStatus, expected });
  }
}

/** ORG-09: date of admission ≥ date of application. */
export class AdmittedBeforeApplied extends DomainError {
  readonly code = 'membership/admitted-before-applied';
  readonly kind = 'refused';
  readonly title = 'Admitted before applied';
  constructor(appliedOn: Day, admittedOn: Day) {
    super(`Nobody is admitted on ${admittedOn} who applied on ${appliedOn}.`, { appliedOn, admittedOn });
  }
}

/** ORG-09: one active primary membership per person. */
export class NeedsTransfer extends DomainError {
  readonly code = 'membership/needs-transfer';
  readonly kind = 'refused';
  readonly title = 'Needs a transfer';
  constructor() {
    super('The person is a member elsewhere: the membership is transferred, not begun again.');
  }
}

/** One application of a person to a unit at a time. */
export class AlreadyApplied extends DomainError {
  readonly code = 'membership/already-applied';
  readonly kind = 'conflict';
  readonly title = 'Has applied already';
  constructor() {
    super('The person has an open application to this unit.');
  }
}

export class AppliedInFuture extends DomainError {
  readonly code = 'membership/applied-in-future';
  readonly kind = 'refused';
  readonly title = 'Applied in the future';
  constructor(today: Day) {
    super('An application bears a day until today.', { today });
  }
}

/** Members are admitted by grassroots unions (ORG-09). */
export class NotAGrassrootsUnion extends DomainError {
  readonly code = 'membership/not-a-grassroots-union';
  readonly kind = 'refused';
  readonly title = 'Not a grassroots union';
  constructor() {
    super('People apply to a grassroots union that works.');
  }
}

/** Exactly one way to say who applies. */
export class ApplicantUnclear extends DomainError {
  readonly code = 'membership/applicant-unclear';
  readonly kind = 'invalid';
  readonly title = 'Applicant unclear';
  constructor() {
    super('An application names a known person or describes a new one; left out, whoever is signed in applies for themselves.', {}, [
      { pointer: '/body/personId', detail: 'Either this or person' },
    ]);
  }
}

/** Whoever bears this identifier is known under another name or birth date: enter it as it is known, or correct it there. */
export class IdentifierOfAnother extends DomainError {
  readonly code = 'membership/identifier-of-another';
  readonly kind = 'refused';
  readonly title = 'Identifier of another person';
  constructor() {
    super('This identifier belongs to a person with another name or birth date.');
  }
}
