import type { EventOf } from '@doanket/contracts';
import { DomainError, newId, SystemClock } from '@doanket/kernel';
import type { Tx } from '@doanket/persistence';
import type { Kafka } from 'kafkajs';
import {
  Consumes, createKafka, DeadLetterAudit, ensureTopics, EventConsumer, FailPoints, handlersOf, hasReached, KafkaConsumerStrategy, Messaging, MessagingMetrics, Outbox, OutboxRelay,
  PartitionsDiffer, progressOf, rewindGroup, silentLog, withAdmin, type MessagingLog,
} from '../src';
import { eventually, MessagingDatabase, testBrokers } from './messaging-database';
import { thingEvents, wire } from './things';

const run = newId().slice(-12);
const events = thingEvents(`test-${run}`);
const { topic, ThingMadeV1, OtherMadeV1 } = events;
const clock = new SystemClock();
const outbox = new Outbox('welfare', clock);
const log: MessagingLog = process.env['TEST_LOG'] === undefined ? silentLog : { info: (f) => console.log(f), warn: (f) => console.warn(f), error: (f) => console.error(f) };
let db: MessagingDatabase;
let kafka: Kafka;
const closing: (() => Promise<unknown>)[] = [];

class Refused extends DomainError {
  readonly code = 'test/refused';
  readonly kind = 'refused';
  readonly title = 'Refused';
}

/** Writes what it gets under the name of its consumer; fails when told. */
class Things {
  failure: (key: string, value: string) => Error | null = () => null;
  constructor(private readonly name: string, private readonly table = 'effect') {}

  @Consumes(ThingMadeV1)
  onMade(event: EventOf<typeof ThingMadeV1>, tx: Tx): Promise<void> {
    return this.write(event, tx);
  }

  @Consumes(OtherMadeV1)
  onOther(event: EventOf<typeof OtherMadeV1>, tx: Tx): Promise<void> {
    return this.write(event, tx);
  }

  private async write({ meta, data }: EventOf<typeof ThingMadeV1>, tx: Tx): Promise<void> {
    await tx.query(`insert into ${this.table} (consumer, key, version, value) values ($1, $2, $3, $4)`, [this.name, meta.aggregateId, meta.aggregateVersion, data.value]);
    const failure = this.failure(meta.aggregateId, data.value);
    if (failure !== null) throw failure;
  }
}

class Audit extends DeadLetterAudit {
  override record(): Promise<void> {
    return Promise.resolve();
  }
}

beforeAll(async () => {
  db = await MessagingDatabase.create('kafka');
  kafka = createKafka({ brokers: testBrokers(), clientId: `test-${run}`, log });
});
afterAll(async () => {
  for (const close of closing.reverse()) await close();
  await withAdmin(kafka, (admin) => admin.deleteTopics({ topics: [topic, OtherMadeV1.topic] })).catch(() => undefined);
  await db.drop();
});

const topics = [{ name: topic, partitions: 6, retention: 'EVERYTHING' }, { name: OtherMadeV1.topic, partitions: 1, retention: 'FOURTEEN_DAYS' }] as const;
const relay = (failPoints?: FailPoints) => {
  const made = new OutboxRelay({
    service: 'welfare', databaseUrl: db.appUrl, kafka, transactions: db.transactions, metrics: new MessagingMetrics(), log, ...(failPoints === undefined ? {} : { failPoints }),
  });
  closing.push(() => made.stop());
  return made;
};
/** A running consumer of its own group, writing under the group's name. */
const consumer = (group: string, things = new Things(group), more: { failPoints?: FailPoints; onFatal?: (reason: string) => void; firstTopics?: string[] } = {}) => {
  const metrics = new MessagingMetrics();
  const events_ = new EventConsumer({ service: 'welfare', consumer: group, handlers: handlersOf(things), transactions: db.transactions, clock, metrics, log });
  const strategy = new KafkaConsumerStrategy({ group, consumer: events_, kafka, metrics, log, sessionTimeoutMs: 6_000, ...more });
  closing.push(() => strategy.close());
  strategy.listen(() => undefined);
  return { strategy, metrics, things };
};
const publish = (...items: [key: string, value: string][]) =>
  db.as({ kind: 'none' }, (tx) => outbox.publish(tx, ThingMadeV1, items.map(([thingId, value]) => ({ thingId, value }))));
const effectsOf = async (group: string, prefix = '') => (await db.effects()).filter((effect) => effect.consumer === group && effect.key.startsWith(prefix));
const written = async (prefix = ''): Promise<number> => {
  const [row] = await db.rows<{ n: number }>('select count(*)::int as n from outbox where topic = $1 and aggregate_id like $2', [topic, `${prefix}%`]);
  return row!.n;
};
/** Until the group has handled all that was published. */
const caughtUp = (group: string) => eventually(async () => expect(await effectsOf(group)).toHaveLength(await written()));
const outcomes = async (metrics: MessagingMetrics, outcome: string) =>
  (await metrics.consumed.get()).values.filter(({ labels }) => labels.outcome === outcome).reduce((sum, { value }) => sum + value, 0);

