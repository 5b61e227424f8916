import { join } from 'node:path';
import { Audit, AuditRoots, AuditSealer, AuditTrail } from '@doanket/audit';
import { AccessControl, AuthGuard, PostSource, TokenVerifier } from '@doanket/auth';
import { AuditRootSignedV1, type DomainService } from '@doanket/contracts';
import { Access, Directory, DirectoryClock, DirectoryConsumer, DirectoryWriter } from '@doanket/directory';
import { Decisions, DecisionViews, DossierRouter, Dossiers, DossierViews, Queue } from '@doanket/dossier';
import { BlobStore, DiskBlobStore, Files } from '@doanket/files';
import { Clock } from '@doanket/kernel';
import { DeadLetters, Messaging, MessagingMetrics, Outbox } from '@doanket/messaging';
import { Transactions } from '@doanket/persistence';
import type { DynamicModule, Provider, Type } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import type { EntitySchema, MixedList } from 'typeorm';
import { CONFIG } from '../config/config.provider';
import type { PlatformConfig } from '../config/env';
import { auditControllerOf } from '../controllers/audit.controller';
import { decisionsControllerOf } from '../controllers/decisions.controller';
import { dossiersControllerOf } from '../controllers/dossiers.controller';
import { filesControllerOf } from '../controllers/files.controller';
import { deadLettersControllerOf, systemControllerOf } from '../controllers/system.controllers';
import { Idempotency } from '../idempotency/idempotency';
import { IdempotencyGuard } from '../idempotency/idempotency.guard';
import { Background } from './background';
import { coreModule } from './core.module';
import { dossierProviders } from './dossier.providers';
import { Log } from './log';
import { messagingProviders } from './messaging.providers';
import { ServicePostSource } from './service-post-source';

export interface PlatformOptions {
  readonly service: DomainService;
  readonly entities?: MixedList<Function | string | EntitySchema>;
  /** Providers whose methods have `@Consumes`; any module of the application may provide them. */
  readonly consumers?: readonly Type<object>[];
}

const CLEANING_MS = 3_600_000;

/**
 * Everything a service of the domain boots with, for all of its modules: Clock, Transactions, Outbox, Directory, Access, Audit,
 * Files, Decisions, Dossiers, Queue, the guards, stored answers, problems, health, metrics, and the routes every service offers alike.
 * One line in `app.module.ts`.
 */
export class PlatformModule {
  static forRoot(options: PlatformOptions): DynamicModule {
    const { service, entities } = options;
    // Membership keeps the directory itself; everyone else keeps a copy from its events.
    const copies = service === 'membership' ? [] : [DirectoryConsumer];
    return {
      module: PlatformModule,
      global: true,
      imports: [coreModule({ service, prefix: `/api/${service}`, idempotency: true, ...(entities === undefined ? {} : { entities }) })],
      controllers: [
        systemControllerOf(service), deadLettersControllerOf(service), auditControllerOf(service), filesControllerOf(service),
        decisionsControllerOf(service), dossiersControllerOf(service),
      ],
      providers: [
        ...directoryProviders(), ...doorProviders(), ...recordProviders(service), ...dossierProviders(service), ...copies,
        ...messagingProviders(service, [...copies, ...(options.consumers ?? [])]),
      ],
      exports: [
        Outbox, Messaging, MessagingMetrics, DeadLetters, Directory, DirectoryWriter, Access, PostSource, Audit, AuditTrail, AuditSealer, BlobStore, Files,
        Decisions, DecisionViews, Dossiers, DossierViews, DossierRouter, Queue,
      ],
    };
  }
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

/** Audit trail and file store. */
function recordProviders(service: DomainService): Provider[] {
  return [
    { provide: Audit, useFactory: (clock: Clock) => new Audit(service, clock), inject: [Clock] },
    { provide: AuditTrail, useFactory: () => new AuditTrail(service) },
    {
      provide: AuditRoots,
      useFactory: ({ AUDIT_ROOTS_DIR: directory }: PlatformConfig, clock: Clock) => (directory === undefined ? null : AuditRoots.open(directory, service, clock)),
      inject: [CONFIG, Clock],
    },
    {
      provide: AuditSealer,
      useFactory: (config: PlatformConfig, roots: AuditRoots | null, transactions: Transactions, outbox: Outbox, log: Log, background: Background) => {
        const sealer = new AuditSealer({
          service, url: config.DATABASE_SEALER_URL, onFault: (error) => log.failure('audit-sealing-failed', error),
          ...(roots === null ? {} : { roots, onRoot: (root) => transactions.runWhole((tx) => outbox.publish(tx, AuditRootSignedV1, { ...root, service })) }),
        });
        background.add({ name: 'audit-sealer', start: () => sealer.start(), stop: () => sealer.stop() });
        return sealer;
      },
      inject: [CONFIG, AuditRoots, Transactions, Outbox, Log, Background],
    },
    { provide: BlobStore, useFactory: (config: PlatformConfig) => new DiskBlobStore(join(config.FILES_DIR, service)), inject: [CONFIG] },
    {
      provide: Files,
      useFactory: (store: BlobStore, clock: Clock, transactions: Transactions, background: Background) => {
        const files = new Files(store, clock);
        background.addTimer('file-cleaning', CLEANING_MS, () => transactions.runWhole((tx) => files.deleteUnowned(tx)));
        return files;
      },
      inject: [BlobStore, Clock, Transactions, Background],
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
        background.addTimer('idempotency-cleaning', CLEANING_MS, () => idempotency.deleteOld());
        return new IdempotencyGuard(idempotency);
      },
      inject: [Idempotency, Background],
    },
  ];
}
