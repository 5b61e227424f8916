import {
  AgreementEndedV1, AgreementInForceV1, ClusterFormedV1, compareFigures, EmployerCoveredV1, listFigures, SubmissionAcceptedV1, UnitBridgedV1, UnitReclassifiedV1, WorkVerifiedV1, type DataOf, type EventContract, type FigureItem,
} from '@doanket/contracts';
import { newId } from '@doanket/kernel';
import { createTestApp, type Officer, type TestApp } from '@doanket/testing';
import { AppModule } from '../src/app.module';
import { migrations } from '../src/database/migrations';
import { ReadModel } from '../src/projections/read-model';

let app: TestApp;
let city: Officer;
const firms = { a: newId(), b: newId(), c: newId() };

const unitId = (code: string): string => app.tree.get(code).unitId;
const deliver = <E extends EventContract>(event: E, data: DataOf<E>): Promise<unknown> => app.get(ReadModel).consumerOf(1).deliver(event, data);
/** The one figure of a question. */
const ask = async (query: Record<string, string>): Promise<FigureItem> => (await app.api.as(city).call(listFigures, { query: query as never }).expect(200)).items[0] as FigureItem;
const cover = (employerId: string, code: string, over: Partial<DataOf<typeof EmployerCoveredV1>> = {}) =>
  deliver(EmployerCoveredV1, { employerId, coverId: newId(), unitId: unitId(code), validFrom: '2015-01-01', validTo: null, ...over });
const agreement = (employerId: string, code: string, over: Partial<DataOf<typeof AgreementInForceV1>> = {}): DataOf<typeof AgreementInForceV1> =>
  ({ ...AgreementInForceV1.example, agreementId: newId(), employerId, unitId: unitId(code), signedOn: '2025-03-01', validFrom: '2025-03-01', validTo: '2027-02-28', renewal: false, ...over });

beforeAll(async () => {
  app = await createTestApp(AppModule, { service: 'reports', migrations, now: '2026-06-01T02:00:00Z' });
  await app.tree.standard();
  city = await app.tree.appoint('ha-noi', 'CHAIR');
  await app.tree.heartbeat();
});
afterAll(() => app.close());

