import { confirmMemberTransfer, transferMember } from '@doanket/contracts';
import { DuesRunner } from '../src/dues/dues-runner';
import { DuesRunsService } from '../src/dues/dues-runs.service';
import { DuesWorld } from './dues.builder';
import { ExchangeDesk } from './exchange-desk';

let world: DuesWorld;
let desk: ExchangeDesk;

beforeAll(async () => {
  world = await DuesWorld.start();
  // The tree is there already.
  desk = Object.assign(new ExchangeDesk(world.app), { city: await world.officer('ha-noi'), head: await world.app.tree.viceChairOf('ha-noi') });
});
afterAll(() => world.app.close());

it('SOC-03: a salary change from 01/2025 in a file of 03/2025 reckons dues of 3 months again and books the difference', async () => {
  const partner = await desk.partner('dues');
  const employer = await desk.employer({ union: 'cong-ty-b' });
  const member = await desk.member('cong-ty-b', { personalId: '001195000101' });
  const row = { enterpriseCode: employer.enterpriseCode, personalId: '001195000101', fromMonth: '2025-01' };
  await desk.applied(partner, 'D02_LT', '2025-01', [{ ...row, change: 'NEW_WORKER', salaryVnd: 8_000_000 }]);
  await world.at('2025-03-31');
  for (const month of ['2025-01', '2025-02', '2025-03']) await world.run('cong-ty-b', month);
  expect(await world.line('cong-ty-b', '2025-02', member.id)).toMatchObject({ baseVnd: 8_000_000, regularVnd: 80_000 });
  const runs = world.app.test.get(DuesRunsService);
  await runs.recalculate();
  await world.app.test.get(DuesRunner).workOff();
  expect(await world.lines('cong-ty-b', '2025-01')).toHaveLength(1);

  await desk.applied(partner, 'D02_LT', '2025-03', [{ ...row, change: 'SALARY_CHANGED', salaryVnd: 9_000_000 }]);
  expect(await runs.recalculate()).toBe(3);
  await world.app.test.get(DuesRunner).workOff();
  for (const month of ['2025-01', '2025-02', '2025-03']) {
    expect((await world.lines('cong-ty-b', month)).map((line) => [line.kind, line.regularVnd])).toEqual([['REGULAR', 80_000], ['CORRECTION', 10_000]]);
    expect(await world.totals('cong-ty-b', month)).toMatchObject({ regularVnd: 90_000, members: 1, payers: 1 });
  }
  expect(await runs.recalculate()).toBe(0);
});

it('SOC-05: a leave on the list of the insurer exempts its months, and ends by itself', async () => {
  await world.at('2025-03-31');
  const partner = await desk.partner('health');
  const employer = await desk.employer({ union: 'cong-ty-b' });
  const member = await desk.member('cong-ty-b', { personalId: '001195000202' });
  await world.salary('cong-ty-b', member.id, 10_000_000, '2025-01');
  const listed = await desk.applied(partner, 'BENEFIT_LIST', '2025-04', [{ enterpriseCode: employer.enterpriseCode, personalId: '001195000202', benefit: 'MATERNITY', fromDay: '2025-04-01', toDay: '2025-05-31' }]);
  expect(listed).toMatchObject({ state: 'APPLIED', counts: { applied: 1 } });
  await world.at('2025-06-30');
  for (const month of ['2025-04', '2025-05', '2025-06']) await world.run('cong-ty-b', month);
  const statusOf = async (month: string) => (await world.line('cong-ty-b', month, member.id))?.status;
  expect([await statusOf('2025-04'), await statusOf('2025-05'), await statusOf('2025-06')]).toEqual(['EXEMPT', 'EXEMPT', 'DUE']);
  expect(await world.line('cong-ty-b', '2025-05', member.id)).toMatchObject({ reason: 'ALLOWANCE', regularVnd: 0 });
});

it('ORG-10: leaving on 15/3 and confirmed on 2/4: March dues at the old union, April at the new one', async () => {
  await world.at('2025-01-06');
  const id = await world.member('truong-a', 10_000_000);
  await world.at('2025-03-15');
  const transfer = await world.api.as(world.chair('truong-a')).call(transferMember, { params: { id }, body: { toUnitCode: 'benh-vien-c', leftOn: '2025-03-15', decision: world.app.decision() } }).expect(201);
  await world.at('2025-04-02');
  const confirmed = await world.api.as(world.chair('benh-vien-c')).call(confirmMemberTransfer, { params: { id: transfer.id }, body: { confirmedOn: '2025-04-02' } });
  expect(confirmed.status).toBeLessThan(300);
  await world.at('2025-04-30');
  for (const month of ['2025-03', '2025-04']) for (const unit of ['truong-a', 'benh-vien-c']) await world.run(unit, month);
  expect((await world.lines('truong-a', '2025-03')).map((line) => line.status)).toEqual(['DUE']);
  expect(await world.lines('truong-a', '2025-04')).toEqual([]);
  expect(await world.lines('benh-vien-c', '2025-03')).toEqual([]);
  expect(await world.lines('benh-vien-c', '2025-04')).toHaveLength(1);
});
