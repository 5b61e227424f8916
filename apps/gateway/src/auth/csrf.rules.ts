const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

export interface ChangeRequest {
  readonly method: string;
  readonly origin: string | undefined;
  /** `Sec-Fetch-Site`, which a page cannot set. */
  readonly fetchSite: string | undefined;
  /** Whether `x-csrf-token` is the session's. */
  readonly tokenMatches: boolean;
}

/** Why a change made with a session cookie is refused. */
export type CsrfRefusal = 'FOREIGN_ORIGIN' | 'CSRF_TOKEN';

/**
 * A change with a session cookie must carry the session's token, and where the browser says which origin it comes from,
 * that must be ours. Reads need neither: no read changes anything. Answers null when the request may go on.
 * Source: ASVS 5.0, V3.5.
 */
export function csrfRefusal(request: ChangeRequest, ownOrigin: string): CsrfRefusal | null {
  if (SAFE.has(request.method)) return null;
  if (request.origin !== undefined && request.origin !== ownOrigin) return 'FOREIGN_ORIGIN';
  if (request.origin === undefined && request.fetchSite !== undefined && request.fetchSite !== 'same-origin') return 'FOREIGN_ORIGIN';
  return request.tokenMatches ? null : 'CSRF_TOKEN';
}
