import { DomainError } from '@doanket/kernel';

export class PartnerNotFound extends DomainError {
  readonly code = 'membership/partner-not-found';
  readonly kind = 'not-found';
  readonly title = 'Partner not found';
  constructor() {
    super('There is no such partner within your reach.');
  }
}

export class PartnerKnown extends DomainError {
  readonly code = 'membership/partner-known';
  readonly kind = 'refused';
  readonly title = 'Client id taken';
  constructor() {
    super('Another client bears this id.');
  }
}

export class ScopeNotForPartners extends DomainError {
  readonly code = 'membership/scope-not-for-partners';
  readonly kind = 'invalid';
  readonly title = 'Scope not for partners';
  constructor(unknown: readonly number[]) {
    super('A scope names a permission that partners may hold.', {}, unknown.map((index) => ({ pointer: `/body/scopes/${index}`, detail: 'Not a scope for partners' })));
  }
}
