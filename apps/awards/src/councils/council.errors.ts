import { DomainError, type Day } from '@doanket/kernel';

/** AWD-03: without a quorum there is no vote. */
export class NoQuorum extends DomainError {
  readonly code = 'awards/no-quorum';
  readonly kind = 'refused';
  readonly title = 'No quorum';
  constructor(present: number, needed: number, members: number) {
    super(`${present} of ${members} are present where ${needed} are needed; there is no vote.`, { present, needed, members }, [{ pointer: '/body/present', detail: `${needed} are needed` }]);
  }
}

/** AWD-03: nobody votes on themselves. */
export class VoteOnOneself extends DomainError {
  readonly code = 'awards/vote-on-oneself';
  readonly kind = 'refused';
  readonly title = 'Vote on oneself';
  constructor(at: number) {
    super('A member who is nominated is present and has to abstain for conflict of interest.', {}, [{ pointer: `/body/votes/${at}/abstainedForConflict`, detail: 'At least 1' }]);
  }
}

export class VotesDoNotAddUp extends DomainError {
  readonly code = 'awards/votes-do-not-add-up';
  readonly kind = 'refused';
  readonly title = 'Votes do not add up';
  constructor(pointer: string, detail: string) {
    super(detail, {}, [{ pointer, detail }]);
  }
}

export class HeldInFuture extends DomainError {
  readonly code = 'awards/session-ahead';
  readonly kind = 'refused';
  readonly title = 'Session lies ahead';
  constructor(today: Day) {
    super('A session is recorded once it was held.', { today }, [{ pointer: '/body/heldOn', detail: 'Lies ahead' }]);
  }
}

export class CouncilRuleMissing extends DomainError {
  readonly code = 'awards/council-rule-missing';
  readonly kind = 'refused';
  readonly title = 'No rule of the council on that day';
  constructor(rule: string, heldOn: string) {
    super('No rule for councils was in force on that day, so its votes cannot be judged.', { rule, heldOn }, [{ pointer: '/body/heldOn', detail: 'no rule in force' }]);
  }
}
