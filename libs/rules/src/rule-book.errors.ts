import { DomainError, type Day } from '@doanket/kernel';

export class RuleNotFound extends DomainError {
  readonly code = 'rules/rule-not-found';
  readonly kind = 'not-found';
  readonly title = 'Rule not found';
  constructor() {
    super('There is no such rule.');
  }
}

export class RuleMissing extends DomainError {
  readonly code = 'rules/no-rule-on-day';
  readonly kind = 'refused';
  readonly title = 'No rule on that day';
  constructor(ruleCode: string, scope: string, day: Day) {
    super('No confirmed rule holds on that day.', { ruleCode, scope, day });
  }
}

export class RuleNotProposed extends DomainError {
  readonly code = 'rules/rule-not-open';
  readonly kind = 'conflict';
  readonly title = 'Rule decided already';
  constructor() {
    super('The proposal was confirmed or rejected already.');
  }
}

export class OwnProposal extends DomainError {
  readonly code = 'rules/own-proposal';
  readonly kind = 'forbidden';
  readonly title = 'Own proposal';
  constructor() {
    super('Another person confirms or rejects what you proposed.');
  }
}

/** Only who proposed a rule takes it back; others reject it. */
export class NotOwnProposal extends DomainError {
  readonly code = 'rules/not-own-proposal';
  readonly kind = 'forbidden';
  readonly title = 'Proposal of another person';
  constructor() {
    super('Who proposed a rule takes it back; another person rejects it.');
  }
}

/** Two open proposals for the same days: what holds would hang on which is confirmed first. */
export class ProposalOverlaps extends DomainError {
  readonly code = 'rules/proposal-overlaps';
  readonly kind = 'conflict';
  readonly title = 'Days proposed already';
  constructor(ruleCode: string, scope: string, period: { readonly validFrom: Day; readonly validTo: Day | null }) {
    super('A proposal for these days is open; it is decided or taken back first.', { ruleCode, scope, openFrom: period.validFrom, openTo: period.validTo }, [{ pointer: '/body/validFrom', detail: 'Proposed already' }]);
  }
}

export class RulePeriodBackwards extends DomainError {
  readonly code = 'rules/period-backwards';
  readonly kind = 'invalid';
  readonly title = 'Period runs backwards';
  constructor() {
    super('The last day of a rule is not before its first.', {}, [{ pointer: '/body/validTo', detail: 'Before the first day' }]);
  }
}
