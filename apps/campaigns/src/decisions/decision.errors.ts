import { DomainError } from '@doanket/kernel';

/** A paper decides about what its issuer issued: its rounds, clusters, contests, movements. */
export class DecidedByAnother extends DomainError {
  readonly code = 'campaigns/decided-by-another-unit';
  readonly kind = 'refused';
  readonly title = 'Decided by another unit';
  constructor(what: string) {
    super('The decision was taken by a unit that does not decide about this.', { what });
  }
}

/** A paper speaks of units in the subtree of its issuer on that day. */
export class UnitsOutsideIssuer extends DomainError {
  readonly code = 'campaigns/units-outside-issuer';
  readonly kind = 'refused';
  readonly title = 'Units outside the issuer';
  constructor(unitCodes: readonly string[]) {
    super('The decision names units that were not its issuer or below it on that day.', { unitCodes });
  }
}
