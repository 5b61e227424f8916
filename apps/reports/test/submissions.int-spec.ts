import {
  acceptSubmission, addIndicator, addSubmission, changeSubmission, consolidateSubmissions, getIndicator, getSubmission, listIndicators, listSubmissions, returnSubmission, sendSubmission, SubmissionAcceptedV1, type CallOf, type SubmissionView,
} from '@doanket/contracts';
import { createTestApp, type Officer, type TestApp } from '@doanket/testing';
import { AppModule } from '../src/app.module';
import { migrations } from '../src/database/migrations';

let app: TestApp;
let city: Officer, clerk: Officer, district: Officer, beside: Officer, union: Officer, unionChair: Officer;

const QUARTER = { from: '2025-01-01', to: '2025-03-31' };
const value = (over: Partial<CallOf<typeof addSubmission>['body']> = {}) => ({
  indicator: 'HEALTHCHECK_PERSON', unitCode: 'truong-a', ...QUARTER, value: '40', valueUnit: 'PERSON' as const, ...over,
});
const add = (who: Officer, over: Parameters<typeof value>[0] = {}): Promise<SubmissionView> => app.api.as(who).call(addSubmission, { body: value(over) }).expect(201);
const send = (who: Officer, id: string) => app.api.as(who).call(sendSubmission, { params: { id } });
const accept = (who: Officer, id: string) => app.api.as(who).call(acceptSubmission, { params: { id } });
const consolidate = (who: Officer, over: object = {}) => app.api.as(who).call(consolidateSubmissions, { body: { indicator: 'HEALTHCHECK_PERSON', unitCode: 'tay-ho', ...QUARTER, ...over } });
async function accepted(unit: Officer, by: Officer, over: Parameters<typeof value>[0] = {}): Promise<SubmissionView> {
  const { id } = await add(unit, over);
  await send(unit, id).expect(200);
  return accept(by, id).expect(200);
}

beforeAll(async () => {
  app = await createTestApp(AppModule, { service: 'reports', migrations });
  await app.tree.standard();
  city = await app.tree.appoint('ha-noi', 'CHAIR');
  clerk = await app.tree.appoint('tay-ho', 'OFFICER');
  district = await app.tree.appoint('tay-ho', 'CHAIR');
  beside = await app.tree.appoint('thanh-xuan', 'CHAIR');
  union = await app.tree.appoint('truong-a', 'OFFICER');
  unionChair = await app.tree.appoint('truong-a', 'CHAIR');
  await app.tree.heartbeat();
});
afterAll(() => app.close());

