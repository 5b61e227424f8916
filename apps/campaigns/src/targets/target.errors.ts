import { DomainError } from '@doanket/kernel';

export class TargetNotFound extends DomainError {
  readonly code = 'campaigns/target-not-found';
  readonly kind = 'not-found';
  readonly title = 'Target not found';
  constructor() {
    super('There is no such target within your reach.');
  }
}

/** CMP-05: a child may add targets, not lower the parent's. */
export class TargetLowered extends DomainError {
  readonly code = 'campaigns/target-lowered';
  readonly kind = 'refused';
  readonly title = 'Target below the one from above';
  constructor(codes: readonly string[]) {
    super('A plan that carries out another may raise its targets, never lower them.', { targets: codes });
  }
}

export class TargetTwice extends DomainError {
  readonly code = 'campaigns/target-twice';
  readonly kind = 'refused';
  readonly title = 'Target code given twice';
  constructor() {
    super('Two targets of one plan, round or movement cannot have the same code.');
  }
}

export class DenominatorMissing extends DomainError {
  readonly code = 'campaigns/denominator-missing';
  readonly kind = 'invalid';
  readonly title = 'Denominator missing';
  constructor() {
    super('A rate is judged on its two parts.', {}, [{ pointer: '/query/denominator', detail: 'Required for a target in percent.' }]);
  }
}
