import type { DataOf, EventContract, EventMeta } from '@doanket/contracts';
import { newId, type Clock } from '@doanket/kernel';
import { systemCall, withCallContext, type Actor, type Transactions, type Tx } from '@doanket/persistence';
import { classify, describeError, isAbortedTransaction, type FailureClass } from './classify';
import type { Handler } from './consumes';
import { letteredOffsets, writeLetters, type LetterReason, type NewLetter } from './dead-letter.store';
import { sourceOf, storedHeaders, toHeaders, type WireMessage } from './envelope';
import { sortChunk, withMarks, type Step } from './inbox';
import type { MessagingLog } from './log';
import { MessageReader, type Incoming } from './message';
import type { MessagingMetrics, Outcome } from './metrics';

export interface EventConsumerOptions {
  readonly service: string;
  /** Name under which the inbox and the dead letters are kept; `reports.g3` for a rebuild. */
  readonly consumer: string;
  readonly handlers: readonly Handler[];
  readonly transactions: Transactions;
  readonly clock: Clock;
  readonly metrics: MessagingMetrics;
  readonly log: MessagingLog;
  /**
   * Runs after the handlers in each transaction: writes what they collected, set-based. When it fails for a chunk, the
   * messages are taken one by one, so only the one at fault becomes a dead letter.
   */
  readonly finish?: (tx: Tx) => Promise<void>;
}

/** How far a batch got. `retry`: wait, then start again with the first message that is not done. */
export interface Taken { readonly done: number; readonly retry: { readonly kind: FailureClass; readonly error: unknown; readonly attempts: number } | null }

/** What became of one delivered message. */
export interface Delivery { readonly outcome: Outcome; readonly reason: LetterReason | null; readonly error: { readonly code: string; readonly text: string } | null }

/** Attempts at a message whose failure is not understood. */
export const UNKNOWN_ATTEMPTS = 3;
/**
 * Messages in one transaction: most batches of a partition (256 KiB) in one. Each costs four round trips and a commit of
 * offsets, whatever its size (ADR 14).
 */
export const CHUNK_SIZE = 500;

type Content = Extract<Incoming['content'], { kind: 'EVENT' }>;

interface Failure { readonly kind: FailureClass; readonly error: { readonly code: string; readonly text: string }; readonly attempts: number; readonly firstFailedAt: Date }

/** A handler threw: at which message of the chunk (null: somewhere in a run), and what. Never leaves this file. */
class HandlerFailed extends Error {
  constructor(readonly index: number | null, override readonly cause: unknown) {
    super('A handler failed');
  }
}

/**
 * Takes messages of one partition in order: reads them, drops duplicates by the inbox, runs the handlers and moves the
 * inbox in one transaction (engineering handbook 2.3). Knows no broker, so tests deliver through the very same path.
 */
export class EventConsumer {
  readonly name: string;
  private readonly reader: MessageReader;
  private readonly attempts = new Map<string, { count: number; firstFailedAt: Date }>();

  constructor(private readonly options: EventConsumerOptions) {
    this.name = options.consumer;
    this.reader = new MessageReader(options.handlers);
  }

  topics(): string[] {
    return this.reader.topics();
  }

  read(wire: WireMessage): Incoming {
    return this.reader.read(wire);
  }

  /**
   * Takes up to one chunk of messages of one partition. Never throws: a failure is classified, and either the message
   * becomes a dead letter or the answer asks for another try.
   */
  async take(messages: readonly Incoming[]): Promise<Taken> {
    const [first] = messages;
    if (first === undefined) return { done: 0, retry: null };
    // A message that failed before is tried alone: its failure must not roll back its neighbours again.
    const chunk = this.attempts.has(placeOf(first)) ? [first] : messages.slice(0, CHUNK_SIZE);
    try {
      await this.inOneTransaction(chunk);
      if (this.attempts.size > 0) for (const message of chunk) this.attempts.delete(placeOf(message));
      return { done: chunk.length, retry: null };
    } catch (error) {
      return await this.afterFailure(chunk, error).catch((later: unknown) => this.again(0, later, 'TRANSIENT', 1));
    }
  }