describe('topics', () => {
  it('come from the contracts, with partitions and retention, once', async () => {
    expect(await ensureTopics(kafka, topics)).toEqual([topic, OtherMadeV1.topic]);
    expect(await ensureTopics(kafka, topics)).toEqual([]);
    await withAdmin(kafka, async (admin) => {
      const { resources } = await admin.describeConfigs({ includeSynonyms: false, resources: [topic, OtherMadeV1.topic].map((name) => ({ type: 2, name, configNames: ['retention.ms'] })) });
      expect(resources.map(({ configEntries }) => configEntries[0]?.configValue)).toEqual(['-1', '1209600000']);
    });
    await expect(ensureTopics(kafka, [{ ...topics[0], partitions: 12 }])).rejects.toThrow(PartitionsDiffer);
  });
});

describe('from the outbox to the handlers', () => {
  it('arrives in order per key, once, under writers at once and two relays', async () => {
    const first = relay();
    const second = relay();
    first.start();
    second.start();
    const { strategy, metrics } = consumer(`main-${run}`);
    const keys = Array.from({ length: 10 }, (_, n) => `k${n}`);
    await Promise.all(Array.from({ length: 8 }, async (_, writer) => {
      for (let n = 0; n < 15; n += 1) await publish(...keys.filter((__, k) => (k + n + writer) % 3 === 0).map((key): [string, string] => [key, `${writer}.${n}`]));
    }));
    await caughtUp(`main-${run}`);
    for (const key of keys) {
      const versions = (await effectsOf(`main-${run}`, key)).map(({ version }) => version);
      expect(versions).toEqual(versions.map((_, n) => n + 1));
    }
    expect([first.active, second.active].filter(Boolean)).toHaveLength(1);
    expect(strategy.reasons()).toEqual([]);
    expect(await outcomes(metrics, 'letter')).toBe(0);
    await eventually(async () => expect(await db.rows('select 1 from outbox where published_at is null')).toEqual([]));
    await first.stop();
    await eventually(() => expect(second.active).toBe(true));
    await publish(['k0', 'after the change of relay']);
    await caughtUp(`main-${run}`);
  });

  it('goes on after the relay has lost its lock connection', async () => {
    await db.asSuperuser((client) => client.query(`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'welfare-relay' and datname = current_database()`));
    await publish(['k1', 'after the lost lock']);
    await caughtUp(`main-${run}`);
  });

  it('sends again what was sent and not marked; the inbox drops it', async () => {
    const { metrics, strategy } = consumer(`dup-${run}`);
    await caughtUp(`dup-${run}`);
    const before = await effectsOf(`dup-${run}`);
    await db.asSuperuser((client) => client.query(`update welfare.outbox set published_at = null where aggregate_id in ('k2', 'k3')`));
    const again = before.filter(({ key }) => ['k2', 'k3'].includes(key)).length;
    await eventually(async () => expect(await outcomes(metrics, 'duplicate')).toBe(again));
    expect(await effectsOf(`dup-${run}`)).toEqual(before);
    await strategy.close();
  });

  it('shares the partitions when a second member joins, and takes them back when it leaves', async () => {
    const group = `rebalance-${run}`;
    const one = consumer(group);
    await caughtUp(group);
    const two = consumer(group);
    const shares = async () => {
      const { groups } = await withAdmin(kafka, (admin) => admin.describeGroups([group]));
      return groups[0]!.state === 'Stable' ? groups[0]!.members.length : 0;
    };
    for (let n = 0; n < 10; n += 1) await publish([`r${n}`, 'joined']);
    await eventually(async () => expect(await shares()).toBe(2));
    await two.strategy.close();
    for (let n = 0; n < 10; n += 1) await publish([`r${n}`, 'left']);
    await caughtUp(group);
    expect(one.strategy.reasons()).toEqual([]);
    await one.strategy.close();
  });

  it('changes nothing when the offsets of a group are put back to zero', async () => {
    const group = `zero-${run}`;
    const first = consumer(group);
    await caughtUp(group);
    await eventually(async () => expect((await progressOf(kafka, group, [topic])).every(({ lag }) => lag === 0n)).toBe(true));
    const before = await effectsOf(group);
    expect(before.length).toBeGreaterThan(100);
    await first.strategy.close();
    await rewindGroup(kafka, group, [topic]);
    const second = consumer(group);
    await eventually(async () => expect(await outcomes(second.metrics, 'duplicate')).toBeGreaterThanOrEqual(before.length));
    expect(await effectsOf(group)).toEqual(before);
    await second.strategy.close();
  });

  it('takes effect once when the process dies between effect and offset', async () => {
    const group = `crash-${run}`;
    const died: string[] = [];
    const first = consumer(group, new Things(group), {
      failPoints: new FailPoints('after-effect-before-offset:2', () => { throw new TypeError('killed'); }), onFatal: (reason) => died.push(reason),
    });
    await eventually(() => expect(died).toEqual(['the consumer crashed']));
    expect(first.strategy.isFatal).toBe(true);
    expect(first.strategy.reasons()).toEqual([`${group}: the consumer crashed`]);
    await first.strategy.close();
    const second = consumer(group);
    await caughtUp(group);
    await eventually(async () => expect(await outcomes(second.metrics, 'duplicate')).toBeGreaterThan(0));
    await second.strategy.close();
  });
});

