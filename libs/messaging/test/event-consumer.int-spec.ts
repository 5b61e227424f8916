import type { EventOf } from '@doanket/contracts';
import { DomainError, FixedClock } from '@doanket/kernel';
import { currentCall, Transactions, type Tx } from '@doanket/persistence';
import { Consumes, ConsumesMany, DeadLetterAudit, handlersOf, EventConsumer, Messaging, MessagingMetrics, Outbox, readOutbox, silentLog, type DeadLetterAction } from '../src';
import { forgetConsumer } from '../src/dead-letter.store';
import { withMarks } from '../src/inbox';
import { MessagingDatabase } from './messaging-database';
import { thingEvents, wire } from './things';

const { topic, ThingMadeV1, ThingBrokenV1, ThingIgnoredV1, OtherMadeV1 } = thingEvents('consumer');
const clock = new FixedClock('2025-06-01T03:00:00Z');
const outbox = new Outbox('welfare', clock);
let db: MessagingDatabase;
let messaging: Messaging;
let things: Things;

class Refused extends DomainError {
  readonly code = 'test/refused';
  readonly kind = 'refused';
  readonly title = 'Refused';
}
class Away extends DomainError {
  readonly code = 'test/away';
  readonly kind = 'unavailable';
  readonly title = 'Away';
}

class Things {
  failure: ((event: EventOf<typeof ThingMadeV1>) => Error | null) = () => null;
  runs: number[] = [];
  calls: string[] = [];

  @Consumes(ThingMadeV1)
  async onMade(event: EventOf<typeof ThingMadeV1>, tx: Tx): Promise<void> {
    await this.write(tx, event);
    this.calls.push(`${currentCall()?.correlationId}|${currentCall()?.causationId}|${currentCall()?.actor.label}`);
    const failure = this.failure(event);
    if (failure !== null) throw failure;
  }

  @Consumes(ThingBrokenV1)
  async onBroken({ data }: EventOf<typeof ThingBrokenV1>, tx: Tx): Promise<void> {
    await outbox.publish(tx, OtherMadeV1, { thingId: data.thingId, value: 'followed' });
  }

  @ConsumesMany([OtherMadeV1], { anyOrder: true })
  async onOthers(events: readonly EventOf<typeof OtherMadeV1>[], tx: Tx): Promise<void> {
    this.runs.push(events.length);
    for (const event of events) await this.write(tx, event);
    if (events.some(({ data }) => data.value === 'bad')) throw new Error('one of the run is bad');
  }

  private async write(tx: Tx, { meta, data }: EventOf<typeof ThingMadeV1>): Promise<void> {
    await tx.query('insert into effect (consumer, key, version, value) values ($1, $2, $3, $4)', ['welfare', meta.aggregateId, meta.aggregateVersion, data.value]);
  }
}

const audited: DeadLetterAction[] = [];
class Audit extends DeadLetterAudit {
  override record(_tx: Tx, action: DeadLetterAction): Promise<void> {
    audited.push(action);
    return Promise.resolve();
  }
}

beforeAll(async () => {
  db = await MessagingDatabase.create('consumer');
  things = new Things();
  messaging = new Messaging({ service: 'welfare', brokers: [], databaseUrl: db.appUrl }, {
    transactions: db.transactions, clock, metrics: new MessagingMetrics(), log: silentLog, audit: new Audit(), consumers: () => [things],
  });
});
afterAll(() => db.drop());
beforeEach(() => {
  things.failure = () => null;
  things.runs = [];
});

