import { DomainError, type Day } from '@doanket/kernel';

export class PetitionNotFound extends DomainError {
  readonly code = 'campaigns/petition-not-found';
  readonly kind = 'not-found';
  readonly title = 'Petition not found';
  constructor() {
    super('There is no such petition within your reach.');
  }
}

/** DLG-04: a step that the petition's state does not allow. */
export class PetitionStateWrong extends DomainError {
  readonly code = 'campaigns/petition-state';
  readonly kind = 'conflict';
  readonly title = 'Petition not in this state';
  constructor(state: string, needed: string) {
    super(`The petition is ${state}; this needs ${needed}.`, { petitionState: state, needed });
  }
}

/** DLG-03: a merged petition is handled with the one it was merged into. */
export class PetitionMerged extends DomainError {
  readonly code = 'campaigns/petition-merged';
  readonly kind = 'conflict';
  readonly title = 'Petition was merged';
  constructor(into: string) {
    super('This petition was merged into another; that one is handled and answers both.', { mergedInto: into });
  }
}

export class MergeRefused extends DomainError {
  readonly code = 'campaigns/petition-merge-refused';
  readonly kind = 'refused';
  readonly title = 'Petitions cannot be merged or linked';
  constructor(reason: 'SAME' | 'SETTLED' | 'CHAIN' | 'SAME_CHANNEL') {
    super('Two different open petitions are merged, none of them merged before; a link joins two channels.', { reason });
  }
}

/** DLG-03: owner = body with deadline. */
export class OwnerNotAbove extends DomainError {
  readonly code = 'campaigns/petition-owner-not-above';
  readonly kind = 'refused';
  readonly title = 'Owner is not the unit or one above it';
  constructor(ownerUnitCode: string) {
    super('A petition is owned by the unit it was raised for, or by one above.', { ownerUnitCode });
  }
}

export class DueInPast extends DomainError {
  readonly code = 'campaigns/petition-due-in-past';
  readonly kind = 'refused';
  readonly title = 'Deadline lies in the past';
  constructor(dueOn: Day) {
    super('A deadline is today or later.', { dueOn });
  }
}

export class NotTheOwner extends DomainError {
  readonly code = 'campaigns/petition-not-owner';
  readonly kind = 'forbidden';
  readonly title = 'Not the owner of the petition';
  constructor() {
    super('A petition is answered by the unit that owns it.');
  }
}

export class SettledBeforeReceived extends DomainError {
  readonly code = 'campaigns/petition-settled-before-received';
  readonly kind = 'refused';
  readonly title = 'Settled before it was received';
  constructor(receivedOn: Day) {
    super('A petition is answered or solved on the day it was received or later.', { receivedOn });
  }
}

/** DLG-02: a person without a post raises online. */
export class ChannelNotOpen extends DomainError {
  readonly code = 'campaigns/petition-channel-not-open';
  readonly kind = 'refused';
  readonly title = 'Channel not open to persons';
  constructor(channel: string) {
    super('A person raises a petition online; officers record written and direct ones.', { channel });
  }
}
