import { awardsRuleBook, awardsRules, AwardsRuleConfirmedV1, holdCouncil, RuleConfirmedV1 } from '@doanket/contracts';
import { newId } from '@doanket/kernel';
import type { TestApp } from '@doanket/testing';
import { AwardsRules } from '../src/rules/awards-rules';
import { NOMINATION_PROCESSES } from '../src/nominations/nomination.dossier';
import { aNomination, awarded, checked, confirmed, confirmRule, record, routes, ruled, startAwards, titled, TODAY } from './support';

let app: TestApp;
beforeAll(async () => { app = await startAwards(); });
afterAll(() => app.close());

const two = { part: { numerator: 2, denominator: 3 }, moreThan: false };
const half = { part: { numerator: 1, denominator: 2 }, moreThan: true };
const hold = (over: object) => app.api.as(app.tree.viceChairOf('ha-noi')).call(holdCouncil, { body: { unitCode: 'ha-noi', heldOn: TODAY, members: 15, present: 10, votes: [], ...over } });

it('AWD-03: comes with a rule of every kind that has one by the handbook, and each value fits its kind', async () => {
  const kept = new Map<string, unknown[]>();
  const sources = new Set<string>();
  for (let cursor: string | null | undefined; cursor !== null;) {
    const page: { items: { code: string; value: unknown; source: string }[]; nextCursor: string | null } = await app.api.as(app.tree.officerOf('truong-a')).call(awardsRuleBook.listRules, { query: { limit: 100, on: '2025-08-01', ...(cursor === undefined ? {} : { cursor }) } }).expect(200);
    for (const { code, value, source } of page.items) { kept.set(code, [...(kept.get(code) ?? []), value]); sources.add(source); }
    cursor = page.nextCursor;
  }
  expect([...kept.keys()].sort()).toEqual(['BASE_SALARY', 'COUNCIL_QUORUM', 'COUNCIL_SHARE', 'SMALL_COLLECTIVE', 'TITLE']);
  for (const [code, values] of kept) for (const value of values) expect([code, awardsRules[code as keyof typeof awardsRules].value.safeParse(value).error?.issues ?? []]).toEqual([code, []]);
  expect(kept.get('COUNCIL_QUORUM')).toEqual([two]);
  expect([...sources].filter((source) => /handbook|assumption|background|seed|not confirmed/i.test(source) || source.trim() === '')).toEqual([]);
});

it('AWD-02: names the steps of every process it has as scopes of deadlines', () => {
  expect([...awardsRules.STEP_DEADLINE.scopes].sort()).toEqual(NOMINATION_PROCESSES.flatMap(({ code, steps }) => steps.map((step) => `${code}.${step.code}`)).sort());
});

it('AWD-03: a new quorum holds for sessions from its first day; one of the day before is judged by the old rule', async () => {
  const nomination = await checked(app, aNomination('Đỗ Văn Túc'));
  const votes = [{ nominationId: nomination.id, inFavour: 8 }];
  const rule = await ruled(app, { code: 'COUNCIL_QUORUM', scope: 'ALL', value: half, validFrom: TODAY }).expect(201);
  await hold({ present: 9, votes }).expectProblem(422, 'awards/no-quorum');
  await confirmRule(app, rule).expect(200);
  await app.expectPublished(AwardsRuleConfirmedV1, { code: 'COUNCIL_QUORUM', ruleId: rule.id });
  await hold({ present: 9, heldOn: '2026-03-01', votes }).expectProblem(422, 'awards/no-quorum');
  await hold({ present: 7, votes }).expectProblem(422, 'awards/no-quorum');
  expect(await hold({ present: 9, votes }).expect(201)).toMatchObject({ quorum: 8 });
});

it('AWD-03: where no rule holds there is no vote: missing is not zero', async () => {
  const nomination = await checked(app, aNomination('Đỗ Thị Khuyết'));
  await hold({ heldOn: '2014-12-31', votes: [{ nominationId: nomination.id, inFavour: 10 }] }).expectProblem(422, 'awards/council-rule-missing');
});

