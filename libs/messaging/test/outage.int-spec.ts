import { connect, type Socket } from 'node:net';
import type { EventOf } from '@doanket/contracts';
import { newId, SystemClock } from '@doanket/kernel';
import type { Tx } from '@doanket/persistence';
import type { Consumer, ISocketFactory } from 'kafkajs';
import { Consumes, createKafka, ensureTopics, EventConsumer, handlersOf, KafkaConsumerStrategy, MessagingMetrics, Outbox, OutboxRelay, silentLog, withAdmin, type MessagingLog } from '../src';
import { eventually, MessagingDatabase, testBrokers } from './messaging-database';
import { thingEvents } from './things';

/** The network between us and the broker: it can be cut, and be mended. */
class Network {
  private readonly sockets = new Set<Socket>();
  private up = true;

  readonly factory: ISocketFactory = ({ host, port, onConnect }) => {
    const socket = this.up ? connect({ host, port }, onConnect) : connect({ host: '127.0.0.1', port: 1 }, onConnect);
    this.sockets.add(socket);
    socket.on('close', () => this.sockets.delete(socket));
    return socket;
  };

  cut(): void {
    this.up = false;
    for (const socket of this.sockets) socket.destroy(Object.assign(new Error('the network is cut'), { code: 'ECONNRESET' }));
  }

  mend(): void {
    this.up = true;
  }
}

const run = newId().slice(-12);
const { topic, ThingMadeV1 } = thingEvents(`outage-${run}`);
const network = new Network();
const clock = new SystemClock();
const outbox = new Outbox('welfare', clock);
const say = (facts: object): void => { process.stderr.write(`${new Date().toISOString()} ${JSON.stringify(facts)}\n`); };
const log: MessagingLog = process.env['TEST_LOG'] === undefined ? silentLog : { info: say, warn: say, error: say };
let db: MessagingDatabase;

class Things {
  @Consumes(ThingMadeV1)
  async onMade({ meta, data }: EventOf<typeof ThingMadeV1>, tx: Tx): Promise<void> {
    await tx.query(`insert into effect (consumer, key, version, value) values ('w', $1, $2, $3)`, [meta.aggregateId, meta.aggregateVersion, data.value]);
  }
}

beforeAll(async () => { db = await MessagingDatabase.create('outage'); });
afterAll(() => db.drop());

it('accepts commands without a broker, and delivers all of them once it is back', async () => {
  const kafka = createKafka({ brokers: testBrokers(), clientId: 'outage', log, socketFactory: network.factory });
  const metrics = new MessagingMetrics();
  const died: string[] = [];
  const relay = new OutboxRelay({ service: 'welfare', databaseUrl: db.appUrl, kafka, transactions: db.transactions, metrics, log });
  const consumer = new EventConsumer({ service: 'welfare', consumer: `outage-${run}`, handlers: handlersOf(new Things()), transactions: db.transactions, clock, metrics, log });
  const strategy = new KafkaConsumerStrategy({ group: `outage-${run}`, consumer, kafka, metrics, log, sessionTimeoutMs: 6_000, onFatal: (reason) => died.push(reason) });
  let sent = 0;
  const publish = async () => {
    for (let n = 0; n < 5; n += 1) await db.as({ kind: 'none' }, (tx) => outbox.publish(tx, ThingMadeV1, [{ thingId: `k${n}`, value: String((sent += 1)) }]));
  };

  // A service that starts before its broker waits for it.
  network.cut();
  relay.start();
  strategy.start();
  await publish();
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  expect(strategy.reasons()).toEqual([`outage-${run}: not in its consumer group`]);
  network.mend();
  await ensureTopics(kafka, [{ name: topic, partitions: 3, retention: 'EVERYTHING' }]);
  await eventually(async () => expect(await db.effects()).toHaveLength(sent), 20_000);

  // A broker that goes away for a while.
  network.cut();
  await publish();
  await new Promise((resolve) => setTimeout(resolve, 5_000));
  await publish();
  expect(await db.effects()).toHaveLength(sent - 10);
  network.mend();
  await eventually(async () => expect(await db.effects()).toHaveLength(sent), 30_000);
  await publish();
  await eventually(async () => expect(await db.effects()).toHaveLength(sent));

  for (let n = 0; n < 5; n += 1) {
    expect((await db.effects()).filter(({ key }) => key === `k${n}`).map(({ version }) => version)).toEqual([1, 2, 3, 4]);
  }
  expect(died).toEqual([]);
  expect(strategy.reasons()).toEqual([]);
  await strategy.close();
  await relay.stop();
  await withAdmin(kafka, (admin) => admin.deleteTopics({ topics: [topic] }));
});

it('says so and gives up when it has gone silent with the broker at hand', async () => {
  const topicOfTwo = { name: `${topic}-silent`, partitions: 1, retention: 'EVERYTHING' } as const;
  const kafka = createKafka({ brokers: testBrokers(), clientId: 'silent', log, socketFactory: network.factory });
  await ensureTopics(kafka, [topicOfTwo]);
  const event = { ...ThingMadeV1, topic: topicOfTwo.name };
  const metrics = new MessagingMetrics();
  const handler = { event, anyOrder: false, lifts: [], name: 'silent', batch: false, handle: () => Promise.resolve() };
  const consumer = new EventConsumer({ service: 'welfare', consumer: 'silent', handlers: [handler], transactions: db.transactions, clock, metrics, log });
  const died: string[] = [];
  const strategy = new KafkaConsumerStrategy({ group: `silent-${run}`, consumer, kafka, metrics, log, silenceMs: 2_000, onFatal: (reason) => died.push(reason) });
  strategy.start();
  await eventually(() => expect(strategy.reasons()).toEqual([]));
  await new Promise((resolve) => setTimeout(resolve, 3_000));
  expect(died).toEqual([]);
  await strategy.unwrap<Consumer>().stop();
  network.cut();
  await new Promise((resolve) => setTimeout(resolve, 3_000));
  expect(died).toEqual([]);
  network.mend();
  await eventually(() => expect(died).toEqual(['no fetch for 2 s']));
  expect(strategy.isFatal).toBe(true);
  await strategy.close();
  await withAdmin(kafka, (admin) => admin.deleteTopics({ topics: [topicOfTwo.name] }));
});
