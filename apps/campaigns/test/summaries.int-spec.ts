import {
  assignPetition, classifyPetition, closeRound, getRound, getRoundSummary, listHonours, raisePetition, RoundSummarisedV1, settlePetition, summariseRound, TitleAwardedV1, TitleRevokedV1,
} from '@doanket/contracts';
import { newId } from '@doanket/kernel';
import type { TestApp } from '@doanket/testing';
import { campaignsApp, GROUPS, paper, round2023 } from './support/campaigns-app';

const ROUND = 'ha-noi-2023-dot-1';

describe('the frozen summary of a round', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await campaignsApp();
    await round2023(app);
    await app.api.as(app.tree.chairOf('ha-noi')).call(closeRound, { params: { code: ROUND }, body: { closedOn: '2023-09-30' } }).expect(200);
  });
  afterAll(() => app.close());
  const city = () => app.api.as(app.tree.chairOf('ha-noi'));
  const body = { summarisedOn: '2023-10-20', texts: GROUPS.map((group) => ({ ordinal: group.ordinal, text: `Kết quả: ${group.title}` })) };

  const honour = (titleCode: string, unitCode: string) => ({
    holdingId: newId(), recipientId: newId(), receiverKind: 'INDIVIDUAL' as const, titleCode, level: 'C' as const, issuerUnitId: app.tree.get('ha-noi').unitId, unitId: app.tree.get(unitCode).unitId,
    decidedOn: '2023-05-04', year: 2023, roundCode: ROUND, movementCode: null, schoolYear: null, directWorker: true, tier: null, amountVnd: 0, decisionId: newId(),
  });

  it('CMP-17: an honour that awards decided is counted once, however often it is delivered', async () => {
    await app.deliverTwice(TitleAwardedV1, honour('OUTSTANDING_WORKER', 'cong-ty-b'));
    for (let n = 1; n < 10; n += 1) await app.deliver(TitleAwardedV1, honour('OUTSTANDING_WORKER', 'cong-ty-c'));
    await app.deliver(TitleAwardedV1, honour('OUTSTANDING_CHAIR', 'cong-ty-c'));
    const gone = honour('CREATIVE_CAPITAL', 'truong-a');
    await app.deliver(TitleAwardedV1, gone);
    await app.deliverTwice(TitleRevokedV1, { holdingId: gone.holdingId, unitId: gone.unitId, revokedOn: '2023-06-01', decisionId: newId() }, { aggregateVersion: 2 });
    const listed = await city().call(listHonours, { query: { round: ROUND, titleCode: 'OUTSTANDING_WORKER', limit: 3 } }).expect(200);
    expect(listed.total).toBe(10);
    expect(listed.items).toHaveLength(3);
  });

  it('DLG-04: one open petition blocks the summary, and it says how many', async () => {
    const made = await city().call(raisePetition, { body: { channel: 'WRITTEN', unitCode: 'tay-ho', text: 'Nhà ở xã hội', roundCode: ROUND } }).expect(201);
    const problem = await city().call(summariseRound, { params: { code: ROUND }, body }).expectProblem(422, 'campaigns/petitions-open');
    expect(problem['openPetitions']).toBe(1);
    const params = { id: made.id };
    await city().call(classifyPetition, { params, body: { topic: 'SOCIAL_HOUSING' } }).expect(200);
    await city().call(assignPetition, { params, body: { ownerUnitCode: 'ha-noi', dueOn: '2026-04-01' } }).expect(200);
    await city().call(settlePetition, { params, body: { outcome: 'ANSWERED', text: 'Đã có chủ trương', settledOn: '2026-03-02' } }).expect(200);
  });

  it('CMP-17: five groups with text and figures, each linked to its records', async () => {
    await paper(app, 'WORK_VERIFIED', [{ roundCode: ROUND, unitCode: 'tay-ho', level: 'S', kind: 'TASK', title: 'Phần việc 1', registeredOn: '2023-05-20', completedOn: '2023-09-01' }], { on: '2023-10-05' });
    await city().call(getRoundSummary, { params: { code: ROUND } }).expectProblem(404, 'campaigns/summary-not-found');
    await app.api.as(app.tree.officerOf('ha-noi')).call(summariseRound, { params: { code: ROUND }, body }).expectProblem(403, 'auth/permission-missing');
    await city().call(summariseRound, { params: { code: ROUND }, body: { ...body, texts: [{ ordinal: 9, text: 'x' }] } }).expectProblem(422, 'campaigns/content-group-unknown');
    const summary = await city().call(summariseRound, { params: { code: ROUND }, body }).expect(201);
    expect(summary.groups).toHaveLength(5);
    const value = (indicator: string) => summary.groups.flatMap((group) => group.figures).find((figure) => figure.indicator === indicator)?.value;
    expect(['PETITION_WRITTEN', 'PETITION_DIRECT', 'GOODWORKER_CITY', 'CHAIR_CITY', 'INI_HONOUR_CITY', 'WORK_S', 'WORK_G'].map(value)).toEqual(['1', '0', '10', '1', '0', '1', '0']);
    expect(summary).toMatchObject({ label: '150 ngày', calendarDays: 153, notices: [] });
    for (const figure of summary.groups.flatMap((group) => group.figures)) await city().get(figure.recordsUrl.replace('/api/campaigns', '')).expect(200);
    const event = await app.expectPublished(RoundSummarisedV1, { roundCode: ROUND, summarisedOn: '2023-10-20' });
    expect(event.figures).toContainEqual({ indicator: 'GOODWORKER_CITY', value: '10', qualifier: 'EXACT' });
    expect((await city().call(getRound, { params: { code: ROUND } }).expect(200)).state).toBe('SUMMARISED');
    await city().call(summariseRound, { params: { code: ROUND }, body }).expectProblem(409, 'campaigns/round-state');
  });

  it('CMP-17: changing a record afterwards does not change the frozen text but raises a notice', async () => {
    const before = await city().call(getRoundSummary, { params: { code: ROUND } }).expect(200);
    await paper(app, 'WORK_VERIFIED', [{ roundCode: ROUND, unitCode: 'tay-ho', level: 'S', kind: 'TASK', title: 'Phần việc 2', registeredOn: '2023-05-20', completedOn: '2023-09-02' }], { on: '2023-10-25' });
    await app.deliver(TitleAwardedV1, honour('OUTSTANDING_WORKER', 'cong-ty-b'));
    const after = await city().call(getRoundSummary, { params: { code: ROUND } }).expect(200);
    expect(after.groups).toEqual(before.groups);
    expect(after.frozenAt).toBe(before.frozenAt);
    expect(after.notices.map((notice) => [notice.recordType, notice.change]).sort()).toEqual([['HONOUR', 'TITLE_AWARDED'], ['WORK', 'WORK_VERIFIED']]);
    const { counts } = await city().call(getRound, { params: { code: ROUND } }).expect(200);
    expect(counts.works.byLevel.S).toBe(2);
  });

  it('CMP-17: units below read the frozen text', async () => {
    const summary = await app.api.as(app.tree.officerOf('truong-a')).call(getRoundSummary, { params: { code: ROUND } }).expect(200);
    expect(summary.groups[0]?.text).toContain('Kết quả');
  });
});