it('AWD-03: the share for one title goes before the general one', async () => {
  const nomination = await checked(app, aNomination('Đỗ Thị Đa Số'));
  await confirmRule(app, await ruled(app, { code: 'COUNCIL_SHARE', scope: 'OUTSTANDING_WORKER', value: { part: { numerator: 9, denominator: 10 }, moreThan: false }, validFrom: TODAY }).expect(201)).expect(200);
  const session = await hold({ votes: [{ nominationId: nomination.id, inFavour: 8 }] }).expect(201);
  expect(session.results).toMatchObject([{ needed: 9, passed: false }]);
});

it('AWD-03: rules are proposed by the city and the nation, confirmed by their heads, read by everyone', async () => {
  const body = { code: 'COUNCIL_QUORUM', scope: 'ALL', value: two, validFrom: '2030-01-01', validTo: null, decisionNumber: null, decidedOn: null, source: 'Assumption for a test', confidence: 'ASSUMED' as const };
  for (const unit of ['tay-ho', 'phuong-3', 'truong-a']) await app.api.as(app.tree.chairOf(unit)).call(awardsRuleBook.proposeRule, { body }).expectProblem(403, 'auth/permission-missing');
  const proposed = await app.api.as(app.tree.chairOf('ha-noi')).call(awardsRuleBook.proposeRule, { body }).expect(201);
  await app.api.as(app.tree.chairOf('ha-noi')).call(awardsRuleBook.confirmRule, { params: { id: proposed.id } }).expectProblem(403, 'rules/own-proposal');
  await app.api.as(app.tree.chairOf('tay-ho')).call(awardsRuleBook.confirmRule, { params: { id: proposed.id } }).expectProblem(403, 'auth/permission-missing');
  await app.api.as(app.tree.officerOf('ha-noi')).call(awardsRuleBook.confirmRule, { params: { id: proposed.id } }).expectProblem(403, 'auth/permission-missing');
  await app.api.as(app.tree.officerOf('ha-noi')).call(awardsRuleBook.withdrawRule, { params: { id: proposed.id }, body: { reason: 'Nhầm' } }).expectProblem(403, 'rules/not-own-proposal');
  await confirmRule(app, proposed).expect(200);
  const trail = await app.api.as(app.tree.chairOf('ha-noi')).get(`/system/audit?objectType=rule&objectId=${proposed.id}`).expect(200);
  expect(trail.items.map((entry: { action: string }) => entry.action)).toEqual(['rule.confirm', 'rule.propose']);
});

it('AWD-01: money follows the base salary that membership decided, from its first day on, however often it is told', async () => {
  await titled(app, { code: 'WITH_MONEY', name: 'Có tiền thưởng', level: 'C', kind: 'UNION', receiverKinds: ['INDIVIDUAL'], validFrom: '2020-01-01', baseSalaryThousandths: 500, decisionNumber: '77/QĐ-LĐLĐ' });
  const told = { code: 'BASE_SALARY', ruleId: newId(), scope: 'ALL', value: { amountVnd: 2_600_000 }, validFrom: '2026-02-01', validTo: null, decisionNumber: '1/2026/NĐ-CP', decidedOn: '2026-01-15', confidence: 'CONFIRMED' as const };
  for (let times = 0; times < 2; times += 1) await app.deliver(RuleConfirmedV1, told);
  const ids = [];
  for (const [on, name] of [['2026-01-31', 'Mai Văn Một'], ['2026-02-01', 'Mai Văn Hai']] as const) {
    ids.push(await confirmed(app, { kind: 'TITLE_AWARDED', issuer: 'ha-noi', decidedOn: on, items: [{ ...awarded(name, { year: 2025 }), titleCode: 'WITH_MONEY' }] }));
  }
  const paid = await Promise.all(ids.map(async (decisionId) => (await app.api.as(app.tree.officerOf('ha-noi')).get(`/holdings?decisionId=${decisionId}`).expect(200)).items[0].amountVnd as number));
  expect(paid).toEqual([1_170_000, 1_300_000]);
  await app.deliver(RuleConfirmedV1, { ...told, code: 'DUES_SPLIT', ruleId: newId(), value: { grassroots: { numerator: 1, denominator: 2 } } });
  await app.transactions.readWhole(async (tx) => {
    expect((await app.get(AwardsRules).on(tx, 'BASE_SALARY', '2026-01-31'))?.value.amountVnd).toBe(2_340_000);
    expect(await app.get(AwardsRules).on(tx, 'BASE_SALARY', '2019-06-30')).toBeNull();
  });
  const early = await record(app, { kind: 'TITLE_AWARDED', issuer: 'ha-noi', decidedOn: '2026-02-02', items: [{ ...awarded('Mai Văn Ba', { year: 2025 }), titleCode: 'WITH_MONEY' }] });
  expect(early.status).toBe(201);
});

