import { assignTerritories, bridgeUnit, compareUnit, createPerson, executeReorganisation, foundUnit, keepTerritory } from '@doanket/contracts';
import type { Officer } from '@doanket/testing';
import { MembershipApp } from './membership-app';

let app: MembershipApp;
let chair: Officer;

beforeAll(async () => {
  app = await MembershipApp.start({ now: '2025-06-12T02:00:00Z' });
  await app.tree.standard();
  chair = await app.tree.chairOf('ha-noi');
});
afterAll(() => app.close());

const compare = (to: string, by: Officer = chair) => app.api.as(by).call(compareUnit, { params: { code: 'tay-ho' }, query: { from: '2024-12-31', to } });
const bridge = (territories: readonly string[]) => app.api.as(chair).call(bridgeUnit, { params: { code: 'tay-ho' }, body: { territories: [...territories], decision: app.decision() } });

it('RPT-06: Tây Hồ of 2024 is compared with 2026 by the wards of the former district only where a bridge exists', async () => {
  await app.api.as(chair).call(createPerson, { body: { fullName: 'Ngô Văn Mẫu', unitCode: 'ha-noi' } }).expect(201);
  await app.api.as(chair).call(keepTerritory, { body: { code: 'ward-tay-ho', name: 'Phường Tây Hồ', kind: 'WARD', validFrom: '2025-07-01' } }).expect(201);
  await bridge(['ward-tay-ho']).expectProblem(422, 'membership/unit-not-ended');
  expect((await compare('2025-06-12').expect(200)).after).toMatchObject({ unitCodes: ['tay-ho'], unions: 2, bridged: false });
  await app.api.as(chair).call(executeReorganisation, { body: { lastDay: '2025-06-30', units: [{ unitCode: 'tay-ho' }], decision: app.decision() } }).expect(201);
  await app.test.at('2025-10-01T02:00:00Z');
  await app.api.as(chair).call(foundUnit, { body: { code: 'phuong-tay-ho', type: 'S_WARD', name: 'Công đoàn phường Tây Hồ', parentCode: 'ha-noi', decision: app.decision() } }).expect(201);
  await app.api.as(chair).call(assignTerritories, { params: { code: 'phuong-tay-ho' }, body: { territories: ['ward-tay-ho'], unitCodes: ['truong-a'], decision: app.decision() } }).expect(200);

  expect(await compare('2026-01-31').expect(200)).toMatchObject({ before: { day: '2024-12-31', unitCodes: ['tay-ho'], unions: 2 }, after: null });
  await bridge(['khong-co']).expectProblem(404, 'membership/territory-not-found');
  await bridge(['ward-tay-ho']).expect(201);
  expect(await compare('2026-01-31').expect(200)).toMatchObject({ before: { unions: 2 }, after: { unitCodes: ['phuong-tay-ho'], unions: 1, bridged: true } });
});

it('RPT-06: a sister union compares nothing', async () => {
  await compare('2026-01-31', await app.tree.chairOf('thanh-xuan')).expectProblem(404, 'directory/unit-not-found');
});
