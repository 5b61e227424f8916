import { DomainError } from '@doanket/kernel';

export class ContestNotFound extends DomainError {
  readonly code = 'campaigns/contest-not-found';
  readonly kind = 'not-found';
  readonly title = 'Contest not found';
  constructor() {
    super('There is no such edition within your reach.');
  }
}

export class ContestCodeTaken extends DomainError {
  readonly code = 'campaigns/contest-code-taken';
  readonly kind = 'refused';
  readonly title = 'Contest code taken';
  constructor(contestCode: string) {
    super('Another edition has this code.', { contestCode });
  }
}

export class ContestStateWrong extends DomainError {
  readonly code = 'campaigns/contest-state';
  readonly kind = 'conflict';
  readonly title = 'Contest not in this state';
  constructor(state: string, needed: string) {
    super(`The edition is ${state}; this needs ${needed}.`, { contestState: state, needed });
  }
}

export class ContestDaysWrong extends DomainError {
  readonly code = 'campaigns/contest-days-wrong';
  readonly kind = 'refused';
  readonly title = 'Days of the contest are wrong';
  constructor() {
    super('A contest ends on the day it begins or later.');
  }
}

export class TradeUnknown extends DomainError {
  readonly code = 'campaigns/trade-unknown';
  readonly kind = 'refused';
  readonly title = 'Trade not in this edition';
  constructor(trade: string) {
    super('The edition has no such trade.', { trade });
  }
}

/** CMP-14: a contestant enters one trade; entering twice is refused. */
export class ContestantTwice extends DomainError {
  readonly code = 'campaigns/contestant-twice';
  readonly kind = 'refused';
  readonly title = 'Contestant entered twice';
  constructor(entryNo: string) {
    super('This contestant, or this number, is already entered in the edition; a contestant enters one trade.', { entryNo });
  }
}

export class EntrantUnclear extends DomainError {
  readonly code = 'campaigns/entrant-unclear';
  readonly kind = 'refused';
  readonly title = 'Unit of the contestant unclear';
  constructor(entryNo: string) {
    super('An entry names the unit of the level below the organiser, either by code or by name.', { entryNo });
  }
}

/** CMP-14: comes from a unit below the organiser on the contest day. */
export class EntrantNotBelow extends DomainError {
  readonly code = 'campaigns/entrant-not-below';
  readonly kind = 'refused';
  readonly title = 'Unit not below the organiser';
  constructor(unitCode: string) {
    super('A contestant comes from a unit below the organiser on the contest day.', { unitCode });
  }
}

export class NotQualified extends DomainError {
  readonly code = 'campaigns/not-qualified';
  readonly kind = 'refused';
  readonly title = 'Not qualified from the lower round';
  /** `entryNo`: who did not take part there; null where there is no such lower round. */
  constructor(contestCode: string, entryNo: string | null) {
    super('A contestant qualifies by taking part in an earlier contest of a unit below the organiser.', { contestCode, entryNo }, [{ pointer: '/body/qualifiedIn', detail: entryNo === null ? 'No such lower round' : 'Did not take part there' }]);
  }
}

/** CMP-14: each trade of an edition is listed once. */
export class TradeTwice extends DomainError {
  readonly code = 'campaigns/trade-twice';
  readonly kind = 'refused';
  readonly title = 'Trade listed twice';
  constructor(trade: string) {
    super('An edition lists each of its trades once.', { trade }, [{ pointer: '/body/trades', detail: 'Listed twice' }]);
  }
}

export class EntryUnknown extends DomainError {
  readonly code = 'campaigns/entry-unknown';
  readonly kind = 'refused';
  readonly title = 'Entry unknown';
  constructor(entryNos: readonly string[]) {
    super('The edition has no contestant with this number.', { entryNos });
  }
}

export class PrizeUnclear extends DomainError {
  readonly code = 'campaigns/prize-unclear';
  readonly kind = 'refused';
  readonly title = 'Receiver of the prize unclear';
  constructor() {
    super('A prize goes to one contestant, or to one team given by code or name.');
  }
}

/** CMP-15: money per rank per edition. */
export class PrizeMoneyWrong extends DomainError {
  readonly code = 'campaigns/prize-money-wrong';
  readonly kind = 'refused';
  readonly title = 'Money does not fit the rank';
  constructor(rank: string, givenVnd: number, expectedVnd: number) {
    super('The edition sets the money of each rank.', { rank, givenVnd, expectedVnd });
  }
}

export class PrizeTwice extends DomainError {
  readonly code = 'campaigns/prize-twice';
  readonly kind = 'refused';
  readonly title = 'Prize or certificate given twice';
  constructor() {
    super('A contestant gets one prize in an edition, and a certificate number is used once.');
  }
}

/** CMP-15: prizes never exceed the budget. */
export class PrizeBudgetExceeded extends DomainError {
  readonly code = 'campaigns/prize-budget-exceeded';
  readonly kind = 'refused';
  readonly title = 'Prizes exceed the budget';
  constructor(budgetVnd: number, sumVnd: number) {
    super('Prizes without team prizes never exceed the budget of the edition.', { budgetVnd, sumVnd });
  }
}

/** CMP-15: any other sum blocks closing. */
export class PrizeBudgetNotMet extends DomainError {
  readonly code = 'campaigns/prize-budget-not-met';
  readonly kind = 'refused';
  readonly title = 'Prizes do not add up to the budget';
  constructor(budgetVnd: number, sumVnd: number) {
    super('An edition is closed when its prizes add up to exactly its budget.', { budgetVnd, sumVnd });
  }
}
