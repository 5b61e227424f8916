import { DirectoryHeartbeatV1, foundUnit, UnitFoundedV1, UnitRenamedV1 } from '@doanket/contracts';
import { DataSource } from 'typeorm';
import { DirectorySource } from '../src/directory/directory-source';
import { MembershipApp } from './membership-app';

let app: MembershipApp;

beforeAll(async () => {
  app = await MembershipApp.start();
  await app.tree.standard();
});
afterAll(() => app.close());

it('numbers every change of the directory, without gaps, and keeps it in the audit', async () => {
  const chair = await app.tree.chairOf('ha-noi');
  const found = (code: string) => app.api.as(chair).call(foundUnit, { body: { code, type: 'S_WARD', name: code, parentCode: 'ha-noi', decision: app.decision() } }).expect(201);
  await Promise.all(['phuong-10', 'phuong-11', 'phuong-12', 'phuong-13'].map(found));
  const versions = (await app.test.published(UnitFoundedV1)).map((event) => event.version);
  expect(versions).toEqual([versions[0], (versions[0] ?? 0) + 1, (versions[0] ?? 0) + 2, (versions[0] ?? 0) + 3]);
  const entries: { after: { code: string; version: number }; acting_unit_id: string }[] = await app.test.transactions.runWhole((tx) =>
    tx.query("select after, acting_unit_id from membership_audit.entry where action = 'directory.unit-founded' order by (after->>'version')::int"));
  expect(entries.map((entry) => entry.after.version)).toEqual(versions);
  expect(new Set(entries.map((entry) => entry.acting_unit_id))).toEqual(new Set([chair.unitId]));
});

it('leaves nothing behind when a decision is refused: no change, no number, no event', async () => {
  const version = async () => (await app.test.transactions.runWhole((tx) => tx.query('select version from directory_state')) as { version: number }[])[0]?.version;
  const before = await version();
  const chair = await app.tree.chairOf('ha-noi');
  await app.api.as(chair).call(foundUnit, { body: { code: 'phuong-3', type: 'S_WARD', name: 'x', parentCode: 'ha-noi', decision: app.decision() } }).expectProblem(409, 'membership/unit-code-taken');
  expect(await version()).toBe(before);
  await app.test.expectNotPublished(UnitFoundedV1);
  await app.test.expectNotPublished(UnitRenamedV1);
});

it('beats with the newest version, and forgets beats of long ago', async () => {
  const source = app.test.get(DirectorySource);
  const beat = () => app.test.transactions.runWhole((tx) => source.beat(tx));
  await app.test.expectNotPublished(DirectoryHeartbeatV1);
  await beat();
  const { version } = await app.test.expectPublished(DirectoryHeartbeatV1, { at: app.test.clock.now().toISOString() });
  expect(version).toBeGreaterThan(0);
  await app.test.transactions.runWhole((tx) => tx.query("update outbox set published_at = now() - interval '2 hours' where aggregate_type = 'membership.heartbeat'"));
  await beat();
  const left: { n: number }[] = await app.test.transactions.runWhole((tx) => tx.query("select count(*)::int as n from outbox where aggregate_type = 'membership.heartbeat'"));
  expect(left).toEqual([{ n: 1 }]);
});

it('has entities that say what the migrations made', async () => {
  const log = await app.test.app.get(DataSource).driver.createSchemaBuilder().log();
  expect(log.upQueries.map((query) => query.query)).toEqual([]);
});
