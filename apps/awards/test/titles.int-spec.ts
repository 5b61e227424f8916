import { awardsRuleBook, listHoldings, listQuotas, listTitles, proposeTitle, setQuota } from '@doanket/contracts';
import type { TestApp } from '@doanket/testing';
import { awarded, confirmed, confirmRule, quotaProposed, quotaSet, record, routes, startAwards, titled } from './support';

let app: TestApp;
beforeAll(async () => { app = await startAwards(); });
afterAll(() => app.close());

const aTitle = { code: 'BEST_ROUND', name: 'Tập thể xuất sắc đợt thi đua', level: 'C' as const, kind: 'UNION' as const, receiverKinds: ['COLLECTIVE' as const], validFrom: '2020-01-01', decisionNumber: '10/QĐ-LĐLĐ' };

it('AWD-01: the catalogue answers the titles of a day, state titles apart, and their money', async () => {
  const { items } = await app.api.as(app.tree.officerOf('truong-a')).call(listTitles, { query: { level: 'C', asOf: '2025-08-01' } }).expect(200);
  expect(items.map((one) => one.code)).toEqual(['CERTIFICATE_OF_MERIT', 'CREATIVE_CAPITAL', 'DEDICATED_TEACHER', 'EMULATION_FLAG', 'EMULATION_SOLDIER_CITY', 'OUTSTANDING_CHAIR', 'OUTSTANDING_WORKER', 'TYPICAL_EXAMPLE', 'WOMEN_TWO_ROLES'].concat(['EXEMPLARY_FAMILY']).sort());
  expect(items.find((one) => one.code === 'EMULATION_SOLDIER_CITY')).toMatchObject({ kind: 'STATE', baseSalaryThousandths: 3000 });
  const before = await app.api.as(app.tree.officerOf('truong-a')).call(listTitles, { query: { level: 'C', asOf: '2023-08-01', q: 'bang khen' } }).expect(200);
  expect(before.items).toMatchObject([{ code: 'CERTIFICATE_OF_MERIT', validTo: '2024-05-28', decisionNumber: '1689/QĐ-TLĐ' }]);
});

it('AWD-01: a title holds nowhere until a second person confirms it, from its first day on', async () => {
  const office = app.api.as(app.tree.officerOf('ha-noi'));
  const proposed = await office.call(proposeTitle, { body: { ...aTitle, code: 'FOUR_EYES', conditions: [], confidence: 'ASSUMED' } }).expect(201);
  expect(proposed).toMatchObject({ code: 'TITLE', scope: 'FOUR_EYES.C', state: 'PROPOSED', decisionNumber: '10/QĐ-LĐLĐ', holds: [] });
  const listed = async (asOf: string) => (await office.call(listTitles, { query: { asOf, q: 'FOUR_EYES' } }).expect(200)).items;
  expect(await listed('2025-01-01')).toEqual([]);
  await app.api.as(app.tree.officerOf('ha-noi')).call(awardsRuleBook.confirmRule, { params: { id: proposed.id } }).expectProblem(403, 'auth/permission-missing');
  await confirmRule(app, proposed).expect(200);
  expect(await listed('2020-01-01')).toMatchObject([{ id: proposed.id, mark: 'FOUR-EYES', decisionNumber: '10/QĐ-LĐLĐ' }]);
  expect(await listed('2019-12-31')).toEqual([]);

  const chair = app.api.as(app.tree.chairOf('ha-noi'));
  const own = await chair.call(proposeTitle, { body: { ...aTitle, code: 'OWN_TITLE', conditions: [], confidence: 'ASSUMED' } }).expect(201);
  await chair.call(awardsRuleBook.confirmRule, { params: { id: own.id } }).expectProblem(403, 'rules/own-proposal');
  expect((await chair.call(listTitles, { query: { asOf: '2025-01-01', q: 'OWN_TITLE' } }).expect(200)).items).toEqual([]);
});

