import 'reflect-metadata';
import { type Clock, SystemClock } from '@doanket/kernel';
import { TokenVerifier } from '@doanket/auth';
import { type DynamicModule, HttpException, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { DataSource } from 'typeorm';
import type { PlatformConfig } from './config/env';
import { answerClientError } from './http/client-error';
import { registerHooks } from './http/hooks';
import { registerParsers } from './http/parsers';
import { registerPlatformRoutes } from './http/platform-routes';
import { PROBLEM_TYPE, problemOf } from './http/problem';
import { Idempotency } from './idempotency/idempotency';
import { Background } from './platform/background';
import { Health } from './platform/health';
import { Log, NestLog } from './platform/log';
import { Metrics } from './platform/metrics';
import { PLATFORM, type PlatformIdentity, type Runtime, runtimeModule } from './platform/runtime';

/** Configuration the HTTP door reads. */
export type DoorConfig = Pick<PlatformConfig, 'HTTP_BODY_LIMIT_BYTES' | 'HTTP_FILE_LIMIT_BYTES' | 'HTTP_REQUEST_TIMEOUT_MS' | 'PUBLIC_BASE_URL'>;
/** Configuration a listening process reads. */
export type ListenConfig = DoorConfig & Pick<PlatformConfig, 'HTTP_HOST' | 'HTTP_PORT'>;

export interface AppOptions {
  readonly clock?: Clock;
  readonly runtime?: Partial<Runtime>;
}

const MAX_PATH_PARAMETER = 200;
const STOP_LIMIT_MS = 25_000;

class RootModule {}

/** Builds the application of a service, ready for requests but not listening and without background work. */
export async function createApp(appModule: Type<unknown> | DynamicModule, config: DoorConfig, options: AppOptions = {}): Promise<NestFastifyApplication> {
  const runtime: Runtime = { background: true, checkAnswers: false, processMetrics: true, ...options.runtime };
  const adapter = new FastifyAdapter({
    bodyLimit: config.HTTP_BODY_LIMIT_BYTES,
    handlerTimeout: config.HTTP_REQUEST_TIMEOUT_MS,
    requestTimeout: config.HTTP_REQUEST_TIMEOUT_MS,
    routerOptions: { maxParamLength: MAX_PATH_PARAMETER },
    clientErrorHandler: answerClientError,
    // Paths that cannot be decoded never reach a filter.
    frameworkErrors: (error: FastifyError, request: FastifyRequest, reply: FastifyReply) => {
      const problem = problemOf(new HttpException(error.message, error.statusCode ?? 400), {
        base: config.PUBLIC_BASE_URL, instance: request.url.split('?')[0] ?? '/', traceId: null,
      });
      void reply.status(problem.status).header('content-type', PROBLEM_TYPE).send(JSON.stringify(problem.body));
    },
  });
  const root: DynamicModule = { module: RootModule, imports: [runtimeModule(config, options.clock ?? new SystemClock(), runtime), appModule as Type<unknown>] };
  const app = await NestFactory.create<NestFastifyApplication>(root, adapter, {
    bodyParser: false, abortOnError: false, logger: new NestLog(new Log('start', 'error')),
  });
  const log = app.get(Log);
  const platform = app.get<PlatformIdentity>(PLATFORM);
  app.useLogger(new NestLog(log));
  if (platform.prefix !== '') app.setGlobalPrefix(platform.prefix);
  const instance = adapter.getInstance();
  registerHooks(instance, { log, metrics: app.get(Metrics), idempotency: app.get<Idempotency | null>(Idempotency), checkAnswers: runtime.checkAnswers });
  registerParsers(instance, config.HTTP_FILE_LIMIT_BYTES);
  registerPlatformRoutes(instance, { health: app.get(Health), metrics: app.get(Metrics), platform, baseUrl: config.PUBLIC_BASE_URL });
  await app.init();
  await instance.ready();
  return app;
}

/** Runs a service until it is told to stop. A failure at the start ends the process with a reason in the log. */
export async function bootstrap(appModule: Type<unknown> | DynamicModule, config: ListenConfig): Promise<NestFastifyApplication> {
  try {
    return await start(appModule, config);
  } catch (error) {
    new Log('start', 'error').failure('service-start-failed', error);
    process.exit(1);
  }
}

async function start(appModule: Type<unknown> | DynamicModule, config: ListenConfig): Promise<NestFastifyApplication> {
  const app = await createApp(appModule, config);
  const log = app.get(Log);
  // Not fatal: the identity server may come later, readiness says so meanwhile.
  await app.get(TokenVerifier).preload().catch(() => log.warn({ event: 'identity-keys-missing' }));
  await app.listen({ host: config.HTTP_HOST, port: config.HTTP_PORT });
  await app.get(Background).start();
  log.info({ event: 'service-started', port: config.HTTP_PORT });
  stopOnSignal(app, log);
  return app;
}

/** Stops in one order, whatever Nest's hooks would do: not ready, background work, HTTP, pool (engineering handbook 2.3.7). */
export async function shutDown(app: NestFastifyApplication): Promise<void> {
  const dataSource = app.get(DataSource);
  app.get(Health).drain();
  await app.get(Background).stop();
  await app.close();
  if (dataSource.isInitialized) await dataSource.destroy();
}

function stopOnSignal(app: NestFastifyApplication, log: Log): void {
  let stopping = false;
  const stop = (signal: NodeJS.Signals): void => {
    if (stopping) return;
    stopping = true;
    log.info({ event: 'service-stopping', signal });
    setTimeout(() => {
      log.error({ event: 'service-stop-forced' });
      process.exit(1);
    }, STOP_LIMIT_MS).unref();
    shutDown(app).then(() => {
      log.info({ event: 'service-stopped' });
      process.exit(0);
    }, (error: unknown) => {
      log.failure('service-stop-failed', error);
      process.exit(1);
    });
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}
