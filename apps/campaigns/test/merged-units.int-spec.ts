import { adoptPlan, assignPetition, classifyPetition, getPetition, getPlan, getWork, issuePlan, listAdoptions, raisePetition, registerWork, reportAdoption } from '@doanket/contracts';
import type { TestApp } from '@doanket/testing';
import { MergedUnits } from '../src/units/merged-units';
import { campaignsApp, paper, round2023 } from './support/campaigns-app';

let app: TestApp;

beforeAll(async () => {
  app = await campaignsApp('2023-06-01T02:00:00Z');
  await round2023(app);
});
afterAll(() => app.close());

const by = (unit: string) => app.api.as(app.tree.officerOf(unit));
const round = (): Promise<number> => app.get(MergedUnits).round();
const raise = async (text: string): Promise<string> => (await by('truong-a').call(raisePetition, { body: { channel: 'WRITTEN', unitCode: 'truong-a', text } }).expect(201)).id;

it('ORG-05: open petitions and works of a merged union pass to its successor in their state; what is settled or verified keeps the old one', async () => {
  const [received, assigned] = [await raise('Cần thêm xe đưa đón'), await raise('Bữa ăn ca')];
  await by('ha-noi').call(classifyPetition, { params: { id: assigned }, body: { topic: 'SOCIAL_HOUSING' } }).expect(200);
  await by('ha-noi').call(assignPetition, { params: { id: assigned }, body: { ownerUnitCode: 'tay-ho', dueOn: '2023-07-31' } }).expect(200);
  const [settled] = await paper(app, 'PETITIONS_SETTLED', [{
    channel: 'WRITTEN', topic: 'SOCIAL_HOUSING', unitCode: 'truong-a', text: 'Nhà ở xã hội', receivedOn: '2023-05-12', roundCode: 'ha-noi-2023-dot-1', outcome: 'ANSWERED', answer: 'Đã trả lời', settledOn: '2023-05-23',
  }], { on: '2023-05-23' });
  const register = (unit: string, title: string) => by(unit).call(registerWork, { body: { roundCode: 'ha-noi-2023-dot-1', kind: 'TASK', title } }).expect(201);
  const [work, doubled] = [await register('truong-a', 'Sân chơi cho trẻ'), await register('truong-a', 'Thư viện xanh')];
  await register('cong-ty-b', 'Thư viện xanh');
  const [verified] = await paper(app, 'WORK_VERIFIED', [{ roundCode: 'ha-noi-2023-dot-1', unitCode: 'truong-a', level: 'G', kind: 'TASK', title: 'Đường hoa', registeredOn: '2023-05-20', completedOn: '2023-05-25' }], { issuer: 'tay-ho', on: '2023-05-30' });

  await app.tree.end('truong-a', '2023-06-30', 'cong-ty-b');
  await app.tree.end('tay-ho', '2023-06-30', 'cau-giay');
  expect(await round()).toBe(0);
  await app.at('2023-07-01T02:00:00Z');
  expect(await round()).toBe(4);
  expect(await round()).toBe(0);

  const petition = (id: string) => app.api.as(app.tree.chairOf('ha-noi')).call(getPetition, { params: { id } }).expect(200);
  expect(await petition(received)).toMatchObject({ unitCode: 'cong-ty-b', state: 'RECEIVED' });
  expect(await petition(assigned)).toMatchObject({ unitCode: 'cong-ty-b', state: 'ASSIGNED', ownerUnitCode: 'cau-giay' });
  expect(await petition(settled ?? '')).toMatchObject({ unitCode: 'truong-a' });
  const found = (id: string) => by('ha-noi').call(getWork, { params: { id } }).expect(200);
  expect(await found(work.id)).toMatchObject({ unitCode: 'cong-ty-b', state: 'REGISTERED' });
  // The successor has the same work in the round: both stand.
  expect(await found(doubled.id)).toMatchObject({ unitCode: 'truong-a' });
  expect(await found(verified ?? '')).toMatchObject({ unitCode: 'truong-a', state: 'VERIFIED' });
});

it('ORG-05: a plan that a merged union was asked to adopt is its successor\'s to adopt; what is reported, and what the successor was asked itself, stays', async () => {
  const head = (unit: string) => app.api.as(app.tree.chairOf(unit));
  const issue = (n: number, askedUnitCodes: string[]) => head('ha-noi').call(issuePlan, {
    body: { code: `hop-nhat-${n}`, title: `Kế hoạch ${n}`, year: 2023, startsOn: '2023-07-01', endsOn: '2023-12-31', number: `${n}/KH-HN`, decidedOn: '2023-07-01', askedUnitCodes } as never,
  }).expect(201);
  await issue(71, ['truong-d']);
  await issue(72, ['truong-d', 'cong-ty-c']);
  await issue(73, ['truong-d']);
  await head('truong-d').call(adoptPlan, { params: { code: 'hop-nhat-73' }, body: { adoptedOn: '2023-07-01' } }).expect(200);
  await head('truong-d').call(reportAdoption, { params: { code: 'hop-nhat-73' }, body: { reportedOn: '2023-07-01', report: 'Đã triển khai' } }).expect(200);
  const asked = async (n: number) => (await head('ha-noi').call(listAdoptions, { params: { code: `hop-nhat-${n}` }, query: {} }).expect(200)).items.map(({ unitCode, state }) => `${unitCode} ${state}`).sort();

  await app.tree.end('truong-d', '2023-07-31', 'cong-ty-c');
  expect(await round()).toBe(0);
  expect(await asked(71)).toEqual(['truong-d ASKED']);
  await app.at('2023-08-01T02:00:00Z');
  expect(await round()).toBe(1);
  expect([await asked(71), await asked(72), await asked(73)]).toEqual([['cong-ty-c ASKED'], ['cong-ty-c ASKED', 'truong-d ASKED'], ['truong-d REPORTED']]);
  await head('cong-ty-c').call(adoptPlan, { params: { code: 'hop-nhat-71' }, body: { adoptedOn: '2023-08-01' } }).expect(200);
  expect((await head('ha-noi').call(getPlan, { params: { code: 'hop-nhat-71' } }).expect(200)).adoption).toEqual({ adopted: 1, asked: 1, percent: '100' });
});
