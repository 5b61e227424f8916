import { Module, type DynamicModule, type InjectionToken, type Type } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { Clock } from '@doanket/kernel';
import { Transactions } from '@doanket/persistence';
import type { Registry } from 'prom-client';
import { DeadLetterAudit, DeadLetters } from './dead-letters';
import { silentLog, type MessagingLog } from './log';
import { Messaging, type MessagingSettings } from './messaging';
import { MessagingMetrics } from './metrics';
import { Outbox } from './outbox';

export interface MessagingModuleOptions extends MessagingSettings {
  /** Provider classes with @Consumes methods. They may be provided in any module of the application. */
  readonly consumers: readonly Type[];
  /** Registry of the service's metrics; without one they are counted apart. */
  readonly registry?: Registry;
  readonly log?: MessagingLog;
  /** Token of the provider that writes replay and discard into the audit trail; without one they are refused. */
  readonly audit?: InjectionToken<DeadLetterAudit>;
}

/** Without an audit trail no operator changes anything. */
class NoAudit extends DeadLetterAudit {
  override record(): Promise<void> {
    return Promise.reject(new Error('Dead letters are settled only with an audit trail: MessagingModule.forRoot({ audit })'));
  }
}

/**
 * Provides Outbox, Messaging and DeadLetters to the whole application. Needs the global providers
 * `Transactions` and `Clock`. It starts and stops nothing by Nest's hooks, whose order is not ours: bootstrap calls
 * `messaging.start()` and `messaging.stop()`.
 */
@Module({})
export class MessagingModule {
  static forRoot(options: MessagingModuleOptions): DynamicModule {
    const audit = options.audit;
    return {
      module: MessagingModule,
      global: true,
      providers: [
        { provide: MessagingMetrics, useFactory: () => new MessagingMetrics(options.registry) },
        { provide: Outbox, inject: [Clock], useFactory: (clock: Clock) => new Outbox(options.service, clock) },
        {
          provide: Messaging,
          inject: [ModuleRef, Transactions, Clock, MessagingMetrics],
          useFactory: (moduleRef: ModuleRef, transactions: Transactions, clock: Clock, metrics: MessagingMetrics) => new Messaging(options, {
            transactions, clock, metrics, log: options.log ?? silentLog,
            audit: audit === undefined ? new NoAudit() : lateAudit(() => moduleRef.get<DeadLetterAudit>(audit as never, { strict: false })),
            consumers: () => options.consumers.map((type) => moduleRef.get<object>(type, { strict: false })),
          }),
        },
        { provide: DeadLetters, inject: [Messaging], useFactory: (messaging: Messaging) => messaging.deadLetters },
      ],
      exports: [MessagingMetrics, Outbox, Messaging, DeadLetters],
    };
  }
}

/** The audit provider may be built after messaging: it is looked up at its first use. */
function lateAudit(find: () => DeadLetterAudit): DeadLetterAudit {
  return { record: (tx, action) => find().record(tx, action) };
}

