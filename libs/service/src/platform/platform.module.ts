import { AccessControl, AuthGuard, PostSource, TokenVerifier } from '@doanket/auth';
import type { ServiceName } from '@doanket/contracts';
import { Access, Directory, DirectoryClock, DirectoryWriter } from '@doanket/directory';
import { Clock } from '@doanket/kernel';
import { Outbox } from '@doanket/messaging';
import { Transactions } from '@doanket/persistence';
import type { DynamicModule, Provider, Type } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import type { EntitySchema, MixedList } from 'typeorm';
import { Idempotency } from '../idempotency/idempotency';
import { IdempotencyGuard } from '../idempotency/idempotency.guard';
import { Background } from './background';
import { coreModule } from './core.module';
import { Log } from './log';
import { ServicePostSource } from './service-post-source';

export interface PlatformOptions {
  readonly service: ServiceName;
  readonly entities?: MixedList<Function | string | EntitySchema>;
  /** Providers whose methods have `@Consumes`; features provide and export them. */
  readonly consumers?: readonly Type<object>[];
}

const IDEMPOTENCY_CLEANING_MS = 3_600_000;

/**
 * Everything a service of the domain boots with, for all of its modules: Clock, Transactions, Outbox, Directory, Access,
 * the guard, stored answers, problems, health, metrics. One line in `app.module.ts`.
 */
export class PlatformModule {
  static forRoot(options: PlatformOptions): DynamicModule {
    const { service } = options;
    return {
      module: PlatformModule,
      global: true,
      imports: [coreModule({
        service, prefix: `/api/${service}`, idempotency: true, ...(options.entities === undefined ? {} : { entities: options.entities }),
      })],
      providers: [...directoryProviders(), ...doorProviders(), ...messagingProviders(service)],
      exports: [Outbox, Directory, DirectoryWriter, Access, PostSource],
    };
  }
}

function messagingProviders(service: ServiceName): Provider[] {
  return [{ provide: Outbox, useFactory: (clock: Clock) => new Outbox(service, clock), inject: [Clock] }];
}

function directoryProviders(): Provider[] {
  return [
    { provide: Directory, useFactory: (clock: Clock) => new Directory(clock), inject: [Clock] },
    { provide: DirectoryWriter, useFactory: (clock: Clock) => new DirectoryWriter(clock), inject: [Clock] },
    { provide: Access, useFactory: (control: AccessControl) => new Access(control), inject: [AccessControl] },
    {
      provide: PostSource,
      useFactory: (transactions: Transactions, clock: Clock) => new ServicePostSource(transactions, clock),
      inject: [Transactions, Clock],
    },
    {
      provide: DirectoryClock,
      useFactory: (transactions: Transactions, writer: DirectoryWriter, clock: Clock, log: Log, background: Background) => {
        const turning = new DirectoryClock(transactions, writer, () => clock.today(), (error) => log.failure('directory-day-failed', error));
        background.add({ name: 'directory-clock', start: () => turning.start(), stop: () => turning.stop() });
        return turning;
      },
      inject: [Transactions, DirectoryWriter, Clock, Log, Background],
    },
  ];
}

/** Guards run in this order: who calls, then the key of a repeated POST. */
function doorProviders(): Provider[] {
  return [
    {
      provide: APP_GUARD,
      useFactory: (verifier: TokenVerifier, posts: PostSource, access: AccessControl) => new AuthGuard(verifier, posts, access),
      inject: [TokenVerifier, PostSource, AccessControl],
    },
    {
      provide: APP_GUARD,
      useFactory: (idempotency: Idempotency, background: Background) => {
        background.addTimer('idempotency-cleaning', IDEMPOTENCY_CLEANING_MS, () => idempotency.deleteOld());
        return new IdempotencyGuard(idempotency);
      },
      inject: [Idempotency, Background],
    },
  ];
}
