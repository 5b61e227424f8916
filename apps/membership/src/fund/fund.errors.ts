import { DomainError } from '@doanket/kernel';

export class FundSuspendedTooLong extends DomainError {
  readonly code = 'membership/fund-suspended-too-long';
  readonly kind = 'refused';
  readonly title = 'Suspended too long';
  constructor(facts: { months: number; maxMonths: number }) {
    super('Suspensions that follow one another are no longer than the rule allows.', facts);
  }
}

export class FundSuspended extends DomainError {
  readonly code = 'membership/fund-suspended';
  readonly kind = 'conflict';
  readonly title = 'Suspended already';
  constructor() {
    super('The contribution of the employer is suspended in some of these months already.');
  }
}

export class NoCityCollects extends DomainError {
  readonly code = 'membership/no-city-collects';
  readonly kind = 'refused';
  readonly title = 'No city collects';
  constructor() {
    super('The employer is kept by no unit of a city, so nobody collects its union fund.');
  }
}

export class FundNotDeclared extends DomainError {
  readonly code = 'membership/fund-not-declared';
  readonly kind = 'conflict';
  readonly title = 'Payroll not known';
  constructor(month: string) {
    super('The insured payroll of the month is not known yet.', { month });
  }
}

export class FundClaimTooSmall extends DomainError {
  readonly code = 'membership/fund-claim-too-small';
  readonly kind = 'refused';
  readonly title = 'More than its share';
  constructor(claimVnd: number) {
    super('A union is paid at most the share that came in for it.', { claimVnd });
  }
}

export class MoneyTaskNotFound extends DomainError {
  readonly code = 'membership/money-task-not-found';
  readonly kind = 'not-found';
  readonly title = 'Task not found';
  constructor() {
    super('There is no such task within your reach.');
  }
}

export class MoneyTaskClosed extends DomainError {
  readonly code = 'membership/money-task-closed';
  readonly kind = 'conflict';
  readonly title = 'Task closed';
  constructor() {
    super('The task is closed already.');
  }
}

/** Somebody reconciles the same employers for the same month at this moment. */
export class ReconciliationUnderWay extends DomainError {
  readonly code = 'membership/reconciliation-under-way';
  readonly kind = 'conflict';
  readonly title = 'Reconciliation under way';
  constructor(month: string) {
    super('The employers of this unit are being reconciled for this month: look again when it is done.', { month });
  }
}
