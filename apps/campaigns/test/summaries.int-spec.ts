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
    for (const figure of summary.groups.flatMap((group) => group.figures)) {
      const records = await city().get(figure.recordsUrl.replace('/api/campaigns', '')).expect(200) as { total?: number };
      if (!figure.indicator.startsWith('CONTEST_')) expect([figure.indicator, records.total]).toEqual([figure.indicator, Number(figure.value)]);
    }
    const event = await app.expectPublished(RoundSummarisedV1, { roundCode: ROUND, summarisedOn: '2023-10-20' });
    expect(event.figures).toContainEqual({ indicator: 'GOODWORKER_CITY', value: '10', qualifier: 'EXACT' });
    expect((await city().call(getRound, { params: { code: ROUND } }).expect(200)).state).toBe('SUMMARISED');
    await city().call(summariseRound, { params: { code: ROUND }, body }).expectProblem(409, 'campaigns/round-state');
  });

  it('CMP-17: changing a record afterwards does not change the frozen text but raises a notice', async () => {
    const before = await city().call(getRoundSummary, { params: { code: ROUND } }).expect(200);
    await paper(app, 'WORK_VERIFIED', [{ roundCode: ROUND, unitCode: 'tay-ho', level: 'S', kind: 'TASK', title: 'Phần việc 2', registeredOn: '2023-05-20', completedOn: '2023-09-02' }], { on: '2023-10-25' });
    const late = honour('OUTSTANDING_WORKER', 'cong-ty-b');
    await app.deliver(TitleAwardedV1, late);
    await app.deliver(TitleRevokedV1, { holdingId: late.holdingId, unitId: late.unitId, revokedOn: '2026-03-02', decisionId: newId() }, { aggregateVersion: 2 });
    await paper(app, 'CONTEST_HELD', [{ code: 'hoi-thi-muon', title: 'Hội thi', year: 2023, heldOn: '2023-08-12', trades: [{ code: 'CO2_WELDING', name: 'Hàn CO2' }], roundCode: ROUND }], { on: '2023-08-01' });
    await paper(app, 'CONTEST_ENTRIES', [{ contestCode: 'hoi-thi-muon', entryNo: '1', contestantName: 'Thợ muộn', enterprise: 'Công ty B', trade: 'CO2_WELDING', unitCode: 'tay-ho' }], { on: '2023-08-12' });
    const after = await city().call(getRoundSummary, { params: { code: ROUND } }).expect(200);
    expect(after.groups).toEqual(before.groups);
    expect(after.frozenAt).toBe(before.frozenAt);
    expect(after.notices.map((notice) => [notice.recordType, notice.change]).sort()).toEqual([['CONTEST', 'CONTEST_ENTERED'], ['CONTEST', 'CONTEST_HELD'], ['HONOUR', 'TITLE_AWARDED'], ['HONOUR', 'TITLE_REVOKED'], ['WORK', 'WORK_VERIFIED']]);
    const { counts } = await city().call(getRound, { params: { code: ROUND } }).expect(200);
    expect(counts.works.byLevel.S).toBe(2);
  });

  it('CMP-17: units below read the frozen text', async () => {
    const summary = await app.api.as(app.tree.officerOf('truong-a')).call(getRoundSummary, { params: { code: ROUND } }).expect(200);
    expect(summary.groups[0]?.text).toContain('Kết quả');
  });
});

