import type { MemberTransferState } from '@doanket/contracts';
import { DomainError, type Day } from '@doanket/kernel';

export class MemberTransferNotFound extends DomainError {
  readonly code = 'membership/member-transfer-not-found';
  readonly kind = 'not-found';
  readonly title = 'Transfer not found';
  constructor() {
    super('There is no such transfer within your reach.');
  }
}

export class MemberTransferNotInState extends DomainError {
  readonly code = 'membership/member-transfer-not-in-state';
  readonly kind = 'conflict';
  readonly title = 'Transfer is not in a state for this';
  constructor(transferState: MemberTransferState, expected: readonly MemberTransferState[]) {
    super(`This needs ${expected.join(' or ')}; the transfer is ${transferState}.`, { transferState, expected });
  }
}

/** The member is not as it was when the transfer was asked for, e.g. the person's two records became one: of two at once the first one wins. */
export class MemberChangedMeanwhile extends DomainError {
  readonly code = 'membership/member-changed-meanwhile';
  readonly kind = 'conflict';
  readonly title = 'Member changed meanwhile';
  constructor(version: number) {
    super('The member, or the person behind the membership, changed since they were looked at: look again.', { version });
  }
}

export class ConfirmedBeforeLeft extends DomainError {
  readonly code = 'membership/confirmed-before-left';
  readonly kind = 'refused';
  readonly title = 'Confirmed before left';
  constructor(leftOn: Day) {
    super(`Nobody is taken in before the last day elsewhere, ${leftOn}.`, { leftOn });
  }
}

export class ConfirmedInFuture extends DomainError {
  readonly code = 'membership/confirmed-in-future';
  readonly kind = 'refused';
  readonly title = 'Confirmed in the future';
  constructor(today: Day) {
    super('A confirmation bears a day until today.', { today });
  }
}

/** ORG-10: in transit for so many days at most. */
export class TransitTooLong extends DomainError {
  readonly code = 'membership/transit-too-long';
  readonly kind = 'refused';
  readonly title = 'In transit for too long';
  constructor(confirmBy: Day) {
    super(`This transfer could be confirmed until ${confirmBy}: the union that was left calls it back, and begins anew.`, { confirmBy });
  }
}

export class TransferToSameUnit extends DomainError {
  readonly code = 'membership/transfer-to-same-unit';
  readonly kind = 'refused';
  readonly title = 'Transfer to the same unit';
  constructor() {
    super('The member is a member of this unit.');
  }
}

/** A membership neither ends nor moves before it began. */
export class EndedBeforeAdmitted extends DomainError {
  readonly code = 'membership/ended-before-admitted';
  readonly kind = 'refused';
  readonly title = 'Ended before admitted';
  constructor(admittedOn: Day) {
    super(`The membership began on ${admittedOn}.`, { admittedOn });
  }
}

export class EndedInFuture extends DomainError {
  readonly code = 'membership/ended-in-future';
  readonly kind = 'refused';
  readonly title = 'Ended in the future';
  constructor(today: Day) {
    super('A membership ends on a day until today.', { today });
  }
}

/** Nobody confirms what they asked for themselves (handbook 2.0). */
export class ConfirmsOwnTransfer extends DomainError {
  readonly code = 'membership/confirms-own-transfer';
  readonly kind = 'refused';
  readonly title = 'Own transfer';
  constructor() {
    super('Another person takes the member in than the one who let the member go.');
  }
}
