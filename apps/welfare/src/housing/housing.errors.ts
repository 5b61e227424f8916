import { DomainError, type Day } from '@doanket/kernel';

export class HousingCaseNotFound extends DomainError {
  readonly code = 'welfare/housing-case-not-found';
  readonly kind = 'not-found';
  readonly title = 'Housing case not found';
  constructor() {
    super('There is no such housing case within your reach.');
  }
}

/** A step the state does not allow. */
export class HousingStateWrong extends DomainError {
  readonly code = 'welfare/housing-state';
  readonly kind = 'conflict';
  readonly title = 'Housing case not in this state';
  constructor(state: string, needed: readonly string[]) {
    super(`The case is ${state}; this needs ${needed.join(' or ')}.`, { housingState: state, needed });
  }
}

/** WEL-02: once per household. */
export class HouseholdAlreadyHelped extends DomainError {
  readonly code = 'welfare/household-already-helped';
  readonly kind = 'refused';
  readonly title = 'Household helped or applied before';
  constructor() {
    super('A household gets housing support once; there is a case of this one.', {}, [{ pointer: '/body/householdKey', detail: 'Has a case already' }]);
  }
}

export class CaseNoTaken extends DomainError {
  readonly code = 'welfare/case-no-taken';
  readonly kind = 'conflict';
  readonly title = 'Case number taken';
  constructor(caseNo: string) {
    super('Another case has this number.', { caseNo });
  }
}

/** A step dated after today, or before the step it follows. */
export class DayOutOfOrder extends DomainError {
  readonly code = 'welfare/day-out-of-order';
  readonly kind = 'refused';
  readonly title = 'Day out of order';
  constructor(field: string, from: Day | null, to: Day) {
    super(`This happened between ${from ?? 'the beginning'} and ${to}.`, { from, to }, [{ pointer: `/body/${field}`, detail: from === null ? `Not after ${to}` : `Between ${from} and ${to}` }]);
  }
}

/** The case that a paper names is not known to the issuer. */
export class CaseUnknown extends DomainError {
  readonly code = 'welfare/case-unknown';
  readonly kind = 'refused';
  readonly title = 'Case unknown';
  constructor(caseNo: string) {
    super('The issuer approved no case with this number for this unit.', { caseNo });
  }
}

export class PaidMoreThanApproved extends DomainError {
  readonly code = 'welfare/paid-more-than-approved';
  readonly kind = 'refused';
  readonly title = 'More than approved';
  constructor(amountVnd: number) {
    super(`The case was approved with ${amountVnd} VND.`, { amountVnd });
  }
}