describe('CBA-03: coverage by agreements', () => {
  const coverage = (to: string, unit = 'ha-noi', over: Record<string, string> = {}) => ask({ indicator: 'CBA_COVERAGE', unit, from: '2025-01-01', to, ...over });

  it('CBA-03: nothing is said of a unit without employers: not reported, not zero', async () => {
    expect(await coverage('2025-12-31')).toMatchObject({ reported: false, value: null, numerator: null, denominator: null });
    expect(await ask({ indicator: 'CBA_NEW', unit: 'ha-noi', from: '2025-01-01', to: '2025-12-31' })).toMatchObject({ reported: false, value: null });
  });

  it('CBA-03: enterprises with an agreement in force ÷ enterprises with a union, on the last day, both parts kept', async () => {
    await cover(firms.a, 'truong-a');
    await cover(firms.b, 'cong-ty-b');
    // Two unions at one firm are one enterprise.
    await cover(firms.b, 'truong-a');
    await cover(firms.c, 'benh-vien-c');
    const signed = agreement(firms.b, 'cong-ty-b');
    await deliver(AgreementInForceV1, signed);
    expect(await coverage('2025-02-28')).toMatchObject({ reported: true, value: '0', numerator: '0', denominator: '3' });
    expect(await coverage('2025-03-01')).toMatchObject({ value: '33.33', valueUnit: 'PERCENT', numerator: '1', denominator: '3', source: 'RECORDS' });
    expect(await coverage('2025-03-01', 'tay-ho')).toMatchObject({ value: '50', numerator: '1', denominator: '2' });
    expect(await coverage('2025-03-01', 'thanh-xuan')).toMatchObject({ value: '0', denominator: '1' });

    const item = await coverage('2025-03-01');
    const url = new URL(item.recordsUrl ?? '', 'http://doanket.test');
    for (const [part, total] of [['value', 1], ['denominator', 3]] as const) {
      expect((await app.api.as(city).get(`${url.pathname.replace('/api/reports', '')}${url.search}&part=${part}`).expect(200)).total).toBe(total);
    }
    await deliver(AgreementEndedV1, { agreementId: signed.agreementId, employerId: firms.b, unitId: signed.unitId, lastDay: '2025-08-31', outcome: 'VOID' });
    expect(await coverage('2025-08-31')).toMatchObject({ numerator: '1' });
    expect(await coverage('2025-09-01')).toMatchObject({ numerator: '0', denominator: '3' });
  });

  it('CBA-03: an agreement counts to its last day, and a firm whose union left is in no part', async () => {
    const ending = agreement(firms.c, 'benh-vien-c', { signedOn: '2024-05-01', validFrom: '2024-05-01', validTo: '2026-04-30' });
    await deliver(AgreementInForceV1, ending);
    expect(await coverage('2026-04-30', 'thanh-xuan')).toMatchObject({ value: '100' });
    expect(await coverage('2026-05-01', 'thanh-xuan')).toMatchObject({ value: '0' });
    const coverId = newId();
    const firm = newId();
    await cover(firm, 'benh-vien-c', { coverId });
    await cover(firm, 'benh-vien-c', { coverId, validTo: '2026-03-31' });
    expect(await coverage('2026-03-31', 'thanh-xuan')).toMatchObject({ denominator: '2' });
    expect(await coverage('2026-04-01', 'thanh-xuan')).toMatchObject({ denominator: '1' });
  });

  it('CBA-03: what a member submitted for a cluster stays as submitted, and the others stay not reported', async () => {
    await deliver(ClusterFormedV1, { ...ClusterFormedV1.example, clusterCode: 'ha-noi-2019-cum-2', year: 2019, memberUnitIds: [unitId('phuong-3'), unitId('phuong-30')] });
    await deliver(SubmissionAcceptedV1, {
      ...SubmissionAcceptedV1.example, submissionId: newId(), indicator: 'CBA_COVERAGE', unitId: unitId('phuong-3'), from: '2019-01-01', to: '2019-12-31', submittedOn: '2019-11-27', roundCode: null, clusterCode: 'ha-noi-2019-cum-2',
      value: '75.2', numerator: null, denominator: null, valueUnit: 'LEGACY_PERCENT', qualifier: 'EXACT',
    });
    const { items, summary } = await app.api.as(city).call(listFigures, { query: { indicator: 'CBA_COVERAGE', cluster: 'ha-noi-2019-cum-2' } }).expect(200);
    expect(items).toMatchObject([{ value: '75.2', valueUnit: 'LEGACY_PERCENT', source: 'SUBMISSION' }, { reported: false, value: null }]);
    expect(summary).toMatchObject({ value: null, reportedUnits: 1, units: 2 });
  });

  it('RPT-01: as of a day before agreements had records, the figure is what units submitted', async () => {
    expect(await coverage('2025-12-31', 'ha-noi', { asOf: '2024-12-31' })).toMatchObject({ reported: false, source: 'SUBMISSION' });
    expect(await coverage('2025-12-31', 'ha-noi', { asOf: '2025-01-01' })).toMatchObject({ reported: true, source: 'RECORDS' });
  });
});

describe('CBA-06: newly signed agreements', () => {
  it('CBA-06: by the day of signing, renewals apart; a zero is a report where an enterprise is known', async () => {
    const signed = (from: string, to: string, unit = 'cong-ty-b') => ask({ indicator: 'CBA_NEW', unit, from, to });
    await cover(newId(), 'phuong-3-co-so');
    for (const over of [{ signedOn: '2026-01-01' }, { signedOn: '2026-01-31' }, { signedOn: '2026-01-15', renewal: true }]) await deliver(AgreementInForceV1, agreement(newId(), 'phuong-3-co-so', over));
    expect(await signed('2026-01-01', '2026-01-31', 'phuong-3')).toMatchObject({ reported: true, value: '2', source: 'RECORDS' });
    expect(await signed('2026-01-02', '2026-01-30', 'phuong-3')).toMatchObject({ reported: true, value: '0' });
    expect(await signed('2026-01-01', '2026-01-31', 'phuong-30')).toMatchObject({ reported: false, value: null });
  });
});

