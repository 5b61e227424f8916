import type { UnitState, UnitType } from '@doanket/contracts';
import { DomainError, type Day } from '@doanket/kernel';

export class UnitCodeTaken extends DomainError {
  readonly code = 'membership/unit-code-taken';
  readonly kind = 'conflict';
  readonly title = 'Unit code taken';
  constructor(unitCode: string, pointer?: string) {
    super('Another unit bears this code; codes are for ever.', { unitCode }, pointer === undefined ? [] : [{ pointer, detail: 'Taken' }]);
  }
}

/** ORG-01: a parent must be of a higher level. */
export class ParentNotHigher extends DomainError {
  readonly code = 'membership/parent-not-higher';
  readonly kind = 'refused';
  readonly title = 'Parent is not of a higher level';
  constructor(type: UnitType, parentType: UnitType) {
    super(`A unit of type ${type} cannot hang on one of type ${parentType}.`, { unitType: type, parentType });
  }
}

/** ORG-01: no cycles. */
export class UnitInsideItself extends DomainError {
  readonly code = 'membership/unit-inside-itself';
  readonly kind = 'refused';
  readonly title = 'Unit would hang on itself';
  constructor() {
    super('A unit cannot hang on itself or on a unit below it.');
  }
}

/** The unit has come to its end, or is only proposed, on the day of the change. */
export class UnitNotLive extends DomainError {
  readonly code = 'membership/unit-not-live';
  readonly kind = 'refused';
  readonly title = 'Unit does not work on that day';
  constructor(unitCode: string, unitState: UnitState, day: Day) {
    super(`The unit ${unitCode} is ${unitState} on ${day}.`, { unitCode, unitState, day });
  }
}

export class UnitCannotAdvance extends DomainError {
  readonly code = 'membership/unit-cannot-advance';
  readonly kind = 'conflict';
  readonly title = 'Unit is not in a state for this';
  constructor(unitState: UnitState) {
    super(`A unit that is ${unitState} does not become that.`, { unitState });
  }
}

/** A bloc is said of an employer's union; unions above the grassroots have none (ORG-15). */
export class BlocNotForLevel extends DomainError {
  readonly code = 'membership/bloc-not-for-level';
  readonly kind = 'refused';
  readonly title = 'Level has no bloc';
  constructor(type: UnitType) {
    super(`A unit of type ${type} belongs to no bloc.`, { unitType: type });
  }
}