const effectsOf = async (key: string) => (await db.effects()).filter((effect) => effect.key === key).map(({ version }) => version);
const made = (key: string, version: number, offset: number) => messaging.consumer.read(wire({ topic, type: ThingMadeV1.type, key, version, offset }));
const takeAll = async (messages: ReturnType<typeof made>[]) => {
  let done = 0;
  const waits: string[] = [];
  while (done < messages.length) {
    const taken = await messaging.consumer.take(messages.slice(done));
    done += taken.done;
    if (taken.retry !== null) waits.push(taken.retry.kind);
    if (waits.length > 10) break;
  }
  return { done, waits };
};
const list = (state: 'OPEN' | 'REPLAYED' | 'DISCARDED' = 'OPEN') => messaging.deadLetters.list({ state, limit: 100 });
const letterOf = async (key: string) => (await list()).items.find(({ messageKey }) => messageKey === key)!;

describe('delivery', () => {
  it('takes effect once, however often it comes', async () => {
    const meta = { id: 'd-1', aggregateVersion: 1 };
    expect((await messaging.consumer.deliver(ThingMadeV1, { thingId: 'once', value: '1' }, meta)).outcome).toBe('handled');
    expect((await messaging.consumer.deliver(ThingMadeV1, { thingId: 'once', value: '1' }, meta)).outcome).toBe('duplicate');
    expect((await messaging.consumer.deliver(ThingMadeV1, { thingId: 'once', value: '2' })).outcome).toBe('handled');
    expect(await effectsOf('once')).toEqual([1, 2]);
  });

  it('hands trace, cause and actor on to what follows', async () => {
    await messaging.consumer.deliver(ThingBrokenV1, { thingId: 'ctx', value: '1' }, { id: 'cause-1', correlationId: 'corr-1', actor: 'person:p', unitId: 'u-1' });
    const events = await db.transactions.runWhole((tx) => readOutbox(tx));
    expect(events.find(({ meta }) => meta.aggregateId === 'ctx')?.meta).toMatchObject({ type: OtherMadeV1.type, correlationId: 'corr-1', causationId: 'cause-1', actor: 'person:p', unitId: 'u-1' });
  });

  it('moves past types nobody lists', async () => {
    expect((await messaging.consumer.deliver(ThingIgnoredV1, { thingId: 'skip', value: '1' })).outcome).toBe('skipped');
    expect((await messaging.consumer.deliver(ThingMadeV1, { thingId: 'skip', value: '2' })).outcome).toBe('handled');
    expect(await effectsOf('skip')).toEqual([2]);
  });

  it('throws what is transient, and changes nothing', async () => {
    things.failure = () => new Away('away');
    await expect(messaging.consumer.deliver(ThingMadeV1, { thingId: 'away', value: '1' })).rejects.toThrow(Away);
    things.failure = () => null;
    expect((await messaging.consumer.deliver(ThingMadeV1, { thingId: 'away', value: '1' })).outcome).toBe('handled');
    expect(await effectsOf('away')).toEqual([1]);
  });
});

