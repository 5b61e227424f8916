import { AccessControl, KeycloakTokenVerifier, TokenVerifier } from '@doanket/auth';
import { createDataSource, Transactions } from '@doanket/persistence';
import { type DynamicModule, type Provider } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { DataSource, type EntitySchema, type MixedList } from 'typeorm';
import { CONFIG } from '../config/config.provider';
import type { PlatformConfig } from '../config/env';
import { ProblemFilter } from '../http/problem.filter';
import { Idempotency } from '../idempotency/idempotency';
import { Background } from './background';
import { Health } from './health';
import { Log } from './log';
import { Metrics } from './metrics';
import { PLATFORM, type PlatformIdentity, RUNTIME, type Runtime } from './runtime';

/** Configuration the core needs; the gateway has no more than this. */
export type CoreConfig = Pick<PlatformConfig,
  | 'PUBLIC_BASE_URL' | 'LOG_LEVEL' | 'DATABASE_URL' | 'DATABASE_POOL_SIZE' | 'DATABASE_STATEMENT_TIMEOUT_MS'
  | 'AUTH_ISSUER' | 'AUTH_JWKS_URL' | 'AUTH_AUDIENCE' | 'AUTH_ALLOWED_AZP'>;

export interface CoreOptions extends PlatformIdentity {
  readonly entities?: MixedList<Function | string | EntitySchema>;
  /** POSTs keep their answers by `Idempotency-Key`. Off at the gateway, whose services do it. */
  readonly idempotency: boolean;
}

class CoreModule {}

/** What every process has: log, metrics, health, database, token verifier, problem filter. */
export function coreModule(options: CoreOptions): DynamicModule {
  const providers: Provider[] = [
    { provide: PLATFORM, useValue: { service: options.service, prefix: options.prefix } satisfies PlatformIdentity },
    { provide: Log, useFactory: (config: CoreConfig) => new Log(options.service, config.LOG_LEVEL), inject: [CONFIG] },
    { provide: Metrics, useFactory: (runtime: Runtime) => new Metrics(options.service, runtime.processMetrics), inject: [RUNTIME] },
    { provide: Background, useFactory: (log: Log) => new Background(log), inject: [Log] },
    AccessControl,
    {
      provide: DataSource,
      useFactory: (config: CoreConfig) => createDataSource({
        service: options.service, url: config.DATABASE_URL, entities: options.entities ?? [],
        poolSize: config.DATABASE_POOL_SIZE, statementTimeoutMs: config.DATABASE_STATEMENT_TIMEOUT_MS,
      }).initialize(),
      inject: [CONFIG],
    },
    { provide: Transactions, useFactory: (dataSource: DataSource) => new Transactions(dataSource, options.service), inject: [DataSource] },
    { provide: TokenVerifier, useFactory: verifierOf, inject: [CONFIG] },
    { provide: Health, useFactory: healthOf, inject: [DataSource, TokenVerifier] },
    { provide: Idempotency, useFactory: (transactions: Transactions) => (options.idempotency ? new Idempotency(transactions) : null), inject: [Transactions] },
    {
      provide: APP_FILTER,
      useFactory: (config: CoreConfig, idempotency: Idempotency | null, log: Log) => new ProblemFilter(config.PUBLIC_BASE_URL, idempotency, log),
      inject: [CONFIG, Idempotency, Log],
    },
  ];
  return {
    module: CoreModule, global: true, providers,
    exports: [PLATFORM, Log, Metrics, Background, AccessControl, DataSource, Transactions, TokenVerifier, Health, Idempotency],
  };
}

function verifierOf(config: CoreConfig): TokenVerifier {
  return new KeycloakTokenVerifier({
    issuer: config.AUTH_ISSUER, jwksUrl: config.AUTH_JWKS_URL, audience: config.AUTH_AUDIENCE, allowedClients: config.AUTH_ALLOWED_AZP,
  });
}

function healthOf(dataSource: DataSource, verifier: TokenVerifier): Health {
  const health = new Health();
  health.register('database', async () => {
    await dataSource.query('select 1');
    return null;
  });
  let keysRead = false;
  // Once read, keys outlive an outage of the identity server: running sessions go on (engineering handbook 10.1).
  health.register('identity-keys', async () => {
    if (!keysRead) await verifier.preload();
    keysRead = true;
    return null;
  });
  return health;
}
