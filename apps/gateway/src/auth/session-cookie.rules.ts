/** Name and attributes of the cookies the gateway sets. `Secure` and the `__Host-` prefix need TLS; loopback does without. */
export interface CookieRule { readonly name: string; readonly attributes: string }

const common = 'Path=/; HttpOnly; SameSite=Lax';

/** The cookie that names a session. It has no lifetime of its own: the session on the server has. */
export function sessionCookie(tls: boolean): CookieRule {
  return tls ? { name: '__Host-sid', attributes: `${common}; Secure` } : { name: 'sid', attributes: common };
}

/** One cookie for each sign-in under way, named by its `state`, so that two tabs may sign in at once. Lives ten minutes. */
export function signInCookie(tls: boolean, state: string): CookieRule {
  const name = `${tls ? '__Host-' : ''}signin-${state.slice(0, 12)}`;
  return { name, attributes: `${common}; Max-Age=600${tls ? '; Secure' : ''}` };
}

/** A `Set-Cookie` value. */
export function setCookie(rule: CookieRule, value: string): string {
  return `${rule.name}=${value}; ${rule.attributes}`;
}

/** A `Set-Cookie` value that makes the browser forget the cookie. */
export function clearCookie(rule: CookieRule): string {
  return `${rule.name}=; ${rule.attributes.replace(/; Max-Age=\d+/, '')}; Max-Age=0`;
}

/**
 * The value of a cookie, or null. A name that occurs twice is refused (null): a sibling host can plant a second one, and
 * which of the two is ours cannot be told.
 */
export function cookieValue(header: string | undefined, name: string): string | null {
  if (header === undefined || !header.includes(name)) return null;
  let found: string | null = null;
  for (const part of header.split(';')) {
    const equals = part.indexOf('=');
    if (equals < 0 || part.slice(0, equals).trim() !== name) continue;
    if (found !== null) return null;
    found = part.slice(equals + 1).trim();
  }
  return found === '' ? null : found;
}

/** A session id as we make it: 32 random bytes in base64url. Anything else is not worth a look in the database. */
export function isSessionId(value: string): boolean {
  return /^[A-Za-z0-9_-]{43}$/.test(value);
}
