import { DomainError } from '@doanket/kernel';

export class DuesTermExists extends DomainError {
  readonly code = 'membership/dues-term-exists';
  readonly kind = 'conflict';
  readonly title = 'Terms from that month exist';
  constructor() {
    super('The union has terms of its own from that very month.');
  }
}

export class DuesRateTooLow extends DomainError {
  readonly code = 'membership/dues-rate-too-low';
  readonly kind = 'refused';
  readonly title = 'Rate below the rule';
  constructor(facts: { numerator: number; denominator: number }) {
    super('The extended committee may raise the rate, not lower it.', facts, [{ pointer: '/body/rate', detail: 'Below the rate of the rule' }]);
  }
}

export class FixedSumTooLow extends DomainError {
  readonly code = 'membership/fixed-sum-too-low';
  readonly kind = 'refused';
  readonly title = 'Fixed sum below the floor';
  constructor(floorVnd: number) {
    super('The fixed sum is at least the share of the base salary that the rule names.', { floorVnd }, [{ pointer: '/body/fixedSumVnd', detail: 'Below the floor' }]);
  }
}

export class NotMembersOfUnit extends DomainError {
  readonly code = 'membership/not-members-of-unit';
  readonly kind = 'invalid';
  readonly title = 'Not members of the union';
  constructor(pointers: readonly string[]) {
    super('Some of the members named have never been members of this union.', {}, pointers.map((pointer) => ({ pointer, detail: 'Not a member of the union' })));
  }
}

export class BaseNamedTwice extends DomainError {
  readonly code = 'membership/dues-base-named-twice';
  readonly kind = 'invalid';
  readonly title = 'Amount named twice';
  constructor(row: number) {
    super('One member has one amount from a month on.', {}, [{ pointer: `/body/rows/${row}`, detail: 'Named before' }]);
  }
}

export class ReliefNotFound extends DomainError {
  readonly code = 'membership/relief-not-found';
  readonly kind = 'not-found';
  readonly title = 'Relief not found';
  constructor() {
    super('There is no such relief within your reach.');
  }
}

export class LeaveTooShort extends DomainError {
  readonly code = 'membership/leave-too-short';
  readonly kind = 'refused';
  readonly title = 'Leave too short';
  constructor(months: number) {
    super('A leave exempts once it is as long as the rule names.', { months });
  }
}

export class SuspendedTooLong extends DomainError {
  readonly code = 'membership/suspended-too-long';
  readonly kind = 'refused';
  readonly title = 'Suspended too long';
  constructor(facts: { months: number; maxMonths: number }) {
    super('Suspensions that follow one another are no longer than the rule allows.', facts);
  }
}

export class MonthsBackwards extends DomainError {
  readonly code = 'membership/months-backwards';
  readonly kind = 'invalid';
  readonly title = 'Period runs backwards';
  constructor(field: string) {
    super('A period does not end before it begins.', {}, [{ pointer: `/${field}`, detail: 'Before the beginning' }]);
  }
}

export class TooManyMonths extends DomainError {
  readonly code = 'membership/too-many-months';
  readonly kind = 'invalid';
  readonly title = 'Too many months';
  constructor() {
    super('At most twelve months are shown at once.', {}, [{ pointer: '/query/to', detail: 'More than twelve months' }]);
  }
}

export class DuesRunNotFound extends DomainError {
  readonly code = 'membership/dues-run-not-found';
  readonly kind = 'not-found';
  readonly title = 'Run not found';
  constructor() {
    super('There is no such run within your reach.');
  }
}

export class DuesRunUnderWay extends DomainError {
  readonly code = 'membership/dues-run-under-way';
  readonly kind = 'conflict';
  readonly title = 'Month under way';
  constructor(facts: { month: string; unitsDone: number; units: number }) {
    super('Another run reckons this month for some of these units.', facts);
  }
}

export class DuesMonthReckoned extends DomainError {
  readonly code = 'membership/dues-month-reckoned';
  readonly kind = 'conflict';
  readonly title = 'Month reckoned already';
  constructor(facts: { month: string; units: number }) {
    super('The month is reckoned for all of these units; differences are found by a correction.', facts);
  }
}

export class DuesMonthNotReckoned extends DomainError {
  readonly code = 'membership/dues-month-not-reckoned';
  readonly kind = 'conflict';
  readonly title = 'Month not reckoned';
  constructor(month: string) {
    super('The month has not been reckoned for the unit yet.', { month });
  }
}

export class DuesMonthAhead extends DomainError {
  readonly code = 'membership/dues-month-ahead';
  readonly kind = 'refused';
  readonly title = 'Month ahead';
  constructor() {
    super('A month is reckoned once it has begun.');
  }
}

export class DuesRunEnded extends DomainError {
  readonly code = 'membership/dues-run-ended';
  readonly kind = 'conflict';
  readonly title = 'Run ended';
  constructor() {
    super('The run has ended.');
  }
}

export class NothingToCollect extends DomainError {
  readonly code = 'membership/nothing-to-collect';
  readonly kind = 'conflict';
  readonly title = 'Nothing to collect';
  constructor() {
    super('Everything owed for the month has been collected.');
  }
}

export class CollectedTooMuch extends DomainError {
  readonly code = 'membership/collected-too-much';
  readonly kind = 'refused';
  readonly title = 'More than is owed';
  constructor(members: readonly { index: number; owedVnd: number }[]) {
    super('A member pays at most what is owed for the month.', {}, members.map(({ index, owedVnd }) => ({ pointer: `/body/members/${index}/amountVnd`, detail: `At most ${owedVnd}` })));
  }
}

export class RemittanceNotFound extends DomainError {
  readonly code = 'membership/remittance-not-found';
  readonly kind = 'not-found';
  readonly title = 'Remittance not found';
  constructor() {
    super('There is no such remittance within your reach.');
  }
}

export class RemittanceAnswered extends DomainError {
  readonly code = 'membership/remittance-answered';
  readonly kind = 'conflict';
  readonly title = 'Remittance answered';
  constructor(state: string) {
    super('The level above has answered already.', { remittanceState: state });
  }
}

export class RemittedTooMuch extends DomainError {
  readonly code = 'membership/remitted-too-much';
  readonly kind = 'refused';
  readonly title = 'More than is due up';
  constructor() {
    super('A union sends up at most what it collected for the level above and has at hand.');
  }
}

export class NobodyAbove extends DomainError {
  readonly code = 'membership/nobody-above';
  readonly kind = 'refused';
  readonly title = 'No level above';
  constructor() {
    super('There is no level above that receives dues.');
  }
}

export class CreditStaysForDues extends DomainError {
  readonly code = 'membership/credit-stays-for-dues';
  readonly kind = 'conflict';
  readonly title = 'Credit is used for the next dues';
  constructor(memberStatus: string) {
    super('Credit is paid out to somebody who left; of a member it is used for the next dues.', { memberStatus });
  }
}

export class CreditTooSmall extends DomainError {
  readonly code = 'membership/credit-too-small';
  readonly kind = 'refused';
  readonly title = 'Credit is smaller';
  constructor(creditVnd: number) {
    super('No more is paid out than there is.', { creditVnd }, [{ pointer: '/body/amountVnd', detail: 'More than the credit' }]);
  }
}

export class ShareSentUp extends DomainError {
  readonly code = 'membership/share-sent-up';
  readonly kind = 'conflict';
  readonly title = 'Share of the level above has gone up';
  constructor(shareVnd: number) {
    super('The level above has its share already; it is taken out of what is collected next.', { shareVnd });
  }
}