  /** Hands a stored message to its handlers, without looking at the inbox: it moved past it when the letter was written. */
  async handleStored(tx: Tx, wire: WireMessage): Promise<void> {
    const message = this.reader.read(wire);
    if (message.content.kind === 'BAD') throw new StillBad(message.content.reason, message.content.text);
    if (message.content.kind === 'EVENT') await this.handle(tx, [message.content]);
    await this.options.finish?.(tx);
  }

  /**
   * Delivers an event as if it had come from the broker; for tests. The version is the next one of its aggregate unless
   * given. An unknown failure becomes a dead letter at once, without its three attempts; a transient one is thrown.
   */
  async deliver<E extends EventContract>(event: E, data: DataOf<E>, meta: Partial<EventMeta> = {}): Promise<Delivery> {
    const aggregateId = meta.aggregateId ?? String((data as Record<string, unknown>)[event.key]);
    const aggregateType = meta.aggregateType ?? event.topic;
    const version = meta.aggregateVersion ?? (await this.markOf(aggregateType, aggregateId)) + 1;
    const headers = toHeaders({
      id: meta.id ?? newId(), topic: event.topic, key: aggregateId,
      aggregate_type: aggregateType, aggregate_id: aggregateId, aggregate_version: version,
      headers: storedHeaders({
        type: meta.type ?? event.type, source: meta.source ?? sourceOf(event.type.split('.')[0] ?? ''),
        time: meta.time ?? this.options.clock.now().toISOString(), correlationId: meta.correlationId ?? null,
        causationId: meta.causationId ?? null, traceparent: meta.traceparent ?? null, actor: meta.actor ?? null, unitId: meta.unitId ?? null,
      }),
    });
    return this.deliverWire({
      topic: event.topic, partition: 0, key: Buffer.from(aggregateId), value: Buffer.from(JSON.stringify(data)), headers,
      // Far beyond real offsets, and unlike any other delivery's.
      offset: (BigInt(`0x${newId().replaceAll('-', '').slice(-12)}`) + (1n << 60n)).toString(), timestamp: String(this.options.clock.now().getTime()),
    });
  }

  /** The same for a message in its wire form, e.g. a broken one. */
  async deliverWire(wire: WireMessage): Promise<Delivery> {
    const message = this.reader.read(wire);
    try {
      return deliveryOf(await this.inOneTransaction([message]), null);
    } catch (error) {
      const cause = error instanceof HandlerFailed ? error.cause : error;
      if (!(error instanceof HandlerFailed) || classify(cause) === 'TRANSIENT') throw cause;
      const failure = { kind: classify(cause), error: describeError(cause), attempts: 1, firstFailedAt: this.options.clock.now() };
      return deliveryOf(await this.inOneTransaction([message], new Map([[wire.offset, failure]])), failure);
    }
  }

  private async afterFailure(chunk: readonly Incoming[], error: unknown): Promise<Taken> {
    const cause = error instanceof HandlerFailed ? error.cause : error;
    const kind = classify(cause);
    this.options.metrics.failures.inc({ consumer: this.name, class: kind });
    if (kind === 'TRANSIENT') return this.again(0, cause, kind, 1);
    if (chunk.length > 1 && (!(error instanceof HandlerFailed) || error.index === null || isAbortedTransaction(cause))) return this.oneByOne(chunk);

    // What stands before the failing message is sound: commit it, then see to the failing one alone.
    const index = error instanceof HandlerFailed ? (error.index ?? 0) : 0;
    if (index > 0) {
      const before = await this.take(chunk.slice(0, index));
      if (before.retry !== null || before.done < index) return before;
    }
    return this.failed(chunk[index]!, index, cause, kind);
  }

  /** The failure cannot be laid to one message of the chunk: narrow it down. */
  private async oneByOne(chunk: readonly Incoming[]): Promise<Taken> {
    let done = 0;
    for (const message of chunk) {
      const taken = await this.take([message]);
      done += taken.done;
      if (taken.retry !== null) return { done, retry: taken.retry };
    }
    return { done, retry: null };
  }

