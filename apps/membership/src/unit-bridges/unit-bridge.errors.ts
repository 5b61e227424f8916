import { DomainError } from '@doanket/kernel';

/** A unit that still works is compared with itself. */
export class UnitNotEnded extends DomainError {
  readonly code = 'membership/unit-not-ended';
  readonly kind = 'refused';
  readonly title = 'Unit has not ended';
  constructor(unitCode: string) {
    super(`${unitCode} has not ended: it needs no bridge.`, { unitCode });
  }
}
