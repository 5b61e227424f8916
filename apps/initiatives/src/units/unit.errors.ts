import { DomainError, type Day } from '@doanket/kernel';

/** Units named in a paper that did not work on its day. */
export class UnitsUnknown extends DomainError {
  readonly code = 'initiatives/units-unknown';
  readonly kind = 'refused';
  readonly title = 'Units unknown';
  constructor(unitCodes: readonly string[], on: Day) {
    super(`No such units worked on ${on}.`, { unitCodes, on });
  }
}

/** A paper speaks of its issuer and of what lay below it on that day. */
export class UnitsOutsideIssuer extends DomainError {
  readonly code = 'initiatives/units-outside-issuer';
  readonly kind = 'refused';
  readonly title = 'Units outside the issuer';
  constructor(unitCodes: readonly string[]) {
    super('The decision names units that were not its issuer or below it on that day.', { unitCodes });
  }
}