describe('failures', () => {
  let poisons = 0;

  it('put a refused event aside at once; its neighbours in the chunk take effect once', async () => {
    things.failure = ({ meta }) => (meta.aggregateId === 'no' ? new Refused('no') : null);
    expect(await takeAll([made('x1', 1, 10), made('no', 1, 11), made('no', 2, 12), made('x2', 1, 13)])).toEqual({ done: 4, waits: [] });
    expect([await effectsOf('x1'), await effectsOf('no'), await effectsOf('x2')]).toEqual([[1], [], [1]]);
    expect(await letterOf('no')).toMatchObject({ reason: 'REFUSED', errorCode: 'test/refused', attempts: 1, aggregateVersion: 1, waitingBehind: 1 });
  });

  it('try a coding error three times, alone, then put it aside', async () => {
    things.failure = ({ meta }) => (meta.aggregateId === 'bug' ? new TypeError('x is undefined') : null);
    expect(await takeAll([made('y1', 1, 20), made('bug', 1, 21), made('y2', 1, 22)])).toEqual({ done: 3, waits: ['UNKNOWN', 'UNKNOWN'] });
    expect([await effectsOf('y1'), await effectsOf('bug'), await effectsOf('y2')]).toEqual([[1], [], [1]]);
    expect(await letterOf('bug')).toMatchObject({ reason: 'FAILED', errorCode: 'TypeError', attempts: 3 });
  });

  it('wait without limit while the cause is infrastructure', async () => {
    let calls = 0;
    things.failure = () => ((calls += 1) < 8 ? new Away('away') : null);
    const taken = await takeAll([made('z', 1, 30)]);
    expect(taken).toEqual({ done: 1, waits: Array(7).fill('TRANSIENT') });
    expect(await effectsOf('z')).toEqual([1]);
  });

  it('hand runs of a batch method over at once, and find the one that is bad', async () => {
    const other = (value: string, offset: number) => messaging.consumer.read(wire({
      topic: OtherMadeV1.topic, type: OtherMadeV1.type, key: `o${offset}`, version: 1, offset, value: JSON.stringify({ thingId: `o${offset}`, value }),
    }));
    expect(await takeAll([other('1', 1), other('2', 2), other('3', 3)])).toEqual({ done: 3, waits: [] });
    expect(things.runs).toEqual([3]);
    await takeAll([other('4', 4), other('bad', 5), other('6', 6)]);
    expect([await effectsOf('o4'), await effectsOf('o5'), await effectsOf('o6')]).toEqual([[1], [], [1]]);
    expect(await letterOf('o5')).toMatchObject({ reason: 'FAILED', blocking: false, attempts: 3 });
  });

  it.each<[string, Parameters<typeof wire>[0], string]>([
    ['bad JSON', { topic, type: ThingMadeV1.type, version: 1, value: '{' }, 'BAD_JSON'],
    ['a wrong schema', { topic, type: ThingMadeV1.type, version: 1, value: '{}' }, 'WRONG_SCHEMA'],
    ['an unknown major', { topic, type: 'consumer.thing-made.v7', version: 1 }, 'UNKNOWN_MAJOR'],
    ['null', { topic, type: ThingMadeV1.type, version: 1, value: null }, 'EMPTY'],
    ['5 MB', { topic, type: ThingMadeV1.type, version: 1, value: Buffer.alloc(5_000_000, 97) }, 'TOO_LARGE'],
    ['no envelope', { topic, type: null, value: '\u0000binary\u0000' }, 'ENVELOPE'],
  ])('of %s: a letter with the original bytes, once, and its key waits', async (label, options, reason) => {
    const key = `${options.key ?? ''}poison ${label}`;
    const offset = 1_000 + (poisons += 10);
    const poison = wire({ ...options, key, offset });
    expect(await messaging.consumer.deliverWire(poison)).toMatchObject({ outcome: 'letter', reason });
    expect((await messaging.consumer.deliverWire(poison)).outcome).toBe('duplicate');
    const later = wire({ topic, type: ThingMadeV1.type, key, version: options.version === 1 ? 2 : 1, offset: offset + 1 });
    expect((await messaging.consumer.deliverWire(later)).outcome).toBe('parked');
    const letter = (await list()).items.find((one) => one.offset === String(offset))!;
    expect(letter).toMatchObject({ reason, waitingBehind: 1, state: 'OPEN' });
    const [stored] = await db.rows<{ payload: Buffer | null; headers: object }>('select payload, headers from dead_letter where id = $1', [letter.id]);
    expect(poison.value === null ? stored!.payload : stored!.payload!.equals(poison.value)).toBe(poison.value === null ? null : true);
    expect(Object.keys(stored!.headers).sort()).toEqual(Object.keys(poison.headers!).sort());
    expect((await messaging.deadLetters.get(letter.id)).waiting).toHaveLength(1);
  });

  it('of a key that is no text: a letter in a lane of its own', async () => {
    expect(await messaging.consumer.deliverWire(wire({ topic, type: ThingMadeV1.type, version: 1, key: 'k\u0000', offset: 990 }))).toMatchObject({ outcome: 'letter', reason: 'ENVELOPE' });
    expect(await letterOf('base64:awA=')).toMatchObject({ reason: 'ENVELOPE', offset: '990' });
  });

  it('of an earlier event that never came: a letter, and the key waits', async () => {
    await messaging.consumer.deliver(ThingMadeV1, { thingId: 'gap', value: '1' });
    expect(await messaging.consumer.deliver(ThingMadeV1, { thingId: 'gap', value: '3' }, { aggregateVersion: 3 })).toMatchObject({ outcome: 'letter', reason: 'GAP' });
    expect((await messaging.consumer.deliver(ThingMadeV1, { thingId: 'gap', value: '4' })).outcome).toBe('parked');
    expect(await effectsOf('gap')).toEqual([1]);
  });
});