describe('poison', () => {
  it('of each kind stops its key and nothing else; replay brings what waited, in order', async () => {
    const group = `poison-${run}`;
    const things = new Things(group);
    things.failure = (key, value) => (value !== 'poison' ? null : key.endsWith('type-error') ? new TypeError('undefined is not a function') : new Refused('no'));
    const messaging = new Messaging({ service: 'welfare', brokers: testBrokers(), databaseUrl: db.appUrl, group, sessionTimeoutMs: 6_000 }, {
      transactions: db.transactions, clock, metrics: new MessagingMetrics(), log, audit: new Audit(), consumers: () => [things],
    });
    closing.push(() => messaging.stop());
    messaging.strategy!.start();

    const big = Buffer.alloc(5_000_000, 97);
    const raw: Record<string, Parameters<typeof wire>[0]> = {
      json: { topic, type: ThingMadeV1.type, value: '{' },
      schema: { topic, type: ThingMadeV1.type, value: '{"thingId":1}' },
      major: { topic, type: ThingMadeV1.type.replace('v1', 'v8') },
      null: { topic, type: ThingMadeV1.type, value: null },
      big: { topic, type: ThingMadeV1.type, value: big },
      bare: { topic, type: null, value: 'not ours' },
    };
    const producer = kafka.producer({ allowAutoTopicCreation: false });
    await producer.connect();
    for (const [name, options] of Object.entries(raw)) {
      const { key, value, headers } = wire({ ...options, key: `p-${name}` });
      await producer.send({ topic, messages: [{ key, value, headers: headers as Record<string, string> }] });
    }
    await producer.disconnect();
    await publish(['p-refused', 'poison'], ['p-type-error', 'poison']);
    const names = [...Object.keys(raw), 'refused', 'type-error'];
    for (const name of names) await publish([`p-${name}`, 'second'], [`p-${name}`, 'third'], [`fine-${name}`, 'other keys']);

    const open = async () => (await messaging.deadLetters.list({ state: 'OPEN', limit: 100, consumer: group })).items;
    await eventually(async () => expect((await open()).filter(({ waitingBehind }) => waitingBehind === 2).map(({ messageKey }) => messageKey).sort())
      .toEqual(names.map((name) => `p-${name}`).sort()), 30_000);
    await eventually(async () => expect(await effectsOf(group, 'fine-')).toHaveLength(names.length));
    expect(await effectsOf(group, 'p-')).toEqual([]);
    expect(Object.fromEntries((await open()).map(({ messageKey, reason }) => [messageKey, reason]))).toEqual({
      'p-json': 'ENVELOPE', 'p-schema': 'ENVELOPE', 'p-major': 'UNKNOWN_MAJOR', 'p-null': 'ENVELOPE', 'p-big': 'ENVELOPE', 'p-bare': 'ENVELOPE',
      'p-refused': 'REFUSED', 'p-type-error': 'FAILED',
    });

    things.failure = () => null;
    for (const { id, messageKey } of await open()) {
      const repaired = ['p-refused', 'p-type-error'].includes(messageKey ?? '');
      const outcome = repaired ? await messaging.deadLetters.replay(id, 'repaired') : await messaging.deadLetters.discard(id, 'nonsense');
      expect(outcome).toEqual({ closed: 3, stoppedAt: null, stillWaiting: 0 });
    }
    for (const name of names) {
      const poisoned = ['refused', 'type-error'].includes(name) ? ['poison'] : [];
      expect((await effectsOf(group, `p-${name}`)).map(({ value }) => value)).toEqual([...poisoned, 'second', 'third']);
    }
    await publish(...names.map((name): [string, string] => [`p-${name}`, 'fourth']));
    await eventually(async () => expect((await effectsOf(group, 'p-')).filter(({ value }) => value === 'fourth')).toHaveLength(names.length));
    expect(await open()).toEqual([]);
    await messaging.stop();
  });

  it('that is infrastructure makes one partition wait; the others go on, and it heals by itself', async () => {
    const group = `transient-${run}`;
    const things = new Things(group);
    let away = true;
    things.failure = (key) => (away && key === 'w-away' ? Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }) : null);
    const { strategy } = consumer(group, things);
    await publish(['w-away', '1']);
    for (let n = 0; n < 12; n += 1) await publish([`w-${n}`, '1']);
    await eventually(async () => expect((await effectsOf(group, 'w-')).length).toBeGreaterThan(5));
    expect((await effectsOf(group, 'w-away'))).toEqual([]);
    away = false;
    await eventually(async () => expect(await effectsOf(group, 'w-')).toHaveLength(13));
    await strategy.close();
  });
});

