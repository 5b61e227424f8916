import { join } from 'node:path';
import { Audit } from '@doanket/audit';
import { AccessControl, PostSource } from '@doanket/auth';
import type { DomainService, ExportRoutes } from '@doanket/contracts';
import { Access } from '@doanket/directory';
import { DiskBlobStore } from '@doanket/files';
import { Clock } from '@doanket/kernel';
import { environmentFailPoints } from '@doanket/messaging';
import { Transactions } from '@doanket/persistence';
import { Background, CONFIG, Log, type PlatformConfig } from '@doanket/service';
import type { DynamicModule, FactoryProvider, ModuleMetadata } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import { Asking } from './asking';
import { Doors } from './doors';
import { ExportDesk } from './export-desk';
import { ExportBlobs, ExportJobs } from './export-jobs';
import { ExportLists } from './export-lists';
import { ExportSeal, KeyPerPart } from './export-seal';
import { EXPORT_FAILURES_OF_LIBRARY, type ExportFailures } from './exports.errors';
import { exportsControllerOf } from './exports.controller';
import type { ListSheet } from './list-sheet';

export interface ExportsOptions {
  readonly service: DomainService;
  readonly routes: ExportRoutes;
  /** Lists as their routes answer them; those with a query of their own register with `ExportLists`. */
  readonly sheets: readonly ListSheet[];
  /** For a service that has keys of its own. */
  readonly seal?: Pick<FactoryProvider<ExportSeal>, 'useFactory' | 'inject'> & { readonly imports: NonNullable<ModuleMetadata['imports']> };
  /** For a service that named the failures before there was this library. */
  readonly failures?: ExportFailures;
}

/** The lists of a service as files, made in the background, with their history. Services name it in one line. */
export class ExportBookModule {
  static forRoot({ service, routes, sheets, seal, failures = EXPORT_FAILURES_OF_LIBRARY }: ExportsOptions): DynamicModule {
    return {
      module: ExportBookModule,
      global: true,
      imports: [...(seal?.imports ?? [])],
      controllers: [exportsControllerOf(routes)],
      providers: [
        { provide: Doors, useFactory: (modules: ModulesContainer) => new Doors(modules), inject: [ModulesContainer] },
        {
          provide: ExportLists, inject: [Transactions, Doors],
          useFactory: (transactions: Transactions, doors: Doors) => {
            const lists = new ExportLists(transactions, doors);
            for (const sheet of sheets) lists.registerSheet(sheet);
            return lists;
          },
        },
        { provide: Asking, useFactory: (posts: PostSource, control: AccessControl) => new Asking(posts, control), inject: [PostSource, AccessControl] },
        { provide: ExportBlobs, useFactory: (config: PlatformConfig) => new DiskBlobStore(join(config.FILES_DIR, `${service}-exports`)), inject: [CONFIG] },
        seal === undefined ? { provide: ExportSeal, useClass: KeyPerPart } : { provide: ExportSeal, useFactory: seal.useFactory, inject: seal.inject ?? [] },
        {
          provide: ExportJobs, inject: [Transactions, Clock, ExportSeal, ExportLists, Asking, ExportBlobs, Log, Background],
          useFactory: (transactions: Transactions, clock: Clock, own: ExportSeal, lists: ExportLists, asking: Asking, blobs: ExportBlobs, log: Log, background: Background) => {
            const jobs = new ExportJobs(service, transactions, clock, own, lists, asking, blobs, log, environmentFailPoints());
            background.add(jobs.runner);
            return jobs;
          },
        },
        {
          provide: ExportDesk, inject: [Transactions, Clock, Access, Asking, Audit, ExportLists, ExportJobs],
          useFactory: (transactions: Transactions, clock: Clock, access: Access, asking: Asking, audit: Audit, lists: ExportLists, jobs: ExportJobs) =>
            new ExportDesk({ transactions, clock, access, asking, audit, lists, jobs, failures }),
        },
      ],
      exports: [ExportLists, ExportJobs],
    };
  }
}
