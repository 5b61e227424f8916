import { UnauthorizedException } from '@nestjs/common';
import { DomainError } from '@doanket/kernel';

/** Why a token was refused; kept for logs and tests, never sent to the caller. */
export type TokenFault =
  | 'missing' | 'malformed' | 'oversized' | 'algorithm' | 'header-type' | 'claims' | 'token-type' | 'expired' | 'not-yet-valid'
  | 'lifetime' | 'issuer' | 'audience' | 'authorized-party' | 'unknown-key' | 'signature';

/** No token, or one that does not hold: 401 without a word on why (style guide 7). */
export class TokenRefused extends UnauthorizedException {
  constructor(readonly fault: TokenFault) {
    super('A valid access token is needed.');
  }
}

/** The identity server's keys cannot be read: nothing unchecked gets in. */
export class IdentityUnavailable extends DomainError {
  readonly code = 'auth/identity-unavailable';
  readonly kind = 'unavailable';
  readonly title = 'Identity server out of reach';
  constructor() {
    super('Tokens cannot be checked at the moment.');
  }
}

export class PermissionMissing extends DomainError {
  readonly code = 'auth/permission-missing';
  readonly kind = 'forbidden';
  readonly title = 'Permission missing';
  constructor(permission: string) {
    super(`The post acted as does not hold ${permission}.`, { permission });
  }
}

export class PostNotChosen extends DomainError {
  readonly code = 'auth/post-not-chosen';
  readonly kind = 'conflict';
  readonly title = 'No post chosen';
  constructor(postIds: readonly string[]) {
    super('Several posts are held; `x-acting-post` must name the one acted as.', { postIds });
  }
}

export class PostNotHeld extends DomainError {
  readonly code = 'auth/post-not-held';
  readonly kind = 'forbidden';
  readonly title = 'Post not held';
  constructor() {
    super('The post in `x-acting-post` is not held today.');
  }
}
