import { DomainError, type Day } from '@doanket/kernel';

export class UnitSplitNotFound extends DomainError {
  readonly code = 'membership/unit-split-not-found';
  readonly kind = 'not-found';
  readonly title = 'Split not found';
  constructor() {
    super('There is no such split within your reach.');
  }
}

/** Unions above the grassroots are divided by founding and handing over; member unions inside a larger one by the larger one. */
export class NotSplittable extends DomainError {
  readonly code = 'membership/not-splittable';
  readonly kind = 'refused';
  readonly title = 'Unit cannot be split';
  constructor(unitCode: string) {
    super('Only a grassroots union is split with its members.', { unitCode }, [{ pointer: '/body/unitCode', detail: 'Not a grassroots union' }]);
  }
}

export class SuccessorNotFounded extends DomainError {
  readonly code = 'membership/successor-not-founded';
  readonly kind = 'invalid';
  readonly title = 'Successor is none of the new unions';
  constructor() {
    super('What is open passes to one of the unions that the split founds.', {}, [{ pointer: '/body/successorCode', detail: 'None of the parts' }]);
  }
}

/** A new union, a group or a member is named once. `pointer` names the second time. */
export class NamedTwice extends DomainError {
  readonly code = 'membership/split-named-twice';
  readonly kind = 'invalid';
  readonly title = 'Named twice';
  constructor(pointer: string) {
    super('A new union, a department or group, a member and an employer of a new union are each named once.', {}, [{ pointer, detail: 'Named before' }]);
  }
}

/** What is not of this union is not told from what does not exist. */
export class NotOfSplitUnion extends DomainError {
  readonly code = 'membership/not-of-split-union';
  readonly kind = 'refused';
  readonly title = 'Not of this union';
  constructor(pointer: string, unknown: number) {
    super('These are no active members of the union, no department or group inside it on that day, or no employer that it covers or that no union does.', { unknown }, [{ pointer, detail: 'Not of this union' }]);
  }
}

export class PartWithoutMembers extends DomainError {
  readonly code = 'membership/part-without-members';
  readonly kind = 'refused';
  readonly title = 'New union without members';
  constructor(part: number) {
    super('A union that a split founds has members.', { part: part + 1 }, [{ pointer: `/body/parts/${part}`, detail: 'Nobody goes there' }]);
  }
}

/** ORG-05: a union that ends leaves nobody behind. */
export class MembersUnassigned extends DomainError {
  readonly code = 'membership/members-unassigned';
  readonly kind = 'refused';
  readonly title = 'Members without a union';
  constructor(unassigned: number) {
    super(`The union ends, and of ${unassigned} members nothing is said: every member goes to one of the new unions.`, { unassigned }, [{ pointer: '/body/parts', detail: 'Not every member goes somewhere' }]);
  }
}

/** Undo only before the effective date; after it a new decision corrects (handbook 2.0). */
export class UnitSplitInEffect extends DomainError {
  readonly code = 'membership/unit-split-in-effect';
  readonly kind = 'conflict';
  readonly title = 'Split is in effect';
  constructor(effectiveOn: Day) {
    super('A split is taken back before its effective day only; after it a new decision corrects it.', { effectiveOn });
  }
}

export class UnitSplitUndone extends DomainError {
  readonly code = 'membership/unit-split-undone';
  readonly kind = 'conflict';
  readonly title = 'Split was taken back';
  constructor() {
    super('This split was taken back already.');
  }
}
