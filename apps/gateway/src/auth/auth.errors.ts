import type { SignedOutReason } from '@doanket/contracts';
import { DomainError } from '@doanket/kernel';

/** No session, or one that has ended: 401. The reason is for the console, which says it in the officer's language. */
export class NotSignedIn extends Error {
  constructor(readonly reason: SignedOutReason) {
    super('Sign in to go on.');
    this.name = 'NotSignedIn';
  }
}

export class CsrfRefused extends DomainError {
  readonly code = 'auth/csrf-refused';
  readonly kind = 'forbidden';
  readonly title = 'Change not from our own page';
  constructor(because: string) {
    super('A change made with a session needs our own origin and the token of GET /auth/me in x-csrf-token.', { because });
  }
}

export class ActingPostChanged extends DomainError {
  readonly code = 'auth/acting-post-changed';
  readonly kind = 'conflict';
  readonly title = 'Another post was chosen meanwhile';
  constructor(actingPostId: string | null) {
    super('The post in x-acting-post is not the one this session acts as; another tab may have changed it.', { actingPostId });
  }
}

export class PostNotMine extends DomainError {
  readonly code = 'auth/post-not-mine';
  readonly kind = 'refused';
  readonly title = 'Post not held';
  constructor(postId: string) {
    super('The person signed in does not hold this post today.', { postId });
  }
}

export class LogoutTokenRefused extends DomainError {
  readonly code = 'auth/logout-token-refused';
  readonly kind = 'invalid';
  readonly title = 'Logout token refused';
  constructor(because: string) {
    super('The logout token does not hold.', { because });
  }
}

/** The tokens of a session are being renewed by another process that has not come back yet. */
export class SessionBusy extends DomainError {
  readonly code = 'auth/session-busy';
  readonly kind = 'unavailable';
  readonly title = 'Session is being renewed';
  constructor() {
    super('The session is being renewed; try again in a moment.');
  }
}