  private async failed(message: Incoming, index: number, cause: unknown, kind: FailureClass): Promise<Taken> {
    const known = this.attempts.get(placeOf(message)) ?? { count: 0, firstFailedAt: this.options.clock.now() };
    const attempts = known.count + 1;
    this.attempts.set(placeOf(message), { ...known, count: attempts });
    if (kind === 'UNKNOWN' && attempts < UNKNOWN_ATTEMPTS) return this.again(index, cause, kind, attempts);
    const failure: Failure = { kind, error: describeError(cause), attempts, firstFailedAt: known.firstFailedAt };
    await this.inOneTransaction([message], new Map([[message.wire.offset, failure]]));
    this.attempts.delete(placeOf(message));
    return { done: index + 1, retry: null };
  }

  private again(done: number, error: unknown, kind: FailureClass, attempts: number): Taken {
    this.options.log.warn({ event: 'message-retry', consumer: this.name, class: kind, attempts, error: describeError(error) });
    return { done, retry: { kind, error, attempts } };
  }

  /** One chunk, one transaction: marks moved, handlers run, letters written. */
  private async inOneTransaction(messages: readonly Incoming[], failures: ReadonlyMap<string, Failure> = new Map()): Promise<readonly Step[]> {
    const { transactions, service } = this.options;
    const steps = await withCallContext(systemCall(service, newId()), () => withMarks(transactions, this.name, messages, async (tx, known) => {
      const sorted = sortChunk(messages, { ...known, failed: new Set(failures.keys()), lettered: await letteredOffsets(tx, this.name, messages) });
      await this.handleAll(tx, sorted);
      await writeLetters(tx, this.name, sorted.flatMap((step) => this.letterOf(step, failures)), this.options.clock.now());
      return sorted;
    }));
    this.count(steps);
    return steps;
  }

  /** Runs the handlers in order. Consecutive events of one batch method go to it in one call. */
  private async handleAll(tx: Tx, steps: readonly Step[]): Promise<void> {
    let run: { readonly index: number; readonly events: Content[] } | null = null;
    const flush = async (): Promise<void> => {
      if (run === null) return;
      const { index, events } = run;
      run = null;
      await this.handle(tx, events).catch((cause: unknown) => {
        throw new HandlerFailed(events.length === 1 ? index : null, cause);
      });
    };
    for (const [index, { action, message }] of steps.entries()) {
      if (action !== 'HANDLE' || message.content.kind !== 'EVENT') continue;
      const { content } = message;
      const current: { readonly index: number; readonly events: Content[] } | null = run;
      if (current !== null && sameBatch(current.events[0]!, content)) current.events.push(content);
      else {
        await flush();
        run = { index, events: [content] };
      }
    }
    await flush();
    const handled = steps.flatMap(({ action }, index) => (action === 'HANDLE' ? [index] : []));
    const [only] = handled;
    await this.options.finish?.(tx).catch((cause: unknown) => {
      throw new HandlerFailed(handled.length === 1 && only !== undefined ? only : null, cause);
    });
  }

  /** One event for all its handlers, or a run of events for the one batch method they share. */
  private async handle(tx: Tx, events: readonly Content[]): Promise<void> {
    const { meta, handlers } = events[0]!;
    const context = {
      correlationId: meta.correlationId ?? meta.id, causationId: meta.id, traceparent: meta.traceparent,
      actor: actorOf(meta, this.options.service), scope: { kind: 'whole' } as const,
    };
    const received = events.map((event) => ({ meta: event.meta, data: event.data as never }));
    for (const handler of handlers) await withCallContext(context, () => handler.handle(received, tx));
  }

  private letterOf(step: Step, failures: ReadonlyMap<string, Failure>): NewLetter[] {
    if (step.action !== 'LETTER' && step.action !== 'PARK') return [];
    const { message } = step;
    const now = this.options.clock.now();
    if (step.action === 'PARK') return [{ message, reason: 'BEHIND', error: null, attempts: 0, firstFailedAt: now }];
    if (step.reason === 'BAD' && message.content.kind === 'BAD') {
      const { reason, text } = message.content;
      return [{ message, reason, error: { code: `message/${reason.toLowerCase().replaceAll('_', '-')}`, text }, attempts: 1, firstFailedAt: now }];
    }
    if (step.reason === 'GAP') {
      const text = `version ${message.aggregate?.version} came before an earlier one`;
      return [{ message, reason: 'GAP', error: { code: 'message/gap', text }, attempts: 1, firstFailedAt: now }];
    }
    const failure = failures.get(message.wire.offset);
    if (failure === undefined) return [];
    const { error, attempts, firstFailedAt } = failure;
    return [{ message, reason: failure.kind === 'PERMANENT' ? 'REFUSED' : 'FAILED', error, attempts, firstFailedAt }];
  }