describe('RPT-06: figures before and after a reorganisation', () => {
  const compare = (over: Record<string, string> = {}, by: Officer = city) =>
    app.api.as(by).call(compareFigures, { query: { indicator: 'WORK_G', unit: 'tay-ho', from: '2024-01-01', to: '2024-12-31', withFrom: '2026-01-01', withTo: '2026-05-31', ...over } as never });
  const work = (code: string, completedOn: string) => deliver(WorkVerifiedV1, { ...WorkVerifiedV1.example, workId: newId(), unitId: unitId(code), level: 'G', roundCode: 'khong-dot', completedOn, late: false });

  it('RPT-06: Tây Hồ 2024 with 2026: nothing without a bridge, the wards of the former district with one', async () => {
    for (const day of ['2024-03-01', '2024-04-01', '2024-05-01']) await work('truong-a', day);
    expect(await compare().expect(200)).toMatchObject({ before: { summary: { value: '3' } }, after: { summary: { value: '0' } }, bridged: false });

    await app.tree.end('tay-ho', '2025-06-30');
    await app.tree.move('truong-a', 'phuong-3', '2025-10-01');
    await app.tree.move('cong-ty-b', 'phuong-30', '2025-10-01');
    for (const [code, ward] of [['phuong-3', 'Phường Tây Hồ'], ['phuong-30', 'Phường Hồng Hà']] as const) await app.tree.change(UnitReclassifiedV1, { unitId: unitId(code), bloc: null, territories: [ward] }, '2025-10-01');
    await app.tree.heartbeat();
    await work('truong-a', '2026-02-01');
    await work('cong-ty-b', '2026-03-01');
    expect(await compare().expect(200)).toMatchObject({ before: { summary: { value: '3' } }, after: null, bridged: false });

    const bridge = (names: [string, string][], removed: string[] = []) => deliver(UnitBridgedV1, { unitId: unitId('tay-ho'), bridgedOn: '2026-01-10', territories: names.map(([code, name]) => ({ code, name })), removed });
    await bridge([['ward-tay-ho', 'Phường Tây Hồ'], ['ward-hong-ha', 'Phường Hồng Hà']]);
    const both = await compare().expect(200);
    expect(both).toMatchObject({ bridged: true, before: { items: [{ unit: 'tay-ho', value: '3' }] }, after: { summary: { value: '2', units: 2 } } });
    expect(both.after?.items.map(({ unit, value }) => [unit, value])).toEqual([['phuong-3', '1'], ['phuong-30', '1']]);
    expect(await compare({ asOf: '2026-01-09' }).expect(200)).toMatchObject({ after: null });

    await bridge([['ward-tay-ho', 'Phường Tây Hồ']], ['ward-hong-ha']);
    expect((await compare().expect(200)).after?.items.map(({ unit }) => unit)).toEqual(['phuong-3']);
  });

  it('RPT-06: a rate of several wards is no average; a sister unit compares nothing', async () => {
    const { after } = await compare({ indicator: 'CBA_COVERAGE' }).expect(200);
    expect(after?.items).toHaveLength(1);
    await compare({}, await app.tree.appoint('thanh-xuan', 'CHAIR')).expectProblem(404, 'directory/unit-not-found');
    await compare({ withFrom: '2026-05-31', withTo: '2026-01-01' }).expectProblem(422, 'reports/one-scope-expected');
    await compare({ indicator: 'KHONG_CO' }).expectProblem(422, 'reports/unknown-indicator');
  });
});
