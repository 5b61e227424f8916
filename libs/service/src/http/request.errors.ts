import { DomainError, type FieldError } from '@doanket/kernel';

/** The request does not fit the contract; `errors` point at the fields. */
export class RequestInvalid extends DomainError {
  readonly code = 'request/invalid';
  readonly kind = 'invalid';
  readonly title = 'Request not valid';
  constructor(errors: readonly FieldError[]) {
    super('The request does not fit the contract.', {}, errors);
  }
}

/** An idempotency key was used before with another request. */
export class KeyReused extends DomainError {
  readonly code = 'request/key-reused';
  readonly kind = 'refused';
  readonly title = 'Idempotency key reused';
  constructor() {
    super('This idempotency key was used before for another request.');
  }
}

/** The command took effect, but its answer was not kept: the process died between the two. */
export class AnswerLost extends DomainError {
  readonly code = 'request/answer-lost';
  readonly kind = 'conflict';
  readonly title = 'Answer not kept';
  constructor() {
    super('The command took effect before; its answer was not kept. Read the resource.');
  }
}

/** `If-Match` does not hold any more. The HTTP door answers 412. */
export class ChangedMeanwhile extends DomainError {
  readonly code = 'request/changed-meanwhile';
  readonly kind = 'conflict';
  readonly title = 'Changed meanwhile';
  constructor(version: number) {
    super('Somebody changed it meanwhile; read it again.', { version });
  }
}

/** The database cannot answer now. */
export class DatabaseUnavailable extends DomainError {
  readonly code = 'service/database-unavailable';
  readonly kind = 'unavailable';
  readonly title = 'Database out of reach';
  constructor() {
    super('The service cannot reach its database at the moment.');
  }
}

/** The second lock of the database held: the row lies outside of the caller's units. */
export class OutsideScope extends DomainError {
  readonly code = 'auth/outside-scope';
  readonly kind = 'forbidden';
  readonly title = 'Outside of your units';
  constructor() {
    super('The unit lies outside of the units acted for.');
  }
}

/** A value passed the contract and the database cannot hold it. It is logged: the contract lacks a limit. */
export class ValueOutOfRange extends DomainError {
  readonly code = 'request/value-out-of-range';
  readonly kind = 'invalid';
  readonly title = 'Value out of range';
  constructor() {
    super('A value of the request is out of range.', {}, [{ pointer: '/body', detail: 'A value is out of range' }]);
  }
}
