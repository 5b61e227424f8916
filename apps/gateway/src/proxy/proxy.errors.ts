import { DomainError } from '@doanket/kernel';

/** Nothing was sent: the service does not take connections. */
export class ServiceDown extends DomainError {
  readonly code = 'gateway/service-down';
  readonly kind = 'unavailable';
  readonly title = 'Service out of reach';
  constructor(service: string) {
    super(`The service ${service} is out of reach; nothing was done.`, { service });
  }
}

/** So many calls wait for this service that one more would only wait longer. */
export class ServiceBusy extends DomainError {
  readonly code = 'gateway/service-busy';
  readonly kind = 'unavailable';
  readonly title = 'Service has too much to do';
  constructor(service: string) {
    super(`Too many calls wait for the service ${service}; nothing was done.`, { service });
  }
}

/** The request was sent and the answer never came: whether it took effect is not known. 502. */
export class AnswerCutOff extends Error {
  readonly code = 'gateway/answer-cut-off';
  readonly title = 'Answer cut off';
  constructor(readonly service: string) {
    super(`The service ${service} broke off before it answered; repeat the call with the same Idempotency-Key.`);
    this.name = 'AnswerCutOff';
  }
}

/** The service took longer than it may. 504. */
export class AnswerLate extends Error {
  readonly code = 'gateway/answer-late';
  readonly title = 'Service too slow';
  constructor(readonly service: string, readonly afterMs: number) {
    super(`The service ${service} did not answer in time; repeat the call with the same Idempotency-Key.`);
    this.name = 'AnswerLate';
  }
}

/** More calls than the caller's bucket holds. 429 with `Retry-After`. */
export class TooManyCalls extends Error {
  constructor(readonly retryAfterSeconds: number) {
    super('Too many calls; wait and try again.');
    this.name = 'TooManyCalls';
  }
}

/** Refused by the door itself: unknown address, body too large. The status says it all. */
export class RefusedByDoor extends Error {
  constructor(readonly statusCode: number, detail: string) {
    super(detail);
    this.name = 'RefusedByDoor';
  }
}
