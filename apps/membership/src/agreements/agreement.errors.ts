import type { AgreementState } from '@doanket/contracts';
import { DomainError, type Day } from '@doanket/kernel';

export class AgreementNotFound extends DomainError {
  readonly code = 'membership/agreement-not-found';
  readonly kind = 'not-found';
  readonly title = 'Agreement not found';
  constructor() {
    super('There is no such agreement within your reach.');
  }
}

export class AgreementNotInState extends DomainError {
  readonly code = 'membership/agreement-not-in-state';
  readonly kind = 'conflict';
  readonly title = 'Agreement is not in a state for this';
  constructor(agreementState: AgreementState) {
    super(`The agreement is ${agreementState}.`, { agreementState });
  }
}

/** CBA-01: one in force per enterprise and kind. */
export class AgreementInForceAlready extends DomainError {
  readonly code = 'membership/agreement-in-force-already';
  readonly kind = 'refused';
  readonly title = 'Another agreement is in force';
  constructor() {
    super('The enterprise has an agreement of this kind in force; a new one renews it or begins after it.');
  }
}

/** CBA-02. */
export class BallotLost extends DomainError {
  readonly code = 'membership/agreement-ballot-lost';
  readonly kind = 'refused';
  readonly title = 'Ballot lost';
  constructor(agreed: number, workers: number) {
    super(`${agreed} of ${workers} are not more than the share that is asked for.`, { agreed, workers }, [{ pointer: '/body/agreed', detail: 'Not enough' }]);
  }
}

export class AgreementTermRefused extends DomainError {
  readonly code = 'membership/agreement-term-refused';
  readonly kind = 'refused';
  readonly title = 'Term refused';
  constructor(leastYears: number, mostYears: number) {
    super(`An agreement holds for ${leastYears} to ${mostYears} years.`, { leastYears, mostYears }, [{ pointer: '/body/validTo', detail: 'Too short or too long' }]);
  }
}

export class AgreementDayRefused extends DomainError {
  readonly code = 'membership/agreement-day-refused';
  readonly kind = 'refused';
  readonly title = 'Day refused';
  constructor(pointer: string, notBefore: Day | null, today: Day) {
    super('The steps of an agreement follow one another, and none lies ahead.', { notBefore, today }, [{ pointer, detail: 'Before the step before, or in the future' }]);
  }
}

export class EmployerNotCovered extends DomainError {
  readonly code = 'membership/agreement-employer-not-covered';
  readonly kind = 'refused';
  readonly title = 'Employer not covered';
  constructor() {
    super('The union does not cover this employer on that day.');
  }
}
