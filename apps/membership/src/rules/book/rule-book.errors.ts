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

export class RulePeriodBackwards extends DomainError {
  readonly code = 'rules/period-backwards';
  readonly kind = 'invalid';
  readonly title = 'Period runs backwards';
  constructor() {
    super('The last day of a rule is not before its first.', {}, [{ pointer: '/body/validTo', detail: 'Before the first day' }]);
  }
}
