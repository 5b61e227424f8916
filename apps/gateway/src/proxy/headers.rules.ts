/** A header list as Node gives and undici takes it: name, value, name, value. */
export type RawHeaders = readonly string[];

/**
 * What a caller may tell a service. A list of what passes instead of what does not: a header nobody thought of, that some
 * service would trust (`x-user`, `x-forwarded-for`, `x-person-id`, `x-original-url`), cannot be forged.
 * Identity, correlation, host and length of the message are set by the gateway.
 */
const FROM_CALLER = new Set([
  'accept', 'accept-language', 'content-type', 'content-encoding', 'content-language', 'content-disposition',
  'idempotency-key', 'if-match', 'if-none-match', 'if-modified-since', 'if-unmodified-since', 'if-range', 'range',
  'prefer', 'x-file-name', 'user-agent', 'tracestate',
]);

/** Meant for one connection (RFC 9110, 7.6.1), or for the gateway to say, not for a service. */
const NOT_TO_CALLER = new Set([
  'connection', 'keep-alive', 'proxy-authenticate', 'proxy-authorization', 'proxy-connection', 'te', 'trailer', 'transfer-encoding', 'upgrade',
  'set-cookie', 'server', 'x-powered-by', 'strict-transport-security', 'access-control-allow-origin', 'access-control-allow-credentials',
]);

/** The caller's headers that go on to the service. Names in any case; a header named in `Connection` stays behind. */
export function headersToService(raw: RawHeaders): string[] {
  const kept: string[] = [];
  let named: string[] | null = null;
  for (let i = 0; i + 1 < raw.length; i += 2) {
    if (raw[i]!.toLowerCase() === 'connection') (named ??= []).push(...raw[i + 1]!.toLowerCase().split(',').map((name) => name.trim()));
  }
  for (let i = 0; i + 1 < raw.length; i += 2) {
    const name = raw[i]!.toLowerCase();
    if (FROM_CALLER.has(name) && !named?.includes(name)) kept.push(name, raw[i + 1]!);
  }
  return kept;
}

/** The service's headers that go on to the caller. */
export function headersToCaller(headers: Record<string, string | string[] | undefined>): Record<string, string | string[]> {
  const kept: Record<string, string | string[]> = {};
  for (const name in headers) {
    const value = headers[name];
    if (value !== undefined && !NOT_TO_CALLER.has(name)) kept[name] = value;
  }
  return kept;
}