it('AWD-01: the base salary is proposed where it is kept, not here', async () => {
  await app.api.as(app.tree.officerOf('ha-noi')).post('/rules', { code: 'BASE_SALARY', scope: 'ALL', value: { amountVnd: 1 }, validFrom: '2027-01-01', source: 'Thử', confidence: 'ASSUMED' }).expectProblem(400, 'request/invalid');
});

it('AWD-02: a deadline holds for steps that begin while it does; what began before keeps its day', async () => {
  const before = await checked(app, aNomination('Đỗ Văn Trước'));
  const due = async (nomination: { dossierId: string | null }) => (await app.api.as(app.tree.viceChairOf('ha-noi')).call(routes.dossiers.getDossier, { params: { id: nomination.dossierId ?? '' } }).expect(200)).dueOn;
  expect(await due(before)).toBeNull();
  const rule = await ruled(app, { code: 'STEP_DEADLINE', scope: 'AWARD_NOMINATION.VOTE', value: { dueDays: 20, dueOn: null }, validFrom: TODAY, validTo: TODAY }).expect(201);
  expect(await due(await checked(app, aNomination('Đỗ Văn Giữa')))).toBeNull();
  await confirmRule(app, rule).expect(200);
  expect(await due(before)).toBeNull();
  expect(await due(await checked(app, aNomination('Đỗ Văn Sau')))).toBe('2026-03-22');
  await ruled(app, { code: 'STEP_DEADLINE', scope: 'AWARD_NOMINATION.VOTE', value: { dueDays: 20, dueOn: '06-30' }, validFrom: '2027-01-01' }).expectProblem(400, 'request/invalid');
  await ruled(app, { code: 'STEP_DEADLINE', scope: 'AWARD_NOMINATION.SIGN', value: { dueDays: 20, dueOn: null }, validFrom: '2027-01-01' }).expectProblem(400, 'request/invalid');
});

it('AWD-03: an open proposal waits in the work of every other head of city and nation, not of its proposer and not of those below', async () => {
  const proposed = await app.api.as(app.tree.chairOf('ha-noi')).call(awardsRuleBook.proposeRule, {
    body: { code: 'COUNCIL_QUORUM', scope: 'ALL', value: two, validFrom: '2035-01-01', validTo: null, decisionNumber: '35/QĐ-LĐLĐ', decidedOn: TODAY, source: 'Assumption for a test', confidence: 'ASSUMED' },
  }).expect(201);
  const waiting = async (officer: ReturnType<typeof app.tree.chairOf>) => {
    const { items, counts } = await app.api.as(officer).call(routes.dossiers.getQueue, { query: { limit: 50 } }).expect(200);
    return { found: items.filter(({ id }) => id === proposed.id), total: counts.total };
  };
  const before = await waiting(app.tree.viceChairOf('ha-noi'));
  expect(before.found).toMatchObject([{ reason: 'TO_CONFIRM', kind: 'RULE_PROPOSAL', title: '35/QĐ-LĐLĐ', unitCode: 'ha-noi', path: '/rules/awards/COUNCIL_QUORUM' }]);
  expect((await waiting(app.tree.chairOf('viet-nam'))).found).toHaveLength(1);
  for (const officer of [app.tree.chairOf('ha-noi'), app.tree.officerOf('ha-noi'), app.tree.chairOf('tay-ho'), app.tree.chairOf('cong-ty-b')]) expect((await waiting(officer)).found).toEqual([]);
  await confirmRule(app, proposed).expect(200);
  expect(await waiting(app.tree.viceChairOf('ha-noi'))).toEqual({ found: [], total: before.total - 1 });
});
