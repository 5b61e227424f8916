import { DomainError } from '@doanket/kernel';

/** Unknown units named in a list; a single one outside the caller's reach is a 404 of the directory. */
export class UnitsUnknown extends DomainError {
  readonly code = 'campaigns/units-unknown';
  readonly kind = 'refused';
  readonly title = 'Units unknown';
  constructor(unitCodes: readonly string[]) {
    super('There are no units with these codes.', { unitCodes });
  }
}
