import type { DeadLetterDetail, DeadLetterOutcome, DeadLetterQuery, DeadLetterView } from '@doanket/contracts';
import type { Clock } from '@doanket/kernel';
import { currentCall, type Transactions, type Tx } from '@doanket/persistence';
import type { z } from 'zod';
import { classify, describeError } from './classify';
import { DeadLetterClosed, DeadLetterNotFound, DeadLetterNotNow, DeadLetterOfAnotherConsumer, DeadLetterWaits } from './dead-letter.errors';
import { lockLanes, wireOf, type LetterRow } from './dead-letter.store';
import { StillBad, type EventConsumer } from './event-consumer';

/** What an operator did to a letter; the audit keeps it, in the same transaction. */
export interface DeadLetterAction {
  readonly action: 'platform.dead-letter.replay' | 'platform.dead-letter.discard';
  readonly letterId: string;
  readonly consumer: string;
  readonly topic: string;
  readonly eventType: string | null;
  readonly aggregateId: string | null;
  readonly why: string;
}

/** Port to the audit trail. */
export abstract class DeadLetterAudit {
  abstract record(tx: Tx, action: DeadLetterAction): Promise<void>;
}

/** Finds the consumer a letter belongs to among those that run in this process. */
export type ConsumerByName = (name: string) => EventConsumer | null;

const COLUMNS = `id, n, consumer, topic, partition, message_offset, message_key, message_at, event_id, event_type, aggregate_type, aggregate_id,
  aggregate_version, headers, payload, reason, blocking, error_code, error_text, attempts, first_failed_at, last_failed_at, trace_id,
  state, closed_at, closed_by, closed_why`;
const MAX_TEXT = 16 * 1024;
const MAX_WAITING_SHOWN = 100;
/** Rows of one lane an operator's command handles; a longer lane goes on at the next command. */
const MAX_ROWS = 1_000;

type Step = { readonly kind: 'CLOSED' } | { readonly kind: 'FAILED'; readonly id: string } | { readonly kind: 'EMPTY' };

/** Shows dead letters to operators, replays and discards them. Runs over the whole schema: callers check the permission. */
export class DeadLetters {
  constructor(
    private readonly transactions: Transactions,
    private readonly consumerByName: ConsumerByName,
    private readonly audit: DeadLetterAudit,
    private readonly clock: Clock,
  ) {}

  /** Letters of a state, newest first. Rows that wait behind another are counted at it and not listed. */
  list(query: z.output<typeof DeadLetterQuery>): Promise<{ items: DeadLetterView[]; nextCursor: string | null }> {
    return this.transactions.readWhole(async (tx) => {
      const before = query.cursor !== undefined && /^\d{1,18}$/.test(query.cursor) ? query.cursor : null;
      const rows: (LetterRow & { waiting: number })[] = await tx.query(
        `select ${COLUMNS.replace('payload,', 'null::bytea as payload,')}, ${waitingSql} as waiting from dead_letter l
         where state = $1 and archived_at is null and ($2::bigint is null or n < $2) and ($3::text is null or consumer = $3) and ($4::text is null or topic = $4)
           and (state <> 'OPEN' or not blocking or not exists (
             select from dead_letter e where e.consumer = l.consumer and e.topic = l.topic and e.message_key = l.message_key and e.n < l.n
               and e.state = 'OPEN' and e.archived_at is null and e.blocking))
         order by n desc limit $5`,
        [query.state, before, query.consumer ?? null, query.topic ?? null, query.limit + 1],
      );
      const page = rows.slice(0, query.limit);
      return { items: page.map((row) => toView(row, row.waiting)), nextCursor: rows.length > query.limit ? (page.at(-1)?.n ?? null) : null };
    });
  }