describe('an operator', () => {
  it('replays a letter and what waits behind it, in order, and the key is free', async () => {
    things.failure = ({ data }) => (data.value === '1' ? new Refused('not yet') : null);
    await takeAll([1, 2, 3].map((version) => made('lane', version, 2_000 + version)));
    const letter = await letterOf('lane');
    expect(letter.waitingBehind).toBe(2);
    expect(await messaging.deadLetters.replay(letter.id, 'try again')).toEqual({ closed: 0, stoppedAt: letter.id, stillWaiting: 2 });
    expect(await letterOf('lane')).toMatchObject({ attempts: 2 });
    things.failure = () => null;
    audited.length = 0;
    expect(await messaging.deadLetters.replay(letter.id, 'repaired')).toEqual({ closed: 3, stoppedAt: null, stillWaiting: 0 });
    expect(await effectsOf('lane')).toEqual([1, 2, 3]);
    expect(audited.map(({ action, why }) => [action, why])).toEqual(Array(3).fill(['platform.dead-letter.replay', 'repaired']));
    expect((await messaging.consumer.deliver(ThingMadeV1, { thingId: 'lane', value: '4' })).outcome).toBe('handled');
    expect((await messaging.consumer.deliverWire(wire({ topic, type: ThingMadeV1.type, key: 'lane', version: 2, offset: 2_002 }))).outcome).toBe('duplicate');
    await expect(messaging.deadLetters.replay(letter.id, 'again')).rejects.toMatchObject({ code: 'platform/dead-letter-closed' });
  });

  it('stops at the next one that fails: it is the letter then', async () => {
    things.failure = ({ data }) => (['1', '3'].includes(data.value) ? new Refused('no') : null);
    await takeAll([1, 2, 3, 4].map((version) => made('stops', version, 3_000 + version)));
    const letter = await letterOf('stops');
    things.failure = ({ data }) => (data.value === '3' ? new Refused('no') : null);
    const outcome = await messaging.deadLetters.replay(letter.id, 'repaired');
    expect(outcome).toMatchObject({ closed: 2, stillWaiting: 1 });
    expect(await letterOf('stops')).toMatchObject({ id: outcome.stoppedAt, reason: 'REFUSED', aggregateVersion: 3 });
    expect(await effectsOf('stops')).toEqual([1, 2]);
  });

  it('discards a letter; what waits behind it goes on', async () => {
    await messaging.consumer.deliverWire(wire({ topic, type: ThingMadeV1.type, key: 'drop', version: 1, offset: 4_001, value: '{' }));
    await takeAll([made('drop', 2, 4_002), made('drop', 3, 4_003)]);
    const letter = await letterOf('drop');
    const behind = (await messaging.deadLetters.get(letter.id)).waiting[0]!;
    await expect(messaging.deadLetters.replay(behind.id, 'first')).rejects.toMatchObject({ code: 'platform/dead-letter-waits', facts: { firstId: letter.id } });
    expect(await messaging.deadLetters.discard(letter.id, 'nonsense')).toEqual({ closed: 3, stoppedAt: null, stillWaiting: 0 });
    expect(await effectsOf('drop')).toEqual([2, 3]);
    expect((await messaging.deadLetters.get(letter.id)).state).toBe('DISCARDED');
  });

  it('changes nothing while what a letter needs is away', async () => {
    things.failure = () => new Refused('no');
    await takeAll([made('later', 1, 5_001)]);
    const letter = await letterOf('later');
    things.failure = () => new Away('away');
    await expect(messaging.deadLetters.replay(letter.id, 'now')).rejects.toMatchObject({ code: 'platform/dead-letter-not-now' });
    expect(await letterOf('later')).toMatchObject({ attempts: 1, state: 'OPEN' });
  });

  it('finds nothing under a foreign id, and pages through what there is', async () => {
    await expect(messaging.deadLetters.get('01920000-0000-7000-8000-000000000001')).rejects.toMatchObject({ code: 'platform/dead-letter-not-found' });
    const all = (await list()).items.map(({ id }) => id);
    const paged: string[] = [];
    for (let cursor: string | null = null, turn = 0; turn === 0 || cursor !== null; turn += 1) {
      const page: Awaited<ReturnType<typeof list>> = await messaging.deadLetters.list({ state: 'OPEN', limit: 3, ...(cursor === null ? {} : { cursor }) });
      paged.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    }
    expect(paged).toEqual(all);
    expect(all.length).toBeGreaterThan(5);
  });

  it('does not lose a row that comes while the lane is being settled', async () => {
    things.failure = ({ data }) => (data.value === '1' ? new Refused('no') : null);
    await takeAll([made('race', 1, 6_001)]);
    const letter = await letterOf('race');
    things.failure = () => null;
    await Promise.all([
      messaging.deadLetters.replay(letter.id, 'race'),
      ...Array.from({ length: 20 }, (_, n) => n + 2).reduce<Promise<unknown>[]>((chain, version) => [
        Promise.all(chain).then(() => takeAll([made('race', version, 6_000 + version)])),
      ], []),
    ]);
    const { items } = await list();
    const left = items.find(({ messageKey }) => messageKey === 'race');
    if (left !== undefined) await messaging.deadLetters.replay(left.id, 'the rest');
    expect(await effectsOf('race')).toEqual(Array.from({ length: 21 }, (_, n) => n + 1));
  });
});

