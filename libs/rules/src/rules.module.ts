import { Audit } from '@doanket/audit';
import { AccessControl } from '@doanket/auth';
import { type DomainService, type ruleConfirmedOf, type RuleKinds, type RuleRoutes, StepDeadline } from '@doanket/contracts';
import { Directory } from '@doanket/directory';
import { Dossiers, Queue } from '@doanket/dossier';
import { Files } from '@doanket/files';
import { Clock } from '@doanket/kernel';
import { Outbox } from '@doanket/messaging';
import { Transactions } from '@doanket/persistence';
import type { DynamicModule, Type } from '@nestjs/common';
import { RuleBook } from './rule-book';
import { RuleDesk } from './rule-desk';
import { RuleFollower } from './rule-follower';
import { RuleQueue } from './rule-queue';
import { rulesControllerOf } from './rules.controller';

export interface RulesOptions<Kinds extends RuleKinds> {
  readonly service: DomainService;
  readonly kinds: Kinds;
  readonly routes: RuleRoutes;
  readonly confirmed: ReturnType<typeof ruleConfirmedOf>;
  /** The service's own book, under which its features ask. */
  readonly book: Type<RuleBook<Kinds>>;
}

/** Code under which services keep deadlines of steps. */
const STEP_DEADLINE = 'STEP_DEADLINE';

/**
 * The rule book of a service for all of its modules: its book, the desk with its routes, and the deadlines of its processes where
 * it keeps them as rules. Services name it in one line.
 */
export class RuleBookModule {
  static forRoot<Kinds extends RuleKinds>(options: RulesOptions<Kinds>): DynamicModule {
    const { service, kinds, confirmed, book } = options;
    return {
      module: RuleBookModule,
      global: true,
      controllers: [rulesControllerOf(options.routes)],
      providers: [
        {
          provide: book, inject: [Dossiers],
          useFactory: (dossiers: Dossiers) => {
            const rules: RuleBook<RuleKinds> = new book();
            if (STEP_DEADLINE in kinds) {
              dossiers.useDeadlines(async (tx, { process, step, on }) => {
                const rule = await rules.on(tx, STEP_DEADLINE, on, { scope: `${process}.${step}` });
                return rule === null ? null : StepDeadline.parse(rule.value);
              });
            }
            return rules;
          },
        },
        {
          provide: RuleDesk, inject: [Transactions, Clock, AccessControl, Directory, Files, Audit, Outbox],
          useFactory: (transactions: Transactions, clock: Clock, control: AccessControl, directory: Directory, files: Files, audit: Audit, outbox: Outbox) =>
            new RuleDesk({ service, confirmed, transactions, clock, control, directory, files, audit, outbox }),
        },
        {
          provide: RuleQueue, inject: [Queue, AccessControl],
          useFactory: (queue: Queue, control: AccessControl) => {
            const proposals = new RuleQueue(service, control);
            queue.register(proposals);
            return proposals;
          },
        },
        { provide: RuleFollower, inject: [Clock], useFactory: (clock: Clock) => new RuleFollower(kinds, clock) },
      ],
      exports: [book, RuleDesk, RuleFollower],
    };
  }
}