  /** One letter with its message and the first rows behind it. Throws DeadLetterNotFound. */
  get(id: string): Promise<DeadLetterDetail> {
    return this.transactions.readWhole(async (tx) => {
      const row = await this.getRow(tx, id);
      const waiting: LetterRow[] = row.state !== 'OPEN' || !row.blocking ? [] : await tx.query(
        `select ${COLUMNS.replace('payload,', 'null::bytea as payload,')} from dead_letter
         where consumer = $1 and topic = $2 and message_key = $3 and n > $4 and state = 'OPEN' and archived_at is null and blocking order by n limit $5`,
        [row.consumer, row.topic, row.message_key, row.n, MAX_WAITING_SHOWN],
      );
      return {
        ...toView(row, waiting.length),
        headers: { ...row.headers },
        payloadBytes: row.payload?.length ?? 0,
        payloadText: row.payload === null ? null : row.payload.subarray(0, MAX_TEXT).toString('utf8'),
        waiting: waiting.map((one, index) => toView(one, waiting.length - index - 1)),
      };
    });
  }

  /**
   * Handles the letter and then the rows behind it, in order, each in its own transaction with its audit row, until one
   * fails: that one is the letter then. Throws DeadLetterNotFound, DeadLetterClosed, DeadLetterWaits,
   * DeadLetterOfAnotherConsumer, and DeadLetterNotNow when a transient failure left all as it was.
   */
  async replay(id: string, why: string): Promise<DeadLetterOutcome> {
    const first = await this.settle(id, why, 'REPLAYED');
    return first.kind === 'FAILED' ? this.outcome(0, first.id) : this.goOn(id, why, 1);
  }

  /** Gives the letter up and handles the rows behind it, in order, as `replay` does. */
  async discard(id: string, why: string): Promise<DeadLetterOutcome> {
    await this.settle(id, why, 'DISCARDED');
    return this.goOn(id, why, 1);
  }

  /** Open letters and rows behind them, per consumer. */
  counts(): Promise<{ consumer: string; open: number; behind: number }[]> {
    return this.transactions.readWhole((tx) => tx.query(
      `select consumer, count(*) filter (where reason <> 'BEHIND')::int as open, count(*) filter (where reason = 'BEHIND')::int as behind
       from dead_letter where state = 'OPEN' and archived_at is null group by consumer order by consumer`,
    ));
  }

  /** Units, posts or other aggregates of a topic with an open letter: they give no rights, figures fed by them say so. */
  openAggregates(tx: Tx, consumer: string, topic: string): Promise<{ aggregate_id: string }[]> {
    return tx.query(
      `select distinct coalesce(aggregate_id, message_key) as aggregate_id from dead_letter
       where consumer = $1 and topic = $2 and state = 'OPEN' and archived_at is null and coalesce(aggregate_id, message_key) is not null`,
      [consumer, topic],
    );
  }

  private async goOn(afterId: string, why: string, closed: number): Promise<DeadLetterOutcome> {
    for (let count = closed; count < MAX_ROWS; count += 1) {
      const next = await this.nextOf(afterId);
      if (next === null) return this.outcome(count, null);
      // What has a reason of its own is a letter, not a row that only waits.
      if (next.reason !== 'BEHIND') return this.outcome(count, next.id);
      const step = await this.settle(next.id, why, 'REPLAYED');
      if (step.kind === 'FAILED') return this.outcome(count, step.id);
    }
    return this.outcome(MAX_ROWS, (await this.nextOf(afterId))?.id ?? null);
  }

  /** Closes one letter in one transaction; a failure to handle it is written down in another. */
  private async settle(id: string, why: string, state: 'REPLAYED' | 'DISCARDED'): Promise<Step> {
    try {
      await this.transactions.runWhole(async (tx) => {
        const row = await this.getFirstOfLane(tx, id);
        const consumer = this.consumerByName(row.consumer);
        if (state === 'REPLAYED') {
          if (consumer === null) throw new DeadLetterOfAnotherConsumer(row.consumer);
          await consumer.handleStored(tx, wireOf(row)).catch((error: unknown) => {
            throw new HandlingFailed(error);
          });
        }
        await tx.query('update dead_letter set state = $2, closed_at = $3, closed_by = $4, closed_why = $5 where id = $1',
          [id, state, this.clock.now(), currentCall()?.actor.label ?? null, why]);
        await this.audit.record(tx, {
          action: state === 'REPLAYED' ? 'platform.dead-letter.replay' : 'platform.dead-letter.discard',
          letterId: id, consumer: row.consumer, topic: row.topic, eventType: row.event_type, aggregateId: row.aggregate_id, why,
        });
      });
      return { kind: 'CLOSED' };
    } catch (error) {
      if (!(error instanceof HandlingFailed)) throw error;
      if (classify(error.cause) === 'TRANSIENT') throw new DeadLetterNotNow();
      await this.noteFailure(id, error.cause);
      return { kind: 'FAILED', id };
    }
  }

