import { DomainError, type FieldError } from '@doanket/kernel';

export class SubmissionNotFound extends DomainError {
  readonly code = 'reports/submission-not-found';
  readonly kind = 'not-found';
  readonly title = 'No such submission';
  constructor() {
    super('There is no such submission among the units you may read.');
  }
}

export class SubmissionInOtherState extends DomainError {
  readonly code = 'reports/submission-in-other-state';
  readonly kind = 'conflict';
  readonly title = 'The submission is in another state';
  constructor(state: string, expected: readonly string[]) {
    super(`This step needs a submission that is ${expected.join(' or ')}; this one is ${state}.`, { state, expected });
  }
}

/** RPT-03: what was locked is the level's figure; a later value is a new period or a decision of who locked it. */
export class PeriodLocked extends DomainError {
  readonly code = 'reports/period-locked';
  readonly kind = 'conflict';
  readonly title = 'The period is locked';
  constructor(unitCode: string) {
    super('The value of this unit in this period was consolidated and locked.', { unitCode });
  }
}

/** A correction stays with its unit and its indicator: another one is another submission. */
export class SubmissionIsOfAnother extends DomainError {
  readonly code = 'reports/submission-of-another';
  readonly kind = 'refused';
  readonly title = 'The submission is of another unit or indicator';
  constructor(field: 'unitCode' | 'indicator') {
    super('A submission is corrected for its own unit and indicator; for another one, hand in another value.', { field }, [{ pointer: `/body/${field}`, detail: 'cannot be changed' }]);
  }
}

export class SubmissionIncomplete extends DomainError {
  readonly code = 'reports/submission-incomplete';
  readonly kind = 'refused';
  readonly title = 'The value is not complete';
  constructor(detail: string, errors: readonly FieldError[]) {
    super(detail, {}, errors);
  }
}

export class OwnSubmissionReviewed extends DomainError {
  readonly code = 'reports/own-submission-reviewed';
  readonly kind = 'refused';
  readonly title = 'Nobody accepts what they submitted';
  constructor() {
    super('A submission is accepted or returned by another person, at the level above.');
  }
}

export class SubmissionOutsideIssuer extends DomainError {
  readonly code = 'reports/submission-outside-issuer';
  readonly kind = 'refused';
  readonly title = 'The unit did not belong to the issuer';
  constructor(unitCode: string) {
    super('A paper holds values of its issuer and of the units below it on that day.', { unitCode }, [{ pointer: '/body/unitCode', detail: 'not below the issuer on that day' }]);
  }
}
