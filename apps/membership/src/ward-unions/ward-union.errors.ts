import { DomainError, type Day } from '@doanket/kernel';

/** ORG-06: below the guideline a neighbour is the rule; a union of its own needs a reason. */
export class BelowGuideline extends DomainError {
  readonly code = 'membership/below-guideline';
  readonly kind = 'refused';
  readonly title = 'Below the guideline';
  constructor(facts: { readonly members: number; readonly units: number; readonly leastMembers: number; readonly leastUnits: number; readonly neighbours: string }) {
    super('Too few members or unions for a ward union: let a neighbour look after the area, or give a reason.', facts, [{ pointer: '/body/overrideReason', detail: 'Needed below the guideline' }]);
  }
}

export class TerritoryNotFound extends DomainError {
  readonly code = 'membership/territory-not-found';
  readonly kind = 'not-found';
  readonly title = 'Territory not found';
  constructor(territory: string) {
    super(`There is no territory ${territory} on that day.`, { territory });
  }
}

export class TerritoryCodeTaken extends DomainError {
  readonly code = 'membership/territory-code-taken';
  readonly kind = 'conflict';
  readonly title = 'Code taken';
  constructor() {
    super('Another territory bears this code.');
  }
}

export class TerritoryTaken extends DomainError {
  readonly code = 'membership/territory-taken';
  readonly kind = 'conflict';
  readonly title = 'Territory has a union';
  constructor(territory: string, day: Day) {
    super(`Another union looks after ${territory} on ${day} or later.`, { territory, day });
  }
}

export class NotAWardUnion extends DomainError {
  readonly code = 'membership/not-a-ward-union';
  readonly kind = 'refused';
  readonly title = 'Not a ward union';
  constructor() {
    super('Territories are looked after by ward and commune unions.');
  }
}
