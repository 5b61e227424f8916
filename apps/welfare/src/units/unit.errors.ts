import { DomainError, type Day } from '@doanket/kernel';

/** Units named in a paper that did not work on its day. */
export class UnitsUnknown extends DomainError {
  readonly code = 'welfare/units-unknown';
  readonly kind = 'refused';
  readonly title = 'Units unknown';
  constructor(unitCodes: readonly string[], on: Day) {
    super(`No such units worked on ${on}.`, { unitCodes, on });
  }
}

/** The city decides about the members of its own units. */
export class UnitsOutsideIssuer extends DomainError {
  readonly code = 'welfare/units-outside-issuer';
  readonly kind = 'refused';
  readonly title = 'Units outside the issuer';
  constructor(unitCodes: readonly string[]) {
    super('The decision names units that did not lie below its issuer on that day.', { unitCodes });
  }
}
