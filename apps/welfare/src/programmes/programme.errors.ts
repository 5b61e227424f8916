import { DomainError, type Day } from '@doanket/kernel';

/** WEL-04: nothing is approved without a programme of the year. */
export class ProgrammeMissing extends DomainError {
  readonly code = 'welfare/programme-missing';
  readonly kind = 'refused';
  readonly title = 'No housing programme';
  constructor(year: number, on: Day) {
    super(`No housing programme of ${year} was decided by ${on}.`, { year, on });
  }
}

/** WEL-04: build and repair amounts are fixed per year. */
export class OverCeiling extends DomainError {
  readonly code = 'welfare/over-ceiling';
  readonly kind = 'refused';
  readonly title = 'Above the amount of the programme';
  constructor(ceilingVnd: number, decisionNumber: string) {
    super(`The programme gives at most ${ceilingVnd} VND for this.`, { ceilingVnd, decisionNumber }, [{ pointer: '/body/amountVnd', detail: `More than ${ceilingVnd}` }]);
  }
}

/** WEL-02: a rule of the day asks for months of membership. */
export class MembershipTooShort extends DomainError {
  readonly code = 'welfare/membership-too-short';
  readonly kind = 'refused';
  readonly title = 'Not a member for long enough';
  constructor(leastMonths: number, memberSince: Day | null) {
    super(`${leastMonths} months of membership are needed.`, { leastMonths, memberSince }, [{ pointer: '/body/memberSince', detail: memberSince === null ? 'Not known' : `Less than ${leastMonths} months` }]);
  }
}

/** WEL-04: the sum of what is approved stays within the budget. */
export class OverBudget extends DomainError {
  readonly code = 'welfare/over-budget';
  readonly kind = 'refused';
  readonly title = 'Above the budget';
  constructor(year: number, budgetVnd: number, leftVnd: number) {
    super(`The budget of ${year} has ${leftVnd} VND left.`, { year, budgetVnd, leftVnd });
  }
}

export class BudgetBelowApproved extends DomainError {
  readonly code = 'welfare/budget-below-approved';
  readonly kind = 'refused';
  readonly title = 'Budget below what is approved';
  constructor(approvedVnd: number) {
    super(`Cases of ${approvedVnd} VND are approved already.`, { approvedVnd }, [{ pointer: '/body/budgetVnd', detail: `Less than ${approvedVnd}` }]);
  }
}

/** A new version of a year is made by a later decision; versions in force before stay as they are. */
export class NotLaterDecision extends DomainError {
  readonly code = 'welfare/not-a-later-decision';
  readonly kind = 'refused';
  readonly title = 'Not a later decision';
  constructor(lastDecidedOn: Day) {
    super(`The programme in force was decided on ${lastDecidedOn}; a later decision changes it.`, { lastDecidedOn }, [{ pointer: '/body/decidedOn', detail: `Not after ${lastDecidedOn}` }]);
  }
}

export class WorkDueBeforeDossier extends DomainError {
  readonly code = 'welfare/work-due-before-dossier';
  readonly kind = 'refused';
  readonly title = 'Deadlines in the wrong order';
  constructor() {
    super('The work is due on or after the day of the dossier.', {}, [{ pointer: '/body/workDueOn', detail: 'Before the day of the dossier' }]);
  }
}

/** The same year, or case, twice in one paper. */
export class ItemTwice extends DomainError {
  readonly code = 'welfare/item-twice';
  readonly kind = 'refused';
  readonly title = 'Named twice';
  constructor() {
    super('The decision names this twice.');
  }
}