it('AWD-01: a new version ends the one before and keeps it; a version dated back is refused; an upper union keeps no catalogue', async () => {
  await titled(app, aTitle);
  await titled(app, { ...aTitle, validFrom: '2026-01-01', amountVnd: 1_000_000 });
  const city = app.api.as(app.tree.officerOf('ha-noi'));
  const { items } = await city.call(listTitles, { query: { asOf: '2025-12-31', q: 'BEST_ROUND' } }).expect(200);
  expect(items).toMatchObject([{ validTo: '2025-12-31', amountVnd: null }]);
  const history = await city.call(awardsRuleBook.listRuleHistory, { params: { code: 'TITLE' }, query: { scope: 'BEST_ROUND.C' } }).expect(200);
  expect(history.items.map(({ holds }) => holds)).toEqual([[{ from: '2026-01-01', to: null }], [{ from: '2020-01-01', to: '2025-12-31' }]]);
  const propose = (over: object) => city.call(proposeTitle, { body: { ...aTitle, conditions: [], confidence: 'ASSUMED', ...over } });
  await propose({ validFrom: '2025-01-01' }).expectProblem(409, 'awards/title-version-overlaps');
  await propose({ validFrom: '2026-01-01' }).expectProblem(409, 'awards/title-version-overlaps');
  await propose({ validFrom: '2026-02-01', validTo: '2026-03-01' }).expectProblem(422, 'awards/title-contradicts-itself');
  await propose({ code: 'BOTH_MONEYS', amountVnd: 1, baseSalaryThousandths: 300 }).expectProblem(422, 'awards/title-contradicts-itself');
  await propose({ level: 'N' }).expectProblem(403, 'awards/title-of-other-level');
  for (const unit of ['tay-ho', 'thanh-xuan', 'cong-ty-b']) {
    await app.api.as(app.tree.chairOf(unit)).call(proposeTitle, { body: { ...aTitle, level: 'S', conditions: [], confidence: 'ASSUMED' } }).expectProblem(403, 'auth/permission-missing');
  }
  await city.post('/titles', { ...aTitle, code: 'NO_FILE' }).expectProblem(422, 'decision/file-missing');
  await city.post('/titles', { ...aTitle, level: 'X' }).expectProblem(400, 'request/invalid');
});

it('AWD-01: of two versions proposed for later days, one confirmed first refuses the earlier one', async () => {
  const propose = (validFrom: string) => app.api.as(app.tree.officerOf('ha-noi')).call(proposeTitle, { body: { ...aTitle, code: 'TWO_OPEN', conditions: [], confidence: 'ASSUMED', validFrom } });
  const [early, late] = [await propose('2026-04-01').expect(201), await propose('2026-05-01').expect(201)];
  await propose('2026-04-01').expectProblem(409, 'rules/proposal-overlaps');
  await confirmRule(app, late).expect(200);
  await confirmRule(app, early).expectProblem(409, 'awards/title-version-overlaps');
});

it('AWD-01: a title valid to 28/5/2024 cannot be decided for a 2025 achievement', async () => {
  await titled(app, { ...aTitle, code: 'OLD_FORM', receiverKinds: ['INDIVIDUAL'], validFrom: '2019-11-12', validTo: '2024-05-28' });
  const item = { ...awarded('Lê Văn Thử'), titleCode: 'OLD_FORM' };
  const refused = await record(app, { kind: 'TITLE_AWARDED', issuer: 'ha-noi', decidedOn: '2025-12-20', items: [{ ...item, year: 2025 }] });
  expect(refused).toMatchObject({ status: 422, body: { type: expect.stringContaining('awards/title-not-in-force') as string } });
  await confirmed(app, { kind: 'TITLE_AWARDED', issuer: 'ha-noi', decidedOn: '2024-05-28', items: [{ ...item, year: 2024 }] });
});

