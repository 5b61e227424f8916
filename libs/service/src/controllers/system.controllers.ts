import { type AnswerOf, type DomainService, type InputOf, PLATFORM_ROUTES } from '@doanket/contracts';
import { DeadLetters, Messaging } from '@doanket/messaging';
import { Transactions } from '@doanket/persistence';
import { Controller, type Type } from '@nestjs/common';
import { Handle } from '../http/handle';
import { Input } from '../http/input';
import { Health } from '../platform/health';

interface DirectoryState { readonly kept_as: string; readonly version: number; readonly complete_at: Date | null }

/** Dead letters of one service, for operators; replay and discard are audited. */
export function deadLettersControllerOf(service: DomainService): Type {
  const routes = PLATFORM_ROUTES[service].deadLetters;

  @Controller()
  class DeadLettersController {
    constructor(private readonly letters: DeadLetters) {}

    @Handle(routes.listDeadLetters)
    list(@Input() { query }: InputOf<typeof routes.listDeadLetters>): Promise<AnswerOf<typeof routes.listDeadLetters>> {
      return this.letters.list(query);
    }

    @Handle(routes.getDeadLetter)
    get(@Input() { params }: InputOf<typeof routes.getDeadLetter>): Promise<AnswerOf<typeof routes.getDeadLetter>> {
      return this.letters.get(params.id);
    }

    @Handle(routes.replayDeadLetter)
    replay(@Input() { params, body }: InputOf<typeof routes.replayDeadLetter>): Promise<AnswerOf<typeof routes.replayDeadLetter>> {
      return this.letters.replay(params.id, body.why);
    }

    @Handle(routes.discardDeadLetter)
    discard(@Input() { params, body }: InputOf<typeof routes.discardDeadLetter>): Promise<AnswerOf<typeof routes.discardDeadLetter>> {
      return this.letters.discard(params.id, body.why);
    }
  }
  return DeadLettersController;
}

/** How one service runs. */
export function systemControllerOf(service: DomainService): Type {
  const routes = PLATFORM_ROUTES[service].system;

  @Controller()
  class SystemController {
    constructor(private readonly messaging: Messaging, private readonly health: Health, private readonly transactions: Transactions) {}

    @Handle(routes.getSystemStatus)
    async status(): Promise<AnswerOf<typeof routes.getSystemStatus>> {
      const [messaging, readiness, directory] = await Promise.all([this.messaging.status(), this.health.readiness(), this.directory()]);
      return {
        service, ready: readiness.ready,
        checks: readiness.checks.map(({ name, ready, reason }) => ({ name, ready, reason })),
        outbox: { relayActive: messaging.relay.active, unpublished: messaging.relay.unpublished, oldestSeconds: messaging.relay.oldestSeconds },
        consumers: messaging.consumers.map(({ group, lag, reasons }) => ({ group, lag, reasons: [...reasons] })),
        deadLetters: messaging.deadLetters.map(({ consumer, open, behind }) => ({ consumer, open, behind })),
        directory: { source: directory?.kept_as === 'SOURCE', version: directory?.version ?? 0, completeAt: directory?.complete_at?.toISOString() ?? null },
      };
    }

    private directory(): Promise<DirectoryState | undefined> {
      return this.transactions.readWhole(async (tx) => {
        const rows: DirectoryState[] = await tx.query('select kept_as, version, complete_at from directory_state');
        return rows[0];
      });
    }
  }
  return SystemController;
}
