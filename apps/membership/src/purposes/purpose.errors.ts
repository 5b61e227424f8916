import type { DataPurpose } from '@doanket/contracts';
import { DomainError } from '@doanket/kernel';

/** The register has no entry for the purpose on this day: nothing is processed for it. */
export class PurposeNotRegistered extends DomainError {
  readonly code = 'membership/purpose-not-registered';
  readonly kind = 'refused';
  readonly title = 'Purpose is not registered';
  constructor(purpose: DataPurpose) {
    super(`The register of purposes has no ${purpose} today.`, { purpose });
  }
}

/** Silence is not consent. */
export class ConsentMissing extends DomainError {
  readonly code = 'membership/consent-missing';
  readonly kind = 'refused';
  readonly title = 'Consent is missing';
  constructor(purpose: DataPurpose, consentFor: string) {
    super(`The member has not consented to ${consentFor}.`, { purpose, consentFor });
  }
}
