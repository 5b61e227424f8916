import type { CongressState } from '@doanket/contracts';
import { DomainError, type Day } from '@doanket/kernel';

export class CongressNotFound extends DomainError {
  readonly code = 'membership/congress-not-found';
  readonly kind = 'not-found';
  readonly title = 'Congress not found';
  constructor() {
    super('There is no such congress within your reach.');
  }
}

export class CongressDeadlineNotFound extends DomainError {
  readonly code = 'membership/congress-deadline-not-found';
  readonly kind = 'not-found';
  readonly title = 'Congress deadline not found';
  constructor() {
    super('There is no such deadline within your reach.');
  }
}

export class CongressInOtherState extends DomainError {
  readonly code = 'membership/congress-in-other-state';
  readonly kind = 'conflict';
  readonly title = 'Congress is in another state';
  constructor(state: CongressState) {
    super(`The congress is ${state}; only a planned one may be held or cancelled.`, { state });
  }
}

/** ORG-08: the number of a congress is used once in a unit, and counts up. */
export class CongressNumberNotNext extends DomainError {
  readonly code = 'membership/congress-number-not-next';
  readonly kind = 'refused';
  readonly title = 'Number of the congress does not count up';
  constructor(number: string, taken: string) {
    super(`The congress ${number} cannot stand beside the ${taken}: numbers follow the days.`, { number, taken }, [{ pointer: '/body/number', detail: 'Does not count up' }]);
  }
}

/** ORG-08: delegates meet only where the unit has as many members as the rule says. */
export class TooFewForDelegates extends DomainError {
  readonly code = 'membership/too-few-for-delegates';
  readonly kind = 'refused';
  readonly title = 'Too few members for a congress of delegates';
  constructor(members: number, least: number) {
    super(`A congress of delegates needs ${least} members or more; there are ${members}.`, { members, least }, [{ pointer: '/body/congressKind', detail: `Needs ${least} members` }]);
  }
}

export class CongressDaysInvalid extends DomainError {
  readonly code = 'membership/congress-days-invalid';
  readonly kind = 'refused';
  readonly title = 'Days of the congress do not fit';
  constructor(pointer: '/body/heldTo' | '/body/plannedOn' | '/body/termFrom' | '/body/dueOn' | '/body/plannedEndYear', detail: string) {
    super(detail, {}, [{ pointer, detail }]);
  }
}

/** The new term would begin before the one that runs, or within another. */
export class TermsOverlap extends DomainError {
  readonly code = 'membership/terms-overlap';
  readonly kind = 'refused';
  readonly title = 'Terms overlap';
  constructor(startsOn: Day) {
    super(`A term that begins on ${startsOn} would overlap another term of the unit.`, { startsOn });
  }
}

/** Nobody recognises the congress of the unit they act for, but the confederation, which has no level above. */
export class OwnCongress extends DomainError {
  readonly code = 'membership/own-congress';
  readonly kind = 'forbidden';
  readonly title = 'Recognised by the level above';
  constructor() {
    super('The level above recognises a congress, not the unit that held it.');
  }
}