describe('the summary of the round of 2023', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await campaignsApp();
    await round2023(app, { plaqueQuota: 6 });
  });
  afterAll(() => app.close());
  const city = () => app.api.as(app.tree.chairOf('ha-noi'));

  async function works(): Promise<void> {
    const work = (unitCode: string, level: 'G' | 'S', n: number) => ({ roundCode: ROUND, unitCode, level, kind: 'TASK', title: `Công trình số ${n}`, registeredOn: '2023-05-20', completedOn: '2023-09-30' });
    await paper(app, 'WORK_VERIFIED', Array.from({ length: 400 }, (_, n) => work('truong-a', 'G', n)), { issuer: 'tay-ho', on: '2023-10-05' });
    await paper(app, 'WORK_VERIFIED', Array.from({ length: 126 }, (_, n) => work('cong-ty-c', 'G', n)), { issuer: 'nam-tu-liem', on: '2023-10-05' });
    await paper(app, 'WORK_VERIFIED', Array.from({ length: 94 }, (_, n) => work('tay-ho', 'S', n)), { on: '2023-10-05' });
    await paper(app, 'PLAQUE_ATTACHED', Array.from({ length: 6 }, (_, n) => ({ roundCode: ROUND, unitCode: 'cong-ty-c', title: `Công trình số ${n}`, socialMeaning: 'x', plaqueText: 'x', attachedOn: '2023-10-10', place: 'Hà Nội' })), { on: '2023-10-10' });
  }

  async function contest(): Promise<void> {
    const contestCode = 'ha-noi-2023-tho-gioi';
    const trades = Array.from({ length: 11 }, (_, n) => ({ code: `TRADE_${n}`, name: `Nghề ${n}` }));
    await paper(app, 'CONTEST_HELD', [{ code: contestCode, title: 'Hội thi thợ giỏi', year: 2023, heldOn: '2023-08-12', trades, budgetVnd: 564_000_000, roundCode: ROUND }], { on: '2023-08-01' });
    await paper(app, 'CONTEST_ENTRIES', Array.from({ length: 363 }, (_, n) => ({
      contestCode, entryNo: `${n}`, contestantName: `Thí sinh ${n}`, enterprise: `Công ty số ${n % 100}`, trade: trades[n % 11]?.code, unitName: `Đơn vị ${n % 30}`,
    })), { on: '2023-08-13' });
    const money = [...Array<number>(11).fill(10), ...Array<number>(22).fill(7), ...Array<number>(33).fill(5), ...Array<number>(45).fill(3)];
    const rankOf = (n: number) => (n < 11 ? 'FIRST' : n < 33 ? 'SECOND' : n < 66 ? 'THIRD' : 'CONSOLATION');
    await paper(app, 'CONTEST_PRIZES', money.map((millions, n) => ({ contestCode, rank: rankOf(n), entryNo: `${n}`, amountVnd: millions * 1_000_000, certificateNo: `${n}` })), { on: '2023-08-19' });
  }

  async function petitions(): Promise<void> {
    const settled = (n: number, channel: 'WRITTEN' | 'DIRECT') => ({
      channel, topic: 'HEALTH', unitCode: 'tay-ho', text: `Kiến nghị số ${n}`, receivedOn: '2023-05-12', roundCode: ROUND, outcome: n % 2 === 0 ? 'DIRECTED' : 'ANSWERED', answer: 'Đã trả lời', settledOn: '2023-05-23',
    });
    await paper(app, 'PETITIONS_SETTLED', Array.from({ length: 600 }, (_, n) => settled(n, 'WRITTEN')), { on: '2023-05-23' });
    await paper(app, 'PETITIONS_SETTLED', Array.from({ length: 26 }, (_, n) => settled(n, 'DIRECT')), { on: '2023-05-23' });
  }

  it('CMP-17: five groups show 600 + 26, 100, 363 / 111 / 564 million, 100, 526 / 94 / 6 and 10; DLG-04: all 626 are answered or directed', async () => {
    await works();
    await contest();
    await petitions();
    for (const [titleCode, count] of [['OUTSTANDING_WORKER', 100], ['CREATIVE_CAPITAL', 100], ['OUTSTANDING_CHAIR', 10]] as const) {
      for (let n = 0; n < count; n += 1) {
        await app.deliver(TitleAwardedV1, {
          holdingId: newId(), recipientId: newId(), receiverKind: 'INDIVIDUAL', titleCode, level: 'C', issuerUnitId: app.tree.get('ha-noi').unitId, unitId: app.tree.get('cong-ty-b').unitId, decidedOn: '2023-05-04', year: 2023,
          roundCode: ROUND, movementCode: null, schoolYear: null, directWorker: true, tier: null, amountVnd: 0, decisionId: newId(),
        });
      }
    }
    await city().call(closeRound, { params: { code: ROUND }, body: { closedOn: '2023-09-30' } }).expect(200);
    const summary = await city().call(summariseRound, { params: { code: ROUND }, body: { summarisedOn: '2023-10-20', texts: [] } }).expect(201);
    expect(summary.groups.map((group) => group.figures.map((figure) => [figure.indicator, figure.value]))).toEqual([
      [['PETITION_WRITTEN', '600'], ['PETITION_DIRECT', '26'], ['GOODWORKER_CITY', '100']],
      [['CONTEST_CONTESTANT', '363'], ['CONTEST_WINNER', '111'], ['CONTEST_MONEY', '564000000'], ['INI_HONOUR_CITY', '100']],
      [['WORK_G', '526'], ['WORK_S', '94'], ['WORK_PLAQUE', '6']], [], [['CHAIR_CITY', '10']],
    ]);
    const { counts } = await city().call(getRound, { params: { code: ROUND } }).expect(200);
    expect(counts).toMatchObject({ petitions: { received: 626, open: 0 }, works: { verified: 620, plaques: 6, plaqueShare: '0.97' } });
  }, 180_000);
});
