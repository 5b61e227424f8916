import { DomainError, type Day } from '@doanket/kernel';

export class RoundNotFound extends DomainError {
  readonly code = 'campaigns/round-not-found';
  readonly kind = 'not-found';
  readonly title = 'Round not found';
  constructor() {
    super('There is no such round within your reach.');
  }
}

/** CMP-02: a step that the round's state does not allow. */
export class RoundState extends DomainError {
  readonly code = 'campaigns/round-state';
  readonly kind = 'conflict';
  readonly title = 'Round not in this state';
  constructor(state: string, needed: string) {
    super(`The round is ${state}; this needs ${needed}.`, { roundState: state, needed });
  }
}

/** CMP-02: start before end, both known before approval, registration not after the end. */
export class RoundDaysWrong extends DomainError {
  readonly code = 'campaigns/round-days-wrong';
  readonly kind = 'refused';
  readonly title = 'Days of the round are wrong';
  constructor(reason: 'MISSING' | 'END_NOT_AFTER_START' | 'REGISTRATION_AFTER_END' | 'OUTSIDE_PLAN' | 'LABEL_MISSING') {
    super('A round needs a label, a first and a later last day inside its plan, and registration ends with it at the latest.', { reason });
  }
}

/** CMP-03: rounds do not overlap inside a year plan. */
export class RoundsOverlap extends DomainError {
  readonly code = 'campaigns/rounds-overlap';
  readonly kind = 'refused';
  readonly title = 'Rounds overlap';
  constructor() {
    super('Two rounds of one plan cannot share a day.');
  }
}

export class OwnDraft extends DomainError {
  readonly code = 'campaigns/own-draft';
  readonly kind = 'refused';
  readonly title = 'Nobody approves an own draft';
  constructor() {
    super('The person who drafted the round cannot approve it.');
  }
}

export class RoundNotOver extends DomainError {
  readonly code = 'campaigns/round-not-over';
  readonly kind = 'refused';
  readonly title = 'Round is not over';
  constructor(endsOn: Day) {
    super('A round is closed on its last day or later.', { endsOn });
  }
}

/** CMP-03: each round needs its interim review before the next closes. */
export class ReviewMissing extends DomainError {
  readonly code = 'campaigns/review-missing';
  readonly kind = 'refused';
  readonly title = 'Interim review missing';
  constructor(roundCode: string) {
    super('A round of the plan that began before this one has had no interim review.', { roundCode });
  }
}

/** DLG-04: anything before ANSWERED or DIRECTED blocks a summary. */
export class PetitionsOpen extends DomainError {
  readonly code = 'campaigns/petitions-open';
  readonly kind = 'refused';
  readonly title = 'Petitions of the round are open';
  constructor(open: number) {
    super(`${open} petition(s) of the round are neither answered nor directed.`, { openPetitions: open });
  }
}

export class SummaryNotFound extends DomainError {
  readonly code = 'campaigns/summary-not-found';
  readonly kind = 'not-found';
  readonly title = 'No summary yet';
  constructor() {
    super('The round has not been summarised.');
  }
}

export class GroupUnknown extends DomainError {
  readonly code = 'campaigns/content-group-unknown';
  readonly kind = 'refused';
  readonly title = 'Unknown content group';
  constructor(ordinal: number) {
    super('The round has no such content group.', { ordinal });
  }
}

export class DayInFuture extends DomainError {
  readonly code = 'campaigns/day-in-future';
  readonly kind = 'refused';
  readonly title = 'Day in the future';
  constructor(pointer: string) {
    super('What has happened cannot lie in the future.', {}, [{ pointer, detail: 'Today or earlier.' }]);
  }
}
