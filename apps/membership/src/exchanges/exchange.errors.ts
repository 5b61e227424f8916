import { DomainError } from '@doanket/kernel';

export class ExchangeNotFound extends DomainError {
  readonly code = 'membership/exchange-not-found';
  readonly kind = 'not-found';
  readonly title = 'Exchange not found';
  constructor() {
    super('There is no such entry in the ledger within your reach.');
  }
}

/** Each number of a sender and kind is used once. A task says so too. */
export class ExchangeNumberTaken extends DomainError {
  readonly code = 'membership/exchange-number-taken';
  readonly kind = 'conflict';
  readonly title = 'Number taken';
  constructor(sequenceNo: number) {
    super(`Number ${sequenceNo} of this sender and kind is another file.`, { sequenceNo }, [{ pointer: '/body/sequenceNo', detail: 'Taken by another file' }]);
  }
}

/** The same bytes under another number. A task says so too. */
export class ExchangeFileKnown extends DomainError {
  readonly code = 'membership/exchange-file-known';
  readonly kind = 'conflict';
  readonly title = 'File known';
  constructor(sequenceNo: number) {
    super(`The same file came before under number ${sequenceNo}.`, { sequenceNo });
  }
}

export class ExchangeNotInState extends DomainError {
  readonly code = 'membership/exchange-not-in-state';
  readonly kind = 'conflict';
  readonly title = 'Exchange is not in a state for this';
  constructor(exchangeState: string) {
    super(`The entry is ${exchangeState}.`, { exchangeState });
  }
}

/** An earlier number is missing or not done yet. */
export class ExchangeOutOfOrder extends DomainError {
  readonly code = 'membership/exchange-out-of-order';
  readonly kind = 'conflict';
  readonly title = 'Out of order';
  constructor(waitsFor: number) {
    super(`Number ${waitsFor} comes before; it is missing or not applied yet.`, { waitsFor });
  }
}

/** Nobody approves what they sent. */
export class OwnExchange extends DomainError {
  readonly code = 'membership/own-exchange';
  readonly kind = 'refused';
  readonly title = 'Own file';
  constructor() {
    super('Somebody else than who sent it gives a file its effect.');
  }
}

export class ExchangePartInvalid extends DomainError {
  readonly code = 'membership/exchange-part-invalid';
  readonly kind = 'invalid';
  readonly title = 'Part not valid';
  constructor(mostBytes: number) {
    super(`A part has 1 to ${mostBytes} bytes; parts are numbered from 0 without gaps.`, { mostBytes });
  }
}

export class ExchangeHashDiffers extends DomainError {
  readonly code = 'membership/exchange-hash-differs';
  readonly kind = 'refused';
  readonly title = 'Hash differs';
  constructor() {
    super('The bytes that came are not the announced ones; send the parts again.');
  }
}

export class ExchangeTotalUnknown extends DomainError {
  readonly code = 'membership/exchange-total-unknown';
  readonly kind = 'invalid';
  readonly title = 'Control total unknown';
  constructor(names: readonly string[]) {
    super('A control total is the sum of a column of this kind.', {}, names.map((name) => ({ pointer: `/body/totals/${name}`, detail: 'Not a sum of this kind' })));
  }
}

export class ExchangeTaskNotFound extends DomainError {
  readonly code = 'membership/exchange-task-not-found';
  readonly kind = 'not-found';
  readonly title = 'Task not found';
  constructor() {
    super('There is no such task within your reach.');
  }
}

export class ExchangeTaskResolved extends DomainError {
  readonly code = 'membership/exchange-task-resolved';
  readonly kind = 'conflict';
  readonly title = 'Task resolved';
  constructor() {
    super('Somebody closed this task before.');
  }
}
