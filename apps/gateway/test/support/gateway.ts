import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { Clock } from '@doanket/kernel';
import { createApp, loadConfig, shutDown } from '@doanket/service';
import { TestDatabase } from '@doanket/testing';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from '../../src/app.module';
import { GatewayEnv } from '../../src/config';
import { gatewayMigrations } from '../../src/database/migrations';
import { BACKENDS } from '../../src/proxy/api-path.rules';
import { Backend, freePort, Line } from './backend';
import { KeycloakAdmin } from './keycloak';

/** The system's time, moved on by a test: tokens stay those of the real identity server. */
export class MovedClock extends Clock {
  private aheadMs = 0;

  override now(): Date {
    return new Date(Date.now() + this.aheadMs);
  }

  ahead(ms: number): void {
    this.aheadMs = ms;
  }
}

/** A gateway on a database of its own, a real Keycloak behind a line that can be cut, and one stand-in for all services. */
export class GatewayUnderTest {
  private constructor(
    readonly app: NestFastifyApplication, readonly baseUrl: string, readonly backend: Backend, readonly line: Line, readonly clock: MovedClock,
    readonly keycloak: KeycloakAdmin, readonly database: TestDatabase, readonly clientId: string, private readonly directory: string,
  ) {}

  static async start(environment: Readonly<Record<string, string>> = {}): Promise<GatewayUnderTest> {
    const keycloak = KeycloakAdmin.fromEnvironment();
    const database = await TestDatabase.create('gateway', gatewayMigrations);
    const backend = await new Backend().start();
    const address = new URL(keycloak.url);
    const line = await new Line({ host: address.hostname, port: Number(address.port) }).open();
    const port = await freePort();
    const baseUrl = `http://localhost:${port}`;
    const client = await keycloak.addGatewayClient({ publicUrl: baseUrl, internalUrl: `http://127.0.0.1:${port}` });
    const directory = consoleDirectory();
    const clock = new MovedClock();
    const config = loadConfig(GatewayEnv, {
      HTTP_HOST: '127.0.0.1', HTTP_PORT: String(port), PUBLIC_BASE_URL: baseUrl, LOG_LEVEL: process.env['TEST_LOG_LEVEL'] ?? 'silent',
      DATABASE_URL: database.urlAs('app'), DATABASE_POOL_SIZE: '4', AUTH_ISSUER: keycloak.issuer,
      AUTH_JWKS_URL: `${line.url}/realms/${keycloak.realm}/protocol/openid-connect/certs`, AUTH_AUDIENCE: 'doanket-api', AUTH_ALLOWED_AZP: `${client.clientId},partner-*`,
      OIDC_CLIENT_ID: client.clientId, OIDC_CLIENT_SECRET: client.secret, OIDC_TIMEOUT_MS: '3000', SESSION_KEY: randomBytes(32).toString('base64'),
      SERVICE_URLS: JSON.stringify({ ...Object.fromEntries(BACKENDS.map((name) => [name, backend.url])), reports: `http://127.0.0.1:${await freePort()}` }),
      CONSOLE_DIR: directory, HTTP_REQUEST_TIMEOUT_MS: '2000', ...environment,
    });
    const app = await createApp(AppModule, config, { clock, runtime: { background: false, checkAnswers: true, processMetrics: false } });
    await app.listen({ host: '127.0.0.1', port });
    return new GatewayUnderTest(app, baseUrl, backend, line, clock, keycloak, database, client.clientId, directory);
  }

  /** Membership answers that this account holds these posts. */
  holds(posts: readonly object[], fullName: string | null = 'Nguyễn Thị Thử'): void {
    this.backend.onJson('/api/membership/me/posts', { personId: '01920000-0000-7000-8000-00000000000a', fullName, posts });
  }

  async close(): Promise<void> {
    await shutDown(this.app);
    await this.line.cut();
    await this.backend.stop();
    await this.keycloak.removeAll();
    await this.database.drop();
    rmSync(this.directory, { recursive: true, force: true });
  }
}

/** A post as membership describes it. */
export function aPost(over: Readonly<Record<string, unknown>> = {}): object {
  return {
    id: '01920000-0000-7000-8000-000000000001', unitId: '01920000-0000-7000-8000-0000000000f1', unitCode: 'tay-ho', unitName: 'LĐLĐ quận Tây Hồ', level: 'S',
    personId: '01920000-0000-7000-8000-00000000000a', personName: 'Nguyễn Thị Thử', post: 'CHAIR', authority: 'CHAIR', body: 'EXECUTIVE_COMMITTEE', acting: false,
    appointment: 'ELECTED', fullTime: true, validFrom: '2023-01-01', validTo: null, ...over,
  };
}

function consoleDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'doanket-console-'));
  mkdirSync(join(directory, 'assets'));
  writeFileSync(join(directory, 'index.html'), '<!doctype html><title>console</title>');
  writeFileSync(join(directory, 'assets', 'index-B4x9k2Qz.js'), `// ${'x'.repeat(2_000)}\n`);
  writeFileSync(join(directory, '.secret'), 'hidden');
  return directory;
}
