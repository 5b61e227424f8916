import { getChecksum, getRebuild, listFigures, RoundLaunchedV1, startRebuild, SubmissionAcceptedV1, WorkVerifiedV1, type DataOf, type EventContract } from '@doanket/contracts';
import { newId } from '@doanket/kernel';
import { createTestApp, type Officer, type TestApp } from '@doanket/testing';
import { AppModule } from '../src/app.module';
import { migrations } from '../src/database/migrations';
import { ReadModel } from '../src/projections/read-model';
import { RebuildsService } from '../src/rebuilds/rebuilds.service';

let app: TestApp;
let city: Officer;
const log: (() => [EventContract, unknown])[] = [];

const admin = () => app.api.as(app.tree.admin());
/** Every event stands in the log; a generation reads it from the first on. */
const read = (generation: number, from = 0) => log.slice(from).reduce(async (before, event) => {
  await before;
  const [contract, data] = event();
  await app.get(ReadModel).consumerOf(generation).deliver(contract, data as never, { aggregateId: (data as { workId?: string }).workId ?? 'r', aggregateVersion: 1 });
}, Promise.resolve());
const happened = <E extends EventContract>(event: E, data: DataOf<E>): void => { log.push(() => [event, data]); };
const worksDone = async (): Promise<string | null | undefined> => (await app.api.as(city).call(listFigures, { query: { indicator: 'WORK_G', round: 'ha-noi-2023-dot-1' } }).expect(200)).items[0]?.value;
const sum = () => admin().call(getChecksum).expect(200);

function works(n: number): void {
  for (let made = 0; made < n; made += 1) {
    happened(WorkVerifiedV1, { ...WorkVerifiedV1.example, workId: newId(), unitId: app.tree.get('truong-a').unitId, level: 'G', roundCode: 'ha-noi-2023-dot-1', completedOn: '2023-09-30', late: false });
  }
}

beforeAll(async () => {
  app = await createTestApp(AppModule, { service: 'reports', migrations });
  await app.tree.standard();
  city = await app.tree.appoint('ha-noi', 'CHAIR');
  await app.tree.heartbeat();
  happened(RoundLaunchedV1, { ...RoundLaunchedV1.example, roundCode: 'ha-noi-2023-dot-1', unitId: app.tree.get('ha-noi').unitId, level: 'C', startsOn: '2023-05-01', endsOn: '2023-09-30' });
  works(4);
  await read(1);
});
afterAll(() => app.close());

it('is rebuilt from the first event beside the one in use, which answers meanwhile, and switched when the checksums are equal', async () => {
  const before = await sum();
  await app.api.as(city).call(startRebuild, { body: {} }).expectProblem(403, 'auth/permission-missing');
  const rebuild = await admin().call(startRebuild, { body: {} }).expect(202);
  expect(rebuild).toMatchObject({ generation: 2, state: 'RUNNING', equal: null });
  await admin().call(startRebuild, { body: {} }).expectProblem(409, 'reports/rebuild-running');
  await read(2);
  expect(await worksDone()).toBe('4');
  works(1);
  await read(1, log.length - 1);
  expect(await worksDone()).toBe('5');
  await read(2, log.length - 1);
  await app.get(RebuildsService).advance();
  const done = await admin().call(getRebuild, { params: { id: rebuild.id } }).expect(200);
  expect(done).toMatchObject({ state: 'SWITCHED', equal: true });
  expect(done.checksumBefore).not.toBe(before.checksum);
  expect(await sum()).toMatchObject({ generation: 2, checksum: done.checksumBefore, records: 5 });
  expect(await worksDone()).toBe('5');
  await read(2);
  expect((await sum()).checksum).toBe(done.checksumAfter);
});

it('is given up when it differs, and the one in use stays; for repairing, the difference may be asked for', async () => {
  const inUse = await sum();
  const failing = await admin().call(startRebuild, { body: {} }).expect(202);
  await read(failing.generation, 1);
  await app.get(RebuildsService).advance();
  expect(await admin().call(getRebuild, { params: { id: failing.id } }).expect(200)).toMatchObject({ state: 'FAILED', equal: false });
  expect(await sum()).toEqual(inUse);
  const repair = await admin().call(startRebuild, { body: { demandEqual: false } }).expect(202);
  await read(repair.generation);
  await app.get(ReadModel).consumerOf(repair.generation).deliver(SubmissionAcceptedV1, { ...SubmissionAcceptedV1.example, submissionId: newId(), unitId: app.tree.get('truong-a').unitId });
  await app.get(RebuildsService).advance();
  expect(await admin().call(getRebuild, { params: { id: repair.id } }).expect(200)).toMatchObject({ state: 'SWITCHED', equal: false });
  expect((await sum()).generation).toBe(repair.generation);
  expect(await worksDone()).toBe('5');
});
