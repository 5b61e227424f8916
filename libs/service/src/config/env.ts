import { z } from 'zod';

const listOf = (text: string): string[] => text.split(',').map((part) => part.trim()).filter((part) => part !== '');
const list = () => z.string().min(1).transform(listOf);
const count = (preset: number, min = 1) => z.coerce.number().int().min(min).default(preset);

/** The HTTP door of a service. */
export const httpEnv = z.object({
  HTTP_HOST: z.string().min(1).describe('Address to listen on.'),
  HTTP_PORT: z.coerce.number().int().min(0).max(65_535).describe('Port to listen on.'),
  PUBLIC_BASE_URL: z.url().describe('Address of the product as browsers and partners see it; problem types are built on it.'),
  HTTP_BODY_LIMIT_BYTES: count(1_048_576).describe('Largest request body, bytes.'),
  HTTP_FILE_LIMIT_BYTES: count(20_971_520).describe('Largest uploaded file, bytes.'),
  HTTP_REQUEST_TIMEOUT_MS: count(30_000).describe('Longest time of one request, milliseconds.'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info').describe('Least level that is logged.'),
});

/** The database of a service. */
export const databaseEnv = z.object({
  DATABASE_URL: z.string().min(1).describe('PostgreSQL address, logs in as <service>_app.'),
  DATABASE_POOL_SIZE: count(10).describe('Connections in the pool.'),
  DATABASE_STATEMENT_TIMEOUT_MS: count(30_000).describe('Longest time of one statement, milliseconds.'),
});

/** Who seals the audit trail. */
export const auditEnv = z.object({
  DATABASE_SEALER_URL: z.string().min(1).describe('PostgreSQL address, logs in as <service>_sealer.'),
  AUDIT_ROOTS_DIR: z.string().min(1).optional().describe('Directory for the signed roots of the audit chain, best on another disk; without it none are written.'),
});

/** What a migration job needs. */
export const migrationEnv = z.object({
  DATABASE_MIGRATOR_URL: z.string().min(1).describe('PostgreSQL address, logs in as <service>_migrator.'),
});

/** The broker. */
export const kafkaEnv = z.object({
  KAFKA_BROKERS: list().describe('Brokers, host:port, separated by commas.'),
});

/** The identity server. */
export const authEnv = z.object({
  AUTH_ISSUER: z.url().describe('Issuer of access tokens, exactly as in `iss`: <base>/realms/<realm>.'),
  AUTH_JWKS_URL: z.url().describe('Where the keys are read; inside a network it may differ from the issuer.'),
  AUTH_AUDIENCE: z.string().min(1).describe('Audience an access token must name.'),
  AUTH_ALLOWED_AZP: list().describe('Clients (`azp`) whose tokens are accepted, separated by commas; `partner-*` for all that begin so.'),
});

/** The file store. */
export const filesEnv = z.object({
  FILES_DIR: z.string().min(1).describe('Directory of the content-addressed store.'),
});

/** What every service of the domain needs; its own schema is this and its own variables. */
export const platformEnv = z.object({
  ...httpEnv.shape, ...databaseEnv.shape, ...auditEnv.shape, ...kafkaEnv.shape, ...authEnv.shape, ...filesEnv.shape,
});
export type PlatformConfig = Readonly<z.output<typeof platformEnv>>;
