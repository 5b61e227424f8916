import { DIRECTORY_TOPIC, type ServiceName } from '@doanket/contracts';
import { Audit } from '@doanket/audit';
import { Clock } from '@doanket/kernel';
import { type DeadLetterAction, DeadLetterAudit, DeadLetters, Messaging, MessagingMetrics, Outbox } from '@doanket/messaging';
import { Transactions, type Tx } from '@doanket/persistence';
import type { Provider, Type } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { CONFIG } from '../config/config.provider';
import type { PlatformConfig } from '../config/env';
import { Background } from './background';
import { Health } from './health';
import { Log } from './log';
import { Metrics } from './metrics';
import { RUNTIME, type Runtime } from './runtime';
import { addDirectoryMetrics, addStorageMetrics } from './system-metrics';

const EXIT_AFTER_MS = 200;

/** What operators do to dead letters is in the audit trail, in the same transaction. */
class AuditedDeadLetters extends DeadLetterAudit {
  constructor(private readonly audit: Audit) {
    super();
  }

  override record(tx: Tx, { action, letterId, consumer, topic, eventType, aggregateId, why }: DeadLetterAction): Promise<void> {
    return this.audit.record(tx, { action, objectType: 'dead-letter', objectId: letterId, unitId: null, after: { consumer, topic, eventType, aggregateId }, why });
  }
}

/** Outbox, relay, consumer and dead letters of a service. The units and posts are read to their end before anything else. */
export function messagingProviders(service: ServiceName, consumers: readonly Type<object>[]): Provider[] {
  return [
    { provide: Outbox, useFactory: (clock: Clock) => new Outbox(service, clock), inject: [Clock] },
    { provide: MessagingMetrics, useFactory: (metrics: Metrics) => new MessagingMetrics(metrics.registry), inject: [Metrics] },
    {
      provide: Messaging,
      useFactory: (
        config: PlatformConfig, runtime: Runtime, moduleRef: ModuleRef, transactions: Transactions, clock: Clock, messagingMetrics: MessagingMetrics,
        audit: Audit, log: Log, health: Health, metrics: Metrics, background: Background,
      ) => {
        const messaging = new Messaging({
          service, databaseUrl: config.DATABASE_URL, brokers: runtime.background ? config.KAFKA_BROKERS : [], firstTopics: [DIRECTORY_TOPIC],
          onFatal: (reason) => leave(log, reason),
        }, {
          transactions, clock, metrics: messagingMetrics, log: logOf(log), audit: new AuditedDeadLetters(audit),
          consumers: () => consumers.map((type) => moduleRef.get<object>(type, { strict: false })),
        });
        health.register('messaging', async () => messaging.fatalReasons()[0] ?? null);
        metrics.beforeScrape(() => messaging.collect());
        metrics.beforeScrape(addDirectoryMetrics(metrics.registry, transactions, clock));
        metrics.beforeScrape(addStorageMetrics(metrics.registry, { files: config.FILES_DIR, ...(config.AUDIT_ROOTS_DIR === undefined ? {} : { 'audit-roots': config.AUDIT_ROOTS_DIR }) }));
        background.add({ name: 'messaging', start: () => messaging.start(), stop: () => messaging.stop() });
        return messaging;
      },
      inject: [CONFIG, RUNTIME, ModuleRef, Transactions, Clock, MessagingMetrics, Audit, Log, Health, Metrics, Background],
    },
    { provide: DeadLetters, useFactory: (messaging: Messaging) => messaging.deadLetters, inject: [Messaging] },
  ];
}

/** A consumer that cannot go on ends the process; the supervisor starts it again (engineering handbook 2.3.6). */
function leave(log: Log, reason: string): void {
  log.error({ event: 'messaging-fatal', reason });
  setTimeout(() => process.exit(1), EXIT_AFTER_MS);
}

function logOf(log: Log) {
  const withEvent = (facts: object) => ({ event: 'messaging', ...facts });
  return {
    info: (facts: object) => log.info(withEvent(facts)),
    warn: (facts: object) => log.warn(withEvent(facts)),
    error: (facts: object) => log.error(withEvent(facts)),
  };
}
