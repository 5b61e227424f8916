import { authEnv, databaseEnv, httpEnv } from '@doanket/service';
import { z } from 'zod';
import { BACKENDS, type BackendName } from './proxy/api-path.rules';

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);
const refused = (reason: string) => ({ params: { reason } });

/** Cookies and codes travel over TLS; plain HTTP is for loopback alone. */
const safeAddress = () => z.url().refine((value) => {
  const { protocol, hostname } = new URL(value);
  return protocol === 'https:' || (protocol === 'http:' && LOOPBACK.has(hostname));
}, refused('must be https, or http on loopback'));

const origin = () => safeAddress().refine((value) => /^https?:\/\/[^/]+\/?$/.test(value), refused('must be an origin without a path'))
  .transform((value) => value.replace(/\/$/, ''));

/** `{"membership": "http://127.0.0.1:4001", …}`, every service once. */
const serviceUrls = z.string().min(1).transform((value, context): Readonly<Record<BackendName, string>> => {
  const urls = objectOf(value);
  const missing = BACKENDS.filter((name) => !URL.canParse(String(urls[name] ?? '')));
  if (missing.length > 0) {
    context.addIssue({ code: 'custom', ...refused(`must be a JSON object with an address for ${missing.join(', ')}`) });
    return z.NEVER;
  }
  return Object.fromEntries(BACKENDS.map((name) => [name, new URL(String(urls[name])).origin])) as Record<BackendName, string>;
});

function objectOf(json: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

const key = z.string().transform((value, context) => {
  const bytes = Buffer.from(value, 'base64');
  if (bytes.length === 32) return bytes;
  context.addIssue({ code: 'custom', ...refused('must be 32 bytes in base64') });
  return z.NEVER;
});

const count = (preset: number) => z.coerce.number().int().positive().default(preset);

/** The environment of the gateway. */
export const GatewayEnv = z.object({
  ...httpEnv.shape, ...databaseEnv.shape, ...authEnv.shape,
  PUBLIC_BASE_URL: origin().describe('Origin of the product as browsers see it; https, or http on loopback.'),
  AUTH_ISSUER: safeAddress().describe('Issuer of tokens, exactly as in `iss`; browsers are sent there to sign in.'),
  OIDC_CLIENT_ID: z.string().min(1).describe('The client of the gateway at the identity server.'),
  OIDC_CLIENT_SECRET: z.string().min(1).describe('Its secret.'),
  OIDC_TIMEOUT_MS: count(5_000).describe('Longest wait for an answer of the identity server, milliseconds.'),
  SESSION_KEY: key.describe('Seals tokens in the session table: 32 random bytes, base64.'),
  SESSION_IDLE_MS: count(30 * 60_000).describe('A session nobody uses ends after this, milliseconds.'),
  SESSION_LIFE_MS: count(10 * 3_600_000).describe('A session ends after this however busy it is, milliseconds.'),
  SERVICE_URLS: serviceUrls.describe('Addresses of the services: a JSON object, address by name.'),
  SERVICE_CONNECTIONS: count(64).describe('Open connections to one service.'),
  SERVICE_WAITING_LIMIT: count(1_024).describe('Calls to one service under way at once; more are refused with 503.'),
  CONSOLE_DIR: z.string().min(1).describe('Directory of the built console.'),
  RATE_SESSION_PER_SECOND: count(100).describe('Calls a second of one browser session, on the average.'),
  RATE_SESSION_BURST: count(500).describe('Calls of one browser session at once.'),
  RATE_PARTNER_PER_SECOND: count(100).describe('Calls a second of one partner, on the average.'),
  RATE_PARTNER_BURST: count(500).describe('Calls of one partner at once.'),
  RATE_ADDRESS_PER_SECOND: count(20).describe('Calls a second without session or token from one address, on the average; sign-ins too.'),
  RATE_ADDRESS_BURST: count(200).describe('Calls without session or token from one address at once.'),
  TRUSTED_PROXIES: z.string().default('').describe('Addresses of reverse proxies whose X-Forwarded-For is believed, separated by commas.'),
  METRICS_PORT: z.coerce.number().int().min(1).max(65_535).optional().describe('Port of /metrics, which the public door does not show.'),
});
export type GatewayConfig = Readonly<z.output<typeof GatewayEnv>>;