  private noteFailure(id: string, cause: unknown): Promise<void> {
    const { code, text } = describeError(cause);
    const reason = cause instanceof StillBad ? cause.reason : classify(cause) === 'PERMANENT' ? 'REFUSED' : 'FAILED';
    return this.transactions.runWhole(async (tx) => {
      await tx.query(
        `update dead_letter set attempts = attempts + 1, last_failed_at = $2, error_code = $3, error_text = $4, reason = $5
         where id = $1 and state = 'OPEN'`,
        [id, this.clock.now(), code, text, reason],
      );
    });
  }

  private async getFirstOfLane(tx: Tx, id: string): Promise<LetterRow> {
    const seen = await this.getRow(tx, id);
    if (seen.message_key !== null) await lockLanes(tx, [{ consumer: seen.consumer, topic: seen.topic, key: seen.message_key }]);
    const row = await this.getRow(tx, id, true);
    if (row.state !== 'OPEN') throw new DeadLetterClosed(row.state);
    if (!row.blocking) return row;
    const [first]: { id: string }[] = await tx.query(
      `select id from dead_letter where consumer = $1 and topic = $2 and message_key = $3 and state = 'OPEN' and archived_at is null and blocking
       order by n limit 1`,
      [row.consumer, row.topic, row.message_key],
    );
    if (first !== undefined && first.id !== id) throw new DeadLetterWaits(first.id);
    return row;
  }

  private async getRow(tx: Tx, id: string, lock = false): Promise<LetterRow> {
    const [row]: LetterRow[] = await tx.query(`select ${COLUMNS} from dead_letter where id = $1 and archived_at is null ${lock ? 'for update' : ''}`, [id]);
    if (row === undefined) throw new DeadLetterNotFound();
    return row;
  }

  private nextOf(id: string): Promise<{ id: string; reason: string } | null> {
    return this.transactions.readWhole(async (tx) => {
      const [next]: { id: string; reason: string }[] = await tx.query(
        `select l.id, l.reason from dead_letter l, dead_letter done
         where done.id = $1 and done.blocking and l.consumer = done.consumer and l.topic = done.topic and l.message_key = done.message_key
           and l.state = 'OPEN' and l.archived_at is null and l.blocking order by l.n limit 1`,
        [id],
      );
      return next ?? null;
    });
  }

  private async outcome(closed: number, stoppedAt: string | null): Promise<DeadLetterOutcome> {
    return { closed, stoppedAt, stillWaiting: stoppedAt === null ? 0 : (await this.get(stoppedAt)).waitingBehind };
  }
}

class HandlingFailed extends Error {
  constructor(override readonly cause: unknown) {
    super('The letter could not be handled');
  }
}

const waitingSql = `case when l.state <> 'OPEN' or not l.blocking then 0 else (
  select count(*)::int from dead_letter b where b.consumer = l.consumer and b.topic = l.topic and b.message_key = l.message_key and b.n > l.n
    and b.state = 'OPEN' and b.archived_at is null and b.blocking) end`;

function toView(row: LetterRow, waitingBehind: number): DeadLetterView {
  return {
    id: row.id, consumer: row.consumer, topic: row.topic, partition: row.partition, offset: row.message_offset, messageKey: row.message_key,
    eventType: row.event_type, aggregateId: row.aggregate_id, aggregateVersion: row.aggregate_version, reason: row.reason,
    errorCode: row.error_code, errorText: row.error_text, attempts: row.attempts, state: row.state, blocking: row.blocking, waitingBehind,
    firstFailedAt: row.first_failed_at.toISOString(), lastFailedAt: row.last_failed_at.toISOString(),
    closedAt: row.closed_at?.toISOString() ?? null, closedBy: row.closed_by, closedWhy: row.closed_why, traceId: row.trace_id,
  };
}
