/** The claims of a token that held every check. */
export interface VerifiedToken {
  readonly subject: string;
  readonly clientId: string;
  readonly realmRoles: readonly string[];
  readonly scopes: readonly string[];
  /** Seconds since 1970. */
  readonly expiresAt: number;
  readonly issuedAt: number;
  /** The browser session the token belongs to, where there is one. */
  readonly sessionId: string | null;
}

/**
 * Checks access tokens. Throws TokenRefused (401) for a token that does not hold, IdentityUnavailable (503) when the keys
 * cannot be read. An abstract class, so that another library can take the place of keycloak-connect.
 */
export abstract class TokenVerifier {
  abstract verify(raw: string): Promise<VerifiedToken>;
  /** Loads the keys; readiness depends on it. Throws IdentityUnavailable. */
  abstract preload(): Promise<void>;
}
