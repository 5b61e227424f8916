import type { TrainingState } from '@doanket/contracts';
import { DomainError, type Day } from '@doanket/kernel';

export class TrainingCourseNotFound extends DomainError {
  readonly code = 'membership/training-course-not-found';
  readonly kind = 'not-found';
  readonly title = 'Course not found';
  constructor() {
    super('There is no such course within your reach.');
  }
}

export class TrainingInOtherState extends DomainError {
  readonly code = 'membership/training-in-other-state';
  readonly kind = 'conflict';
  readonly title = 'Course is in another state';
  constructor(state: TrainingState) {
    super(`The course is ${state}; only a planned one may still change.`, { state });
  }
}

export class TrainingDaysInvalid extends DomainError {
  readonly code = 'membership/training-days-invalid';
  readonly kind = 'refused';
  readonly title = 'Days of the course do not fit';
  constructor(pointer: '/body/endsOn' | '/body/planYear', detail: string) {
    super(detail, {}, [{ pointer, detail }]);
  }
}

/** Attendance of a course that has not begun, or its closing before it is over. */
export class TrainingNotThereYet extends DomainError {
  readonly code = 'membership/training-not-there-yet';
  readonly kind = 'refused';
  readonly title = 'Course lies ahead';
  constructor(from: Day) {
    super(`This may be done from ${from} on.`, { from });
  }
}

/** ORG-19: who attends is an officer: holds a post of a unit below the organiser on the first day. Told for each line at once. */
export class NotAnOfficer extends DomainError {
  readonly code = 'membership/not-an-officer';
  readonly kind = 'refused';
  readonly title = 'Not an officer on that day';
  constructor(lines: readonly number[], day: Day) {
    super(`On ${day} these persons held no post in a unit of yours.`, { day }, lines.map((line) => ({ pointer: `/body/items/${line}/personId`, detail: 'Held no post on that day' })));
  }
}

export class AttendanceLineInvalid extends DomainError {
  readonly code = 'membership/attendance-line-invalid';
  readonly kind = 'refused';
  readonly title = 'Lines of the attendance do not fit';
  constructor(lines: readonly { line: number; field: 'hours' | 'personId' | 'certificateNo'; detail: string }[]) {
    super('Some lines do not fit.', {}, lines.map(({ line, field, detail }) => ({ pointer: `/body/items/${line}/${field}`, detail })));
  }
}

export class CertificateNoTaken extends DomainError {
  readonly code = 'membership/training-certificate-taken';
  readonly kind = 'conflict';
  readonly title = 'Certificate number taken';
  constructor() {
    super('A number among these was given in this year to somebody else.');
  }
}

export class TrainingReportTwice extends DomainError {
  readonly code = 'membership/training-report-twice';
  readonly kind = 'conflict';
  readonly title = 'Report was presented';
  constructor() {
    super('This unit has presented a report of that kind for that year.');
  }
}

/** A result is of a year that has begun. */
export class ResultAhead extends DomainError {
  readonly code = 'membership/training-result-ahead';
  readonly kind = 'refused';
  readonly title = 'Result of a year that lies ahead';
  constructor(year: number) {
    super(`The year ${year} has not begun; it has a plan and no result.`, { year }, [{ pointer: '/body/year', detail: 'Lies ahead' }]);
  }
}
