import type { TRANSFER_STATES } from '@doanket/contracts';
import { DomainError, type Day } from '@doanket/kernel';

export class TransferNotFound extends DomainError {
  readonly code = 'membership/transfer-not-found';
  readonly kind = 'not-found';
  readonly title = 'Transfer not found';
  constructor() {
    super('There is no such transfer within your reach.');
  }
}

export class TransferSettled extends DomainError {
  readonly code = 'membership/transfer-settled';
  readonly kind = 'conflict';
  readonly title = 'Transfer is settled';
  constructor(transferState: (typeof TRANSFER_STATES)[number]) {
    super(`The transfer is ${transferState}.`, { transferState });
  }
}

export class TransferUnclear extends DomainError {
  readonly code = 'membership/transfer-unclear';
  readonly kind = 'invalid';
  readonly title = 'Giver or receiver unclear';
  constructor(pointer: string, detail: string) {
    super('A transfer names a new parent in the tree, an organisation outside, or both when unions come in.', {}, [{ pointer, detail }]);
  }
}

/** A union is handed over once at a time. */
export class TransferPendingAlready extends DomainError {
  readonly code = 'membership/transfer-pending-already';
  readonly kind = 'conflict';
  readonly title = 'Transfer is pending already';
  constructor(unitCode: string) {
    super(`Another transfer of ${unitCode} waits for its confirmation, or it is named twice.`, { unitCode });
  }
}

/** Unions of employers are handed over; what stands above them is reorganised (ORG-05). */
export class NotTransferable extends DomainError {
  readonly code = 'membership/not-transferable';
  readonly kind = 'refused';
  readonly title = 'Unit is not handed over';
  constructor(unitCode: string) {
    super('A grassroots union at work is handed over; one that comes in is not at work here.', { unitCode });
  }
}

/** Only the city decides, or a union above to which it delegated this (handbook 2.0). */
export class TransferNotDelegated extends DomainError {
  readonly code = 'membership/transfer-not-delegated';
  readonly kind = 'forbidden';
  readonly title = 'Not delegated';
  constructor() {
    super('The city decides on transfers, or a union above to which it delegated that.');
  }
}

/** Whoever decided does not confirm. */
export class OwnTransfer extends DomainError {
  readonly code = 'membership/own-transfer';
  readonly kind = 'refused';
  readonly title = 'Own transfer';
  constructor() {
    super('Another person than the one who decided confirms.');
  }
}

export class ConfirmedInFuture extends DomainError {
  readonly code = 'membership/transfer-confirmed-in-future';
  readonly kind = 'refused';
  readonly title = 'Confirmation does not fit';
  constructor(today: Day) {
    super('A confirmation bears a day from the decision until today.', { today });
  }
}