describe('RPT-03: a value on its way', () => {
  it('RPT-03: DRAFT, SUBMITTED, RETURNED with a reason, sent again, ACCEPTED; it counts with its acceptance', async () => {
    const draft = await add(union);
    expect(draft).toMatchObject({ state: 'DRAFT', submittedOn: null, value: '40' });
    await accept(district, draft.id).expectProblem(409, 'reports/submission-in-other-state');
    expect(await send(union, draft.id).expect(200)).toMatchObject({ state: 'SUBMITTED', submittedOn: '2026-03-02' });
    await send(union, draft.id).expectProblem(409, 'reports/submission-in-other-state');
    await app.api.as(district).call(returnSubmission, { params: { id: draft.id }, body: { reason: '' } }).expectProblem(400, 'request/invalid');
    expect(await app.api.as(district).call(returnSubmission, { params: { id: draft.id }, body: { reason: 'Thiếu danh sách' } }).expect(200)).toMatchObject({ state: 'RETURNED', returnReason: 'Thiếu danh sách' });
    await accept(district, draft.id).expectProblem(409, 'reports/submission-in-other-state');
    await send(union, draft.id).expect(200);
    await app.expectNotPublished(SubmissionAcceptedV1);
    expect(await accept(district, draft.id).expect(200)).toMatchObject({ state: 'ACCEPTED' });
    await app.expectPublished(SubmissionAcceptedV1, { submissionId: draft.id, value: '40', submittedOn: '2026-03-02' });
    await accept(district, draft.id).expectProblem(409, 'reports/submission-in-other-state');
  });

  it('RPT-03: what was returned is corrected with the version that was read, keeps what it said, and is handed in again', async () => {
    const period = { from: '2024-01-01', to: '2024-03-31' };
    const { id } = await add(union, { ...period, value: '40' });
    const change = (who: Officer, version: number, over: Parameters<typeof value>[0] = {}) =>
      app.api.as(who).call(changeSubmission, { params: { id }, body: value({ ...period, ...over }) }, { headers: { 'if-match': `"${version}"` } });
    expect(await change(union, 1, { value: '41' }).expect(200)).toMatchObject({ state: 'DRAFT', value: '41', version: 2, history: [{ version: 1, value: '40', returnReason: null }] });
    await send(union, id).expect(200);
    await change(union, 3, { value: '42' }).expectProblem(409, 'reports/submission-in-other-state');
    const returned = await app.api.as(district).call(returnSubmission, { params: { id }, body: { reason: 'Thiếu danh sách' } }).expect(200);
    await change(union, returned.version - 1, { value: '42' }).expectProblem(412, 'request/changed-meanwhile');
    await app.api.as(union).call(changeSubmission, { params: { id }, body: value(period) }).expectProblem(400, 'request/invalid');
    const other = await change(union, returned.version, { unitCode: 'cong-ty-b' }).expectProblem(422, 'reports/submission-of-another');
    expect(other.errors).toEqual([{ pointer: '/body/unitCode', detail: 'cannot be changed' }]);
    await change(union, returned.version, { indicator: 'GIFT_PERSON' }).expectProblem(422, 'reports/submission-of-another');
    const wrong = await change(union, returned.version, { valueUnit: 'COUNT' }).expectProblem(422, 'reports/submission-incomplete');
    expect(wrong.errors?.map(({ pointer }) => pointer)).toEqual(['/body/valueUnit']);
    await change(beside, returned.version, { value: '42' }).expectProblem(404, 'reports/submission-not-found');
    await app.api.as(beside).call(getSubmission, { params: { id } }).expectProblem(404, 'reports/submission-not-found');
    const corrected = await change(union, returned.version, { value: '42', qualifier: 'APPROX_BELOW' }).expect(200);
    expect(corrected).toMatchObject({ state: 'RETURNED', value: '42', qualifier: 'APPROX_BELOW', returnReason: 'Thiếu danh sách', version: returned.version + 1 });
    expect(corrected.history.map((edition) => [edition.value, edition.returnReason])).toEqual([['41', 'Thiếu danh sách'], ['40', null]]);
    await send(union, id).expect(200);
    expect(await accept(district, id).expect(200)).toMatchObject({ state: 'ACCEPTED', value: '42' });
    await app.expectPublished(SubmissionAcceptedV1, { submissionId: id, value: '42', qualifier: 'APPROX_BELOW' });
    expect((await app.api.as(district).call(getSubmission, { params: { id } }).expect(200)).history).toHaveLength(2);
  });

  it('RPT-03: a value is not corrected into a period that is locked', async () => {
    const period = { from: '2024-04-01', to: '2024-06-30' };
    await accepted(union, district, { ...period, value: '7' });
    const draft = await add(union, { from: '2024-04-01', to: '2024-05-31' });
    await consolidate(district, { ...period, lock: true }).expect(200);
    const change = (to: string) => app.api.as(union).call(changeSubmission, { params: { id: draft.id }, body: value({ from: '2024-04-01', to }) }, { headers: { 'if-match': `"${draft.version}"` } });
    await change('2024-06-30').expectProblem(409, 'reports/period-locked');
    await change('2024-06-29').expect(200);
  });

  it('RPT-03: nobody accepts what they sent, nor the unit its own; a unit beside sees none of it', async () => {
    const { id } = await add(union, { from: '2025-04-01', to: '2025-06-30' });
    await send(union, id).expect(200);
    await accept(unionChair, id).expectProblem(403, 'auth/permission-missing');
    await accept(beside, id).expectProblem(404, 'reports/submission-not-found');
    const own = await add(clerk, { unitCode: 'tay-ho', from: '2025-04-01', to: '2025-06-30' });
    await send(clerk, own.id).expect(200);
    await accept(district, own.id).expectProblem(422, 'reports/own-submission-reviewed');
    const forUnion = await add(clerk, { unitCode: 'cong-ty-b', from: '2025-04-01', to: '2025-06-30' });
    await send(clerk, forUnion.id).expect(200);
    await accept(clerk, forUnion.id).expectProblem(422, 'reports/own-submission-reviewed');
    await accept(district, forUnion.id).expect(200);
    expect((await app.api.as(beside).call(listSubmissions, { query: {} }).expect(200)).items).toEqual([]);
    expect((await app.api.as(district).call(listSubmissions, { query: { state: 'SUBMITTED' } }).expect(200)).items.map((row) => row.id).sort()).toEqual([id, own.id].sort());
  });

  it('RPT-03: a missing child is named and never counted as zero; the latest accepted value of a child is the one that counts', async () => {
    const period = { from: '2025-07-01', to: '2025-09-30' };
    await accepted(union, district, { ...period, value: '12' });
    expect(await consolidate(district, period).expect(200)).toEqual({
      indicator: 'HEALTHCHECK_PERSON', unitCode: 'tay-ho', state: 'CONSOLIDATED', value: '12', qualifier: 'EXACT', reportedUnits: 1, units: 2, missing: ['cong-ty-b'],
    });
    await accepted(union, district, { ...period, value: '15', qualifier: 'APPROX_ABOVE' });
    expect(await consolidate(district, period).expect(200)).toMatchObject({ value: '15', qualifier: 'APPROX_ABOVE', reportedUnits: 1, missing: ['cong-ty-b'] });
    await consolidate(beside, period).expectProblem(404, 'directory/unit-not-found');
    await consolidate(union, { ...period, unitCode: 'truong-a' }).expectProblem(403, 'auth/permission-missing');
  });

  it('RPT-03: LOCKED keeps a period as it is: no draft, no sending, no acceptance of another value for it', async () => {
    const period = { from: '2025-10-01', to: '2025-12-31' };
    await accepted(union, district, { ...period, value: '7' });
    const late = await add(union, { ...period, value: '9' });
    const sent = await add(union, { ...period, value: '11' });
    await send(union, sent.id).expect(200);
    expect(await consolidate(district, { ...period, lock: true }).expect(200)).toMatchObject({ state: 'LOCKED', value: '7' });
    await app.api.as(union).call(addSubmission, { body: value({ ...period, value: '8' }) }).expectProblem(409, 'reports/period-locked');
    await send(union, late.id).expectProblem(409, 'reports/period-locked');
    await accept(district, sent.id).expectProblem(409, 'reports/period-locked');
    expect(await consolidate(district, period).expect(200)).toMatchObject({ value: '7', missing: ['cong-ty-b'] });
    const locked = await app.api.as(union).call(listSubmissions, { query: { state: 'LOCKED' } }).expect(200);
    expect(locked.items.filter((item) => item.from === period.from).map((item) => item.value)).toEqual(['7']);
    await add(union, { from: '2025-10-01', to: '2025-11-30' });
  });
});