it('AWD-05: a quota is raised by another decision only, never below what is awarded, and not by the level under who set it', async () => {
  const quota = { titleCode: 'OUTSTANDING_WORKER', level: 'S' as const, unitCode: 'tay-ho', year: 2022, places: 2, decisionNumber: '01/QĐ-LĐLĐ', decidedOn: '2022-01-10' };
  const city = app.api.as(app.tree.chairOf('ha-noi'));
  const proposed = await quotaProposed(app, quota).expect(201);
  expect(proposed).toMatchObject({ state: 'RECORDED', kind: 'QUOTA_SET', number: '01/QĐ-LĐLĐ' });
  const confirmQuota = (officer: ReturnType<typeof app.tree.chairOf>) => app.api.as(officer).call(routes.decisions.confirmDecision, { params: { id: proposed.id } });
  await confirmQuota(app.tree.chairOf('ha-noi')).expectProblem(422, 'decision/own-record');
  await confirmQuota(app.tree.chairOf('tay-ho')).expectProblem(404, 'decision/not-found');
  expect((await city.call(listQuotas, { query: { year: 2022 } }).expect(200)).items).toEqual([]);
  await confirmQuota(app.tree.viceChairOf('ha-noi')).expect(200);
  await quotaProposed(app, { ...quota, places: 3 }).expectProblem(409, 'decision/number-taken');
  await app.api.as(app.tree.chairOf('tay-ho')).call(setQuota, { body: { ...quota, places: 9, decisionNumber: '05/QĐ' } }).expectProblem(403, 'awards/quota-set-above');
  await confirmed(app, { kind: 'TITLE_AWARDED', issuer: 'tay-ho', decidedOn: '2022-12-20', items: [awarded('Vũ Thị Một', { year: 2022 }), awarded('Vũ Thị Hai', { year: 2022 })] });
  await quotaProposed(app, { ...quota, places: 1, decisionNumber: '02/QĐ-LĐLĐ' }).expectProblem(422, 'awards/quota-below-used');
  await quotaSet(app, { ...quota, places: 3, decisionNumber: '03/QĐ-LĐLĐ' });
  const { items } = await city.call(listQuotas, { query: { year: 2022 } }).expect(200);
  expect(items).toMatchObject([{ places: 3, used: 2, decisionNumber: '03/QĐ-LĐLĐ' }]);
  await app.api.as(app.tree.chairOf('thanh-xuan')).call(setQuota, { body: { ...quota, decisionNumber: '09/QĐ' } }).expectProblem(404, 'directory/unit-not-found');
  await quotaProposed(app, { ...quota, level: 'C', decisionNumber: '10/QĐ' }).expectProblem(422, 'awards/quota-of-other-level');
  const paper = await record(app, { kind: 'TITLE_AWARDED', issuer: 'tay-ho', decidedOn: '2022-12-21', items: [awarded('Vũ Thị Ba', { year: 2022 }), awarded('Vũ Thị Bốn', { year: 2022 })] });
  expect(paper).toMatchObject({ status: 201 });
  expect((paper.body as { warningCount: number }).warningCount).toBe(1);
  const confirm = () => app.api.as(app.tree.chairOf('tay-ho')).call(routes.decisions.confirmDecision, { params: { id: (paper.body as { id: string }).id } });
  await confirm().expectProblem(422, 'awards/quota-exceeded');
  await quotaSet(app, { ...quota, places: 9, decisionNumber: '11/QĐ-LĐLĐ', decidedOn: '2022-12-22' });
  await confirm().expectProblem(422, 'awards/quota-exceeded');
  await quotaSet(app, { ...quota, places: 4, decisionNumber: '12/QĐ-LĐLĐ', decidedOn: '2022-12-21' });
  await confirm().expect(200);
});

it('AWD-05: two decisions at once share the last place of a quota: one is refused, and the numbers of certificates have no gap', async () => {
  await quotaSet(app, { titleCode: 'OUTSTANDING_WORKER', level: 'S', unitCode: 'tay-ho', year: 2024, places: 3, decisionNumber: '21/QĐ-LĐLĐ', decidedOn: '2024-01-10' });
  const papers: Awaited<ReturnType<typeof record>>[] = [];
  for (const names of [['Hoàng Văn Một', 'Hoàng Văn Hai'], ['Hoàng Văn Ba', 'Hoàng Văn Bốn']]) {
    papers.push(await record(app, { kind: 'TITLE_AWARDED', issuer: 'tay-ho', decidedOn: '2024-12-20', items: names.map((name) => awarded(name, { year: 2024 })) }));
  }
  const confirm = (paper: Awaited<ReturnType<typeof record>> | undefined) => app.api.as(app.tree.chairOf('tay-ho')).call(routes.decisions.confirmDecision, { params: { id: (paper?.body as { id: string }).id } });
  const answers = await Promise.all(papers.map(confirm));
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 422]);
  await quotaSet(app, { titleCode: 'OUTSTANDING_WORKER', level: 'S', unitCode: 'tay-ho', year: 2024, places: 4, decisionNumber: '22/QĐ-LĐLĐ', decidedOn: '2024-12-20' });
  await confirm(papers[answers.findIndex(({ status }) => status === 422)]).expect(200);
  const { items } = await app.api.as(app.tree.officerOf('tay-ho')).call(listHoldings, { query: { year: 2024, titleCode: 'OUTSTANDING_WORKER' } }).expect(200);
  const numbers = items.map(({ certificateNo }) => Number(/\d+/.exec(certificateNo ?? '')?.[0])).sort((a, b) => a - b);
  expect(numbers).toHaveLength(4);
  expect(numbers.map((number) => number - (numbers[0] ?? 0))).toEqual([0, 1, 2, 3]);
});

it('AWD-05: quotas of past years come from paper', async () => {
  await confirmed(app, { kind: 'QUOTA_SET', issuer: 'ha-noi', decidedOn: '2020-02-01', items: [{ titleCode: 'OUTSTANDING_WORKER', level: 'C', year: 2020, places: 100 }, { titleCode: 'OUTSTANDING_WORKER', level: 'S', unitCode: 'tay-ho', year: 2020, places: 90 }] });
  const { items } = await app.api.as(app.tree.officerOf('ha-noi')).call(listQuotas, { query: { year: 2020 } }).expect(200);
  expect(items.map((one) => [one.unitCode, one.places]).sort()).toEqual([['ha-noi', 100], ['tay-ho', 90]]);
});