describe('what handlers collect', () => {
  /** Collects per transaction and writes at its end; a value `bad` cannot be written. */
  class Collecting {
    readonly writes: number[] = [];
    private readonly rows = new WeakMap<Tx, EventOf<typeof ThingMadeV1>[]>();

    @Consumes(ThingMadeV1)
    onMade(event: EventOf<typeof ThingMadeV1>, tx: Tx): Promise<void> {
      this.rows.set(tx, [...(this.rows.get(tx) ?? []), event]);
      return Promise.resolve();
    }

    async finish(tx: Tx): Promise<void> {
      const rows = this.rows.get(tx) ?? [];
      this.writes.push(rows.length);
      for (const { meta, data } of rows) {
        await tx.query(`insert into effect (consumer, key, version, value) values ('collected', $1, $2, ($3::text)::int::text)`, [meta.aggregateId, meta.aggregateVersion, data.value]);
      }
    }
  }
  const collected = async (key: string) => (await db.effects()).filter((effect) => effect.consumer === 'collected' && effect.key === key).map(({ version }) => version);
  const collecting = new Collecting();
  let consumer: EventConsumer;

  beforeAll(() => {
    consumer = new EventConsumer({
      service: 'welfare', consumer: 'collecting', handlers: handlersOf(collecting), transactions: db.transactions, clock, metrics: new MessagingMetrics(), log: silentLog,
      finish: (tx) => collecting.finish(tx),
    });
  });
  afterAll(() => db.transactions.runWhole((tx) => forgetConsumer(tx, 'collecting')));
  const read = (key: string, version: number, offset: number, value = String(version)) =>
    consumer.read(wire({ topic, type: ThingMadeV1.type, key, version, offset, value: JSON.stringify({ thingId: key, value }) }));

  it('is written once per chunk, in the transaction of the marks', async () => {
    expect(await consumer.take([read('c1', 1, 1), read('c2', 1, 2), read('c1', 2, 3)])).toEqual({ done: 3, retry: null });
    expect(collecting.writes.splice(0)).toEqual([3]);
    expect(await consumer.take([read('c1', 1, 1), read('c2', 1, 2), read('c1', 2, 3)])).toEqual({ done: 3, retry: null });
    expect([await collected('c1'), await collected('c2')]).toEqual([[1, 2], [1]]);
  });

  it('and cannot be written: only the message at fault is put aside, its neighbours take effect once', async () => {
    const chunk = [read('c3', 1, 11), read('c4', 1, 12, 'bad'), read('c4', 2, 13), read('c5', 1, 14)];
    for (let done = 0, turn = 0; done < chunk.length && turn < 10; turn += 1) done += (await consumer.take(chunk.slice(done))).done;
    expect([await collected('c3'), await collected('c4'), await collected('c5')]).toEqual([[1], [], [1]]);
    expect((await list()).items.filter((letter) => letter.consumer === 'collecting').map(({ messageKey, waitingBehind }) => [messageKey, waitingBehind])).toEqual([['c4', 1]]);
  });

  it('is written by a replay too', async () => {
    await db.transactions.runWhole((tx) => consumer.handleStored(tx, wire({ topic, type: ThingMadeV1.type, key: 'c6', version: 1, offset: 21 })));
    expect(await collected('c6')).toEqual([1]);
  });
});