describe('RPT-01: the dictionary', () => {
  const rate = { code: 'TRAINED_SHARE', name: 'Tỷ lệ cán bộ được tập huấn', valueUnit: 'PERCENT' as const, formula: 'Officers trained ÷ officers', validFrom: '2025-01-01' };

  it('RPT-01: a rate needs both parts, in the dictionary and in a value; a percent alone is kept as LEGACY_PERCENT', async () => {
    const refused = await app.api.as(city).call(addIndicator, { body: rate }).expectProblem(422, 'reports/rate-needs-parts');
    expect(refused.errors?.length).toBeGreaterThan(0);
    await app.api.as(district).call(addIndicator, { body: { ...rate, numerator: 'a', denominator: 'b' } }).expectProblem(403, 'auth/permission-missing');
    await app.api.as(city).call(addIndicator, { body: { ...rate, numerator: 'officers trained', denominator: 'officers' } }).expect(201);
    const share = { indicator: rate.code, valueUnit: 'PERCENT' as const };
    const { value: _, ...parts } = value(share);
    const missing = await app.api.as(union).call(addSubmission, { body: { ...parts, numerator: '52' } }).expectProblem(422, 'reports/submission-incomplete');
    expect(missing.errors).toEqual([{ pointer: '/body/denominator', detail: 'required' }]);
    expect(await app.api.as(union).call(addSubmission, { body: { ...parts, numerator: '2', denominator: '3' } }).expect(201)).toMatchObject({ value: '66.67', numerator: '2', denominator: '3' });
    expect(await add(union, { ...share, valueUnit: 'LEGACY_PERCENT', value: '75.2' })).toMatchObject({ value: '75.2', numerator: null, denominator: null });
  });

  it('RPT-01: a newer wording ends the one before and keeps its unit; the old one is still read', async () => {
    const first = { ...rate, code: 'CLUB', name: 'Câu lạc bộ nữ công', valueUnit: 'COUNT' as const };
    await app.api.as(city).call(addIndicator, { body: first }).expect(201);
    await app.api.as(city).call(addIndicator, { body: first }).expectProblem(409, 'reports/indicator-version-exists');
    await app.api.as(city).call(addIndicator, { body: { ...first, valueUnit: 'PERSON', validFrom: '2026-01-01' } }).expectProblem(422, 'reports/indicator-unit-fixed');
    await app.api.as(city).call(addIndicator, { body: { ...first, name: 'Câu lạc bộ nữ công đang hoạt động', validFrom: '2026-01-01' } }).expect(201);
    expect((await app.api.as(union).call(getIndicator, { params: { code: 'CLUB' } }).expect(200)).versions).toMatchObject([{ validTo: '2025-12-31' }, { validFrom: '2026-01-01', validTo: null }]);
    await app.api.as(union).call(getIndicator, { params: { code: 'NOTHING' } }).expectProblem(422, 'reports/unknown-indicator');
    const found = async (asOf: string) => (await app.api.as(union).call(listIndicators, { query: { q: 'câu lạc bộ nữ', asOf } }).expect(200)).items.map(({ name }) => name);
    expect(await found('2025-12-31')).toEqual(['Câu lạc bộ nữ công']);
    expect(await found('2026-01-01')).toEqual(['Câu lạc bộ nữ công đang hoạt động']);
  });
});

it('RPT-04: a counted figure is overridden by hand only with a reason', async () => {
  const counted = { indicator: 'WORK_G', valueUnit: 'COUNT' as const };
  const refused = await app.api.as(union).call(addSubmission, { body: value(counted) }).expectProblem(422, 'reports/submission-incomplete');
  expect(refused.errors?.map(({ pointer }) => pointer)).toEqual(['/body/reason']);
  expect(await add(union, { ...counted, reason: 'Hồ sơ giấy chưa nhập' })).toMatchObject({ reason: 'Hồ sơ giấy chưa nhập' });
});
