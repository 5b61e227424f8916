import { addTitle, listHoldings, listQuotas, listTitles, setQuota } from '@doanket/contracts';
import type { TestApp } from '@doanket/testing';
import { awarded, confirmed, record, routes, startAwards } from './support';

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

it('AWD-01: a new version ends the one before; a version dated back is refused; an upper union keeps no catalogue', async () => {
  const city = app.api.as(app.tree.chairOf('ha-noi'));
  await city.call(addTitle, { body: aTitle }).expect(201);
  await city.call(addTitle, { body: { ...aTitle, validFrom: '2026-01-01', amountVnd: 1_000_000 } }).expect(201);
  const { items } = await city.call(listTitles, { query: { asOf: '2025-12-31', q: 'BEST_ROUND' } }).expect(200);
  expect(items).toMatchObject([{ validTo: '2025-12-31', amountVnd: null }]);
  await city.call(addTitle, { body: { ...aTitle, validFrom: '2025-01-01' } }).expectProblem(409, 'awards/title-version-overlaps');
  await city.call(addTitle, { body: { ...aTitle, code: 'BOTH_MONEYS', amountVnd: 1, baseSalaryThousandths: 300 } }).expectProblem(422, 'awards/title-contradicts-itself');
  await app.api.as(app.tree.chairOf('tay-ho')).call(addTitle, { body: { ...aTitle, level: 'S' } }).expectProblem(403, 'awards/title-of-other-level');
  await app.api.as(app.tree.officerOf('ha-noi')).post('/titles', aTitle).expectProblem(403, 'auth/permission-missing');
  await city.post('/titles', { ...aTitle, level: 'X' }).expectProblem(400, 'request/invalid');
});

it('AWD-01: a title valid to 28/5/2024 cannot be decided for a 2025 achievement', async () => {
  await app.api.as(app.tree.chairOf('ha-noi')).call(addTitle, { body: { ...aTitle, code: 'OLD_FORM', receiverKinds: ['INDIVIDUAL'], validFrom: '2019-11-12', validTo: '2024-05-28' } }).expect(201);
  const item = { ...awarded('Lê Văn Thử'), titleCode: 'OLD_FORM' };
  const refused = await record(app, { kind: 'TITLE_AWARDED', issuer: 'ha-noi', decidedOn: '2025-12-20', items: [{ ...item, year: 2025 }] });
  expect(refused).toMatchObject({ status: 422, body: { type: expect.stringContaining('awards/title-not-in-force') as string } });
  await confirmed(app, { kind: 'TITLE_AWARDED', issuer: 'ha-noi', decidedOn: '2024-05-28', items: [{ ...item, year: 2024 }] });
});

it('AWD-05: a quota is raised by another decision only, never below what is awarded, and not by the level under who set it', async () => {
  const quota = { titleCode: 'OUTSTANDING_WORKER', level: 'S' as const, unitCode: 'tay-ho', year: 2022, places: 2, decisionNumber: '01/QĐ-LĐLĐ', decidedOn: '2022-01-10' };
  const city = app.api.as(app.tree.chairOf('ha-noi'));
  await city.call(setQuota, { body: quota }).expect(201);
  await city.call(setQuota, { body: { ...quota, places: 3 } }).expectProblem(409, 'awards/quota-decision-used');
  await app.api.as(app.tree.chairOf('tay-ho')).call(setQuota, { body: { ...quota, places: 9, decisionNumber: '05/QĐ' } }).expectProblem(403, 'awards/quota-set-above');
  await confirmed(app, { kind: 'TITLE_AWARDED', issuer: 'tay-ho', decidedOn: '2022-12-20', items: [awarded('Vũ Thị Một', { year: 2022 }), awarded('Vũ Thị Hai', { year: 2022 })] });
  await city.call(setQuota, { body: { ...quota, places: 1, decisionNumber: '02/QĐ-LĐLĐ' } }).expectProblem(422, 'awards/quota-below-used');
  await city.call(setQuota, { body: { ...quota, places: 3, decisionNumber: '03/QĐ-LĐLĐ' } }).expect(201);
  const { items } = await city.call(listQuotas, { query: { year: 2022 } }).expect(200);
  expect(items).toMatchObject([{ places: 3, used: 2, decisionNumber: '03/QĐ-LĐLĐ' }]);
  await app.api.as(app.tree.chairOf('thanh-xuan')).call(setQuota, { body: { ...quota, decisionNumber: '09/QĐ' } }).expectProblem(404, 'directory/unit-not-found');
  await city.call(setQuota, { body: { ...quota, level: 'C', decisionNumber: '10/QĐ' } }).expectProblem(422, 'awards/quota-of-other-level');
  const paper = await record(app, { kind: 'TITLE_AWARDED', issuer: 'tay-ho', decidedOn: '2022-12-21', items: [awarded('Vũ Thị Ba', { year: 2022 }), awarded('Vũ Thị Bốn', { year: 2022 })] });
  expect(paper).toMatchObject({ status: 201 });
  expect((paper.body as { warningCount: number }).warningCount).toBe(1);
  const confirm = () => app.api.as(app.tree.chairOf('tay-ho')).call(routes.decisions.confirmDecision, { params: { id: (paper.body as { id: string }).id } });
  await confirm().expectProblem(422, 'awards/quota-exceeded');
  await city.call(setQuota, { body: { ...quota, places: 9, decisionNumber: '11/QĐ-LĐLĐ', decidedOn: '2022-12-22' } }).expect(201);
  await confirm().expectProblem(422, 'awards/quota-exceeded');
  await city.call(setQuota, { body: { ...quota, places: 4, decisionNumber: '12/QĐ-LĐLĐ', decidedOn: '2022-12-21' } }).expect(201);
  await confirm().expect(200);
});

it('AWD-05: two decisions at once share the last place of a quota: one is refused, and the numbers of certificates have no gap', async () => {
  const city = app.api.as(app.tree.chairOf('ha-noi'));
  await city.call(setQuota, { body: { titleCode: 'OUTSTANDING_WORKER', level: 'S', unitCode: 'tay-ho', year: 2024, places: 3, decisionNumber: '21/QĐ-LĐLĐ', decidedOn: '2024-01-10' } }).expect(201);
  const papers: Awaited<ReturnType<typeof record>>[] = [];
  for (const names of [['Hoàng Văn Một', 'Hoàng Văn Hai'], ['Hoàng Văn Ba', 'Hoàng Văn Bốn']]) {
    papers.push(await record(app, { kind: 'TITLE_AWARDED', issuer: 'tay-ho', decidedOn: '2024-12-20', items: names.map((name) => awarded(name, { year: 2024 })) }));
  }
  const confirm = (paper: Awaited<ReturnType<typeof record>> | undefined) => app.api.as(app.tree.chairOf('tay-ho')).call(routes.decisions.confirmDecision, { params: { id: (paper?.body as { id: string }).id } });
  const answers = await Promise.all(papers.map(confirm));
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 422]);
  await city.call(setQuota, { body: { titleCode: 'OUTSTANDING_WORKER', level: 'S', unitCode: 'tay-ho', year: 2024, places: 4, decisionNumber: '22/QĐ-LĐLĐ', decidedOn: '2024-12-20' } }).expect(201);
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