  private count(steps: readonly Step[]): void {
    const { metrics, log } = this.options;
    const outcomes = new Map<Outcome, number>();
    for (const step of steps) {
      const { topic, partition, offset } = step.message.wire;
      const labels = { consumer: this.name, topic };
      outcomes.set(OUTCOMES[step.action], (outcomes.get(OUTCOMES[step.action]) ?? 0) + 1);
      if ((step.action === 'HANDLE' && step.gap) || (step.action === 'LETTER' && step.reason === 'GAP')) metrics.gaps.inc(labels);
      if (step.action !== 'LETTER') continue;
      metrics.letters.inc({ consumer: this.name, reason: step.reason });
      log.error({ event: 'dead-letter', ...labels, partition, offset, reason: step.reason, eventType: step.message.head.type, aggregateId: step.message.aggregate?.id ?? null });
    }
    // A chunk is of one partition. Each count costs as much as reading a message.
    const topic = steps[0]?.message.wire.topic ?? '';
    for (const [outcome, count] of outcomes) metrics.consumed.inc({ consumer: this.name, topic, outcome }, count);
  }

  private markOf(type: string, id: string): Promise<number> {
    return this.options.transactions.readWhole(async (tx) => {
      const rows: { version: number }[] = await tx.query(
        'select version from inbox where consumer = $1 and aggregate_type = $2 and aggregate_id = $3', [this.name, type, id]);
      return rows[0]?.version ?? 0;
    });
  }
}

/** A stored message is as unreadable as it was when it was put aside. */
export class StillBad extends Error {
  constructor(readonly reason: LetterReason, text: string) {
    super(text);
    this.name = 'StillBad';
  }
}

const PERSON = /(?:^|;)person:([0-9a-f-]{36})/;
const POST = /(?:^|;)post:([0-9a-f-]{36})/;

const OUTCOMES = { DROP: 'duplicate', SKIP: 'skipped', HANDLE: 'handled', LETTER: 'letter', PARK: 'parked' } as const satisfies Record<Step['action'], Outcome>;

/** Consecutive events go in one call when a single batch method takes them both. */
function sameBatch(one: Content, other: Content): boolean {
  const [first, ...more] = one.handlers;
  const [second, ...others] = other.handlers;
  return first !== undefined && second !== undefined && first.batch && first.name === second.name && more.length === 0 && others.length === 0;
}

function deliveryOf(steps: readonly Step[], failure: Failure | null): Delivery {
  const step = steps[0]!;
  if (step.action !== 'LETTER') return { outcome: OUTCOMES[step.action], reason: step.action === 'PARK' ? 'BEHIND' : null, error: null };
  const { content } = step.message;
  if (step.reason === 'BAD' && content.kind === 'BAD') return { outcome: 'letter', reason: content.reason, error: { code: content.reason, text: content.text } };
  if (failure === null) return { outcome: 'letter', reason: 'GAP', error: { code: 'message/gap', text: 'an earlier event is missing' } };
  return { outcome: 'letter', reason: failure.kind === 'PERMANENT' ? 'REFUSED' : 'FAILED', error: failure.error };
}

function placeOf({ wire }: Incoming): string {
  return `${wire.topic}/${wire.partition}/${wire.offset}`;
}

/** The one who caused an event goes on as the actor of what follows from it. */
function actorOf(meta: EventMeta, service: string): Actor {
  const label = meta.actor ?? `system:${service}`;
  return { subject: null, personId: PERSON.exec(label)?.[1] ?? null, postId: POST.exec(label)?.[1] ?? null, unitId: meta.unitId, label };
}
