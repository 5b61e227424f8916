import { DomainError } from '@doanket/kernel';

export class PersonNotFound extends DomainError {
  readonly code = 'membership/person-not-found';
  readonly kind = 'not-found';
  readonly title = 'Person not found';
  constructor() {
    super('There is no such person within your reach.');
  }
}

/** Nothing is duplicated (ORG-09): the person behind an identifier is entered already, here or elsewhere. */
export class PersonKnown extends DomainError {
  readonly code = 'membership/person-known';
  readonly kind = 'refused';
  readonly title = 'Person is entered already';
  constructor(identifier: 'personalId' | 'socialInsuranceNo' | 'passportNo') {
    super('Somebody with this identifier is entered already.', { identifier });
  }
}

export class UsernameTaken extends DomainError {
  readonly code = 'membership/username-taken';
  readonly kind = 'refused';
  readonly title = 'Sign-in name taken';
  constructor() {
    super('Somebody else signs in with this name.');
  }
}

export class AccountOpen extends DomainError {
  readonly code = 'membership/account-open';
  readonly kind = 'conflict';
  readonly title = 'Person has an account';
  constructor() {
    super('The person has an account already.');
  }
}

export class NoAccount extends DomainError {
  readonly code = 'membership/no-account';
  readonly kind = 'conflict';
  readonly title = 'Person has no open account';
  constructor() {
    super('The person has no account that is open.');
  }
}

/** The identity server keeps the password rules. */
export class PasswordRefused extends DomainError {
  readonly code = 'membership/password-refused';
  readonly kind = 'refused';
  readonly title = 'Password refused';
  constructor() {
    super('The identity server does not take this password: twelve characters at least, and not the sign-in name.');
  }
}

export class IdentityAdminUnavailable extends DomainError {
  readonly code = 'membership/identity-admin-unavailable';
  readonly kind = 'unavailable';
  readonly title = 'Accounts cannot be opened now';
  constructor(answered: number | null = null) {
    super('The identity server does not answer as it should.', { answered });
  }
}
