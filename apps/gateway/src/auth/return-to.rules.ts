/**
 * Where the browser goes after signing in: a path of our own origin, else the start page. `//host`, `/\host`, schemes,
 * control characters and the addresses of the gateway itself (a loop, or bytes instead of a page) are not taken.
 */
export function safeReturnTo(returnTo: unknown): string {
  if (typeof returnTo !== 'string' || returnTo.length > 2_000) return '/';
  if (!/^\/(?![/\\])/.test(returnTo)) return '/';
  if (/[\u0000-\u0020\u007f\\]/.test(returnTo)) return '/';
  if (/^\/(auth|api|health|metrics)(\/|\?|#|$)/.test(returnTo)) return '/';
  const base = 'http://own.invalid';
  return URL.canParse(returnTo, base) && new URL(returnTo, base).origin === base ? returnTo : '/';
}