describe('first topics', () => {
  it('are read to their end before the others', async () => {
    const group = `gate-${run}`;
    await db.as({ kind: 'none' }, (tx) => outbox.publish(tx, OtherMadeV1, Array.from({ length: 450 }, (_, n) => ({ thingId: `o${n % 9}`, value: String(n) }))));
    await eventually(async () => expect(await db.rows('select 1 from outbox where published_at is null')).toEqual([]));
    const { strategy } = consumer(group, new Things(group), { firstTopics: [OtherMadeV1.topic] });
    const poisoned = await written('p-');
    await eventually(async () => expect((await effectsOf(group)).filter(({ key }) => !key.startsWith('o') && !key.startsWith('p-'))).toHaveLength(await written() - poisoned));
    const order = (await effectsOf(group)).map(({ key }) => key.startsWith('o'));
    expect(order.lastIndexOf(true)).toBe(449);
    expect(order.indexOf(false)).toBe(450);
    expect(strategy.reasons()).toEqual([]);
    await strategy.close();
  });
});

describe('a rebuild and a lost log', () => {
  it('builds beside the running one, into tables of its own', async () => {
    await db.asSuperuser((client) => client.query(
      `create table welfare.effect_g2 (like welfare.effect including identity); grant all on welfare.effect_g2 to welfare_whole`));
    const group = `main-${run}.g2`;
    const messaging = new Messaging({ service: 'welfare', brokers: testBrokers(), databaseUrl: db.appUrl, group: `main-${run}`, sessionTimeoutMs: 6_000 }, {
      transactions: db.transactions, clock, metrics: new MessagingMetrics(), log, audit: new Audit(), consumers: () => [new Things(`main-${run}`)],
    });
    closing.push(() => messaging.stop());
    const side = messaging.startBeside({ group, consumers: [new Things(group, 'effect_g2')] });
    await publish(['beside', '1']);
    await eventually(async () => {
      const [running, rebuilt] = await Promise.all([messaging.progressOf(), messaging.progressOf(group)]);
      expect(hasReached(rebuilt, running) && hasReached(running, rebuilt)).toBe(true);
    });
    const sums = await db.rows(`select md5(string_agg(key || version || value, ',' order by key, version)) as sum from effect where consumer = $1
      union all select md5(string_agg(key || version || value, ',' order by key, version)) from effect_g2`, [`main-${run}`]) as { sum: string }[];
    expect(sums[1]).toEqual(sums[0]);
    await side.stop();
    await messaging.forget(group);
    expect(await db.rows('select 1 from inbox where consumer = $1', [group])).toEqual([]);
  });

  it('brings the whole log back into a recreated topic, verbatim', async () => {
    const lost = { ...topics[1], name: OtherMadeV1.topic };
    const values = async () => {
      const group = `lost-${newId().slice(-8)}`;
      const seen = consumer(group, new Things(group));
      await eventually(async () => expect((await effectsOf(group, 'o')).length).toBeGreaterThanOrEqual(450));
      await seen.strategy.close();
      return (await effectsOf(group, 'o')).map(({ key, version, value }) => `${key}.${version}.${value}`);
    };
    const before = await values();
    for (const close of closing.splice(0).reverse()) await close();
    await withAdmin(kafka, (admin) => admin.deleteTopics({ topics: [lost.name] }));
    await eventually(async () => expect(await ensureTopics(kafka, [lost])).toEqual([lost.name]));
    const sender = relay();
    await expect(sender.republish([lost.name])).rejects.toThrow('another process');
    sender.start();
    await eventually(() => expect(sender.active).toBe(true));
    expect(await sender.republish([lost.name])).toBe(450);
    await eventually(async () => expect(await db.rows('select 1 from outbox where published_at is null')).toEqual([]));
    expect(await values()).toEqual(before);
  });
});
