import { Audit } from '@doanket/audit';
import { AccessControl } from '@doanket/auth';
import { type DomainService, PAPER_ITEMS } from '@doanket/contracts';
import { Access, Directory } from '@doanket/directory';
import { Decisions, DecisionViews, DossierRouter, Dossiers, DossierStepPaper, DossierViews, Queue } from '@doanket/dossier';
import { Files } from '@doanket/files';
import { Clock } from '@doanket/kernel';
import { Transactions } from '@doanket/persistence';
import type { Provider } from '@nestjs/common';
import { Background } from './background';
import { Log } from './log';

/** Decisions on paper and live, the process engine, "my work". Features register their kinds, processes and sources. */
export function dossierProviders(service: DomainService): Provider[] {
  return [
    {
      provide: Decisions,
      useFactory: (directory: Directory, access: Access, control: AccessControl, audit: Audit, files: Files, clock: Clock, background: Background) => {
        const decisions = new Decisions({ service, directory, access, control, audit, files, clock });
        background.add({ name: 'paper-kinds', start: () => decisions.requireKinds(Object.keys(PAPER_ITEMS[service])), stop: () => undefined });
        return decisions;
      },
      inject: [Directory, Access, AccessControl, Audit, Files, Clock, Background],
    },
    { provide: DecisionViews, useFactory: (decisions: Decisions) => new DecisionViews(decisions), inject: [Decisions] },
    {
      provide: Dossiers,
      useFactory: (directory: Directory, decisions: Decisions, files: Files, audit: Audit, clock: Clock) => {
        const dossiers = new Dossiers({ directory, decisions, files, audit, clock });
        decisions.register(new DossierStepPaper(dossiers));
        return dossiers;
      },
      inject: [Directory, Decisions, Files, Audit, Clock],
    },
    {
      provide: DossierViews,
      useFactory: (dossiers: Dossiers, directory: Directory, access: Access, clock: Clock) => new DossierViews({ dossiers, directory, access, clock }),
      inject: [Dossiers, Directory, Access, Clock],
    },
    {
      provide: Queue,
      useFactory: (decisions: Decisions, control: AccessControl, clock: Clock) => new Queue({ service, decisions, control, clock }),
      inject: [Decisions, AccessControl, Clock],
    },
    {
      provide: DossierRouter,
      useFactory: (transactions: Transactions, dossiers: Dossiers, clock: Clock, log: Log, background: Background) => {
        const router = new DossierRouter(transactions, dossiers, clock, (error) => log.failure('dossier-routing-failed', error));
        background.add({ name: 'dossier-router', start: () => router.start(), stop: () => router.stop() });
        return router;
      },
      inject: [Transactions, Dossiers, Clock, Log, Background],
    },
  ];
}