describe('the inbox', () => {
  it('waits for another instance that still works on the same message', async () => {
    const message = made('zombie', 1, 7_001);
    const second = withMarks(new Transactions(db.dataSource, 'welfare'), 'welfare', [message], async (_tx, { marks }) => {
      expect(marks.get({ type: topic, id: 'zombie' })).toBe(0);
      const first = messaging.consumer.take([message]);
      await new Promise((resolve) => setTimeout(resolve, 100));
      return { first };
    });
    expect(await (await second).first).toEqual({ done: 1, retry: null });
    expect(await effectsOf('zombie')).toEqual([]);
  });

  it('lets two instances take the same stream: each event takes effect once', async () => {
    const second = new EventConsumer({
      service: 'welfare', consumer: 'welfare', handlers: handlersOf(things), transactions: db.transactions, clock, metrics: new MessagingMetrics(), log: silentLog,
    });
    const stream = Array.from({ length: 300 }, (_, n) => made(`twice${n % 7}`, Math.floor(n / 7) + 1, 8_000 + n));
    const all = async (consumer: EventConsumer) => {
      for (let done = 0; done < stream.length;) done += (await consumer.take(stream.slice(done, done + 50))).done;
    };
    await Promise.all([all(messaging.consumer), all(second)]);
    for (let key = 0; key < 7; key += 1) {
      const versions = stream.filter((message) => message.key === `twice${key}`).map((message) => message.aggregate!.version);
      expect(await effectsOf(`twice${key}`)).toEqual(versions);
    }
  });

  it('forgets a consumer that is rebuilt: letters archived, marks gone', async () => {
    expect((await list()).items.length).toBeGreaterThan(0);
    await messaging.forget('welfare');
    expect((await list()).items).toEqual([]);
    expect(await db.rows('select * from inbox')).toEqual([]);
    expect((await messaging.consumer.deliver(ThingMadeV1, { thingId: 'once', value: '1' }, { aggregateVersion: 1 })).outcome).toBe('handled');
  });

  it('tells what waits', async () => {
    await messaging.consumer.deliverWire(wire({ topic, type: null, key: 'status', offset: 9_001 }));
    const status = await messaging.status();
    expect(status.deadLetters).toEqual([{ consumer: 'welfare', open: 1, behind: 0 }]);
    expect(status.relay).toMatchObject({ active: false, unpublished: 1 });
    await messaging.collect();
  });
});
