import { FixedClock } from '@doanket/kernel';
import { withCallContext } from '@doanket/persistence';
import { EventTooLarge, Outbox, readOutbox } from '../src';
import { MessagingDatabase } from './messaging-database';
import { thingEvents } from './things';

const { topic, ThingMadeV1, ThingBrokenV1 } = thingEvents('outbox');
const clock = new FixedClock('2025-06-01T03:00:00Z');
const outbox = new Outbox('welfare', clock);
let db: MessagingDatabase;

beforeAll(async () => { db = await MessagingDatabase.create('outbox'); });
afterAll(() => db.drop());

const log = async () => db.transactions.runWhole((tx) => readOutbox(tx, { limit: 100_000 }));
const ofKey = async (key: string) => (await log()).filter(({ meta }) => meta.aggregateId === key);
const scope = { kind: 'units', paths: ['viet-nam'] } as const;

describe('the outbox', () => {
  it('numbers the events of an aggregate without gaps, several in one transaction too', async () => {
    await db.as(scope, async (tx) => {
      await outbox.publish(tx, ThingMadeV1, { thingId: 'a', value: '1' });
      await outbox.publish(tx, ThingBrokenV1, { thingId: 'a', value: '2' });
    });
    await db.as(scope, (tx) => outbox.publish(tx, ThingMadeV1, [{ thingId: 'a', value: '3' }, { thingId: 'b', value: '1' }, { thingId: 'a', value: '4' }]));
    expect((await ofKey('a')).map(({ meta, data }) => [meta.aggregateVersion, data])).toEqual([1, 2, 3, 4].map((n) => [n, { thingId: 'a', value: String(n) }]));
    expect((await ofKey('b')).map(({ meta }) => meta.aggregateVersion)).toEqual([1]);
  });

  it('carries what the call knows', async () => {
    const call = {
      correlationId: 'corr', causationId: 'cause', traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01', scope,
      actor: { subject: 's', personId: 'p', postId: 'q', unitId: 'unit-1', label: 'person:p;post:q' },
    };
    await withCallContext(call, () => db.transactions.run((tx) => outbox.publish(tx, ThingMadeV1, { thingId: 'c', value: '1' })));
    const [event] = await ofKey('c');
    expect(event!.meta).toMatchObject({
      type: ThingMadeV1.type, source: 'urn:doanket:welfare', time: '2025-06-01T03:00:00.000Z', aggregateType: topic, aggregateId: 'c', aggregateVersion: 1,
      correlationId: 'corr', causationId: 'cause', traceparent: call.traceparent, actor: 'person:p;post:q', unitId: 'unit-1',
    });
  });

  it('goes with its transaction', async () => {
    await expect(db.as(scope, async (tx) => {
      await outbox.publish(tx, ThingMadeV1, { thingId: 'd', value: '1' });
      throw new Error('no');
    })).rejects.toThrow('no');
    expect(await ofKey('d')).toEqual([]);
    await db.as(scope, (tx) => outbox.publish(tx, ThingMadeV1, { thingId: 'd', value: '1' }));
    expect((await ofKey('d')).map(({ meta }) => meta.aggregateVersion)).toEqual([1]);
  });

  it('refuses what breaks the contract, has unknown fields or is too large', async () => {
    const publish = (data: object) => db.as(scope, (tx) => outbox.publish(tx, ThingMadeV1, data as never));
    await expect(publish({ thingId: 'e' })).rejects.toThrow('value');
    await expect(publish({ thingId: 'e', value: '1', name: 'Nguyễn Văn A' })).rejects.toThrow('name');
    await expect(publish({ thingId: 'e', value: 'x'.repeat(65_536) })).rejects.toThrow(EventTooLarge);
    expect(await ofKey('e')).toEqual([]);
  });

  it('keeps order of versions and of seq alike when many write one aggregate at once', async () => {
    await Promise.all(Array.from({ length: 40 }, (_, n) => db.as(scope, (tx) => outbox.publish(tx, ThingMadeV1, { thingId: 'f', value: String(n) }))));
    expect((await ofKey('f')).map(({ meta }) => meta.aggregateVersion)).toEqual(Array.from({ length: 40 }, (_, n) => n + 1));
  });

  it('writes thousands in one go, however the keys cross', async () => {
    const events = Array.from({ length: 5_000 }, (_, n) => ({ thingId: `g${n % 700}`, value: String(n) }));
    await Promise.all([events, [...events].reverse()].map((half) => db.as(scope, (tx) => outbox.publish(tx, ThingMadeV1, half))));
    const [{ gaps, rows }] = await db.rows<{ gaps: string; rows: string }>(
      `select count(*) filter (where aggregate_version <> nth) as gaps, count(*) as rows from (
         select aggregate_version, row_number() over (partition by aggregate_id order by seq) as nth from outbox where aggregate_id like 'g%') as numbered`) as [{ gaps: string; rows: string }];
    expect([gaps, rows]).toEqual(['0', '10000']);
  });

  it('shows the application role nothing, and lets it change nothing but by publishing', async () => {
    for (const table of ['outbox', 'aggregate_head', 'inbox', 'dead_letter']) {
      expect(await db.as({ kind: 'none' }, (tx) => tx.query(`select * from ${table}`))).toEqual([]);
      expect(await db.as(scope, (tx) => tx.query(`select * from ${table}`))).toEqual([]);
    }
    await db.as(scope, (tx) => tx.query('update outbox set topic = $1', ['x']));
    await db.as(scope, (tx) => tx.query('delete from aggregate_head'));
    await expect(db.as(scope, (tx) => tx.query('select * from outbox_p0'))).rejects.toThrow('permission denied');
    await expect(db.as(scope, (tx) => tx.query(`insert into aggregate_head values ('t', 'i', 1)`))).rejects.toThrow('row-level security');
    await expect(db.as(scope, (tx) => tx.query('select outbox_ensure_partitions()'))).rejects.toThrow('permission denied');
    expect((await ofKey('a')).map(({ meta }) => meta.aggregateType)).toEqual([topic, topic, topic, topic]);
  });

  it('makes the next partitions before they are needed', async () => {
    const partitions = () => db.rows<{ name: string }>(`select inhrelid::regclass::text as name from pg_inherits where inhparent = 'outbox'::regclass order by 1`);
    expect(await partitions()).toHaveLength(3);
    await db.asSuperuser((client) => client.query(`select setval(pg_get_serial_sequence('welfare.outbox', 'seq'), 10000000 * 2 - 2)`));
    expect(await db.rows(`select outbox_ensure_partitions() as made`)).toEqual([{ made: 1 }]);
    expect(await db.rows(`select outbox_ensure_partitions() as made`)).toEqual([{ made: 0 }]);
    await db.as(scope, (tx) => outbox.publish(tx, ThingMadeV1, [1, 2, 3, 4].map((n) => ({ thingId: 'h', value: String(n) }))));
    expect((await ofKey('h')).map(({ meta }) => meta.aggregateVersion)).toEqual([1, 2, 3, 4]);
    expect(await db.rows(`select count(*)::int as n from outbox where seq >= 20000000`)).toEqual([{ n: 3 }]);
    const unprotected = await db.rows(`select relname from pg_class where relname like 'outbox%' and relkind in ('r', 'p') and not (relrowsecurity and relforcerowsecurity)`);
    expect(unprotected).toEqual([]);
  });
});
