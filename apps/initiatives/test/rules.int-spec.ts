import { enterProgramme, fileInitiative, getInitiative, initiativesRuleBook, initiativesRules, InitiativesRuleConfirmedV1, raiseInitiative, type RuleBody, type RuleView } from '@doanket/contracts';
import type { Caller, TestApp } from '@doanket/testing';
import { INITIATIVE_BASE, RAISING } from '../src/initiatives/recognition.dossier';
import { DOSSIERS, file, filing, initiativesApp, nextNumber, paper, recognisedAtBase, record, submit } from './support/initiatives-app';

let app: TestApp;
beforeAll(async () => { app = await initiativesApp(); });
afterAll(() => app.close());

const body = (over: Pick<RuleBody, 'code' | 'value'> & Partial<RuleBody>): RuleBody => ({
  scope: 'ALL', validFrom: '2026-03-02', validTo: null, decisionNumber: nextNumber(), decidedOn: '2026-03-01', source: 'Assumption for a test', confidence: 'ASSUMED', ...over,
});
const propose = (over: Parameters<typeof body>[0], by: Caller | Promise<Caller> = app.tree.officerOf('ha-noi')) => app.api.as(by).call(initiativesRuleBook.proposeRule, { body: body(over) });
const confirm = ({ id }: Pick<RuleView, 'id'>, by: Caller | Promise<Caller> = app.tree.chairOf('ha-noi')) => app.api.as(by).call(initiativesRuleBook.confirmRule, { params: { id } });
const ruled = async (over: Parameters<typeof body>[0]): Promise<RuleView> => confirm(await propose(over).expect(201)).expect(200);
const officer = () => app.api.as(app.tree.officerOf('truong-a'));

it('INI-07: comes with the rules of the handbook, each value of its kind, with source and confidence', async () => {
  const { items } = await officer().call(initiativesRuleBook.listRules, { query: { limit: 100 } }).expect(200);
  expect(items.map(({ code, scope }) => `${code} ${scope}`)).toEqual([
    'ALIKE_TEXT ALL', 'AUTHORS ALL', 'FILING_PERIOD ALL', 'PROGRAMME ONE_MILLION_INITIATIVES', 'RECOGNITION_AFTER CITY', 'RECOGNITION_AFTER NATIONAL', 'RECOGNITION_AFTER S',
    'STEP_DEADLINE INITIATIVE_BASE.RECOGNISE',
  ]);
  for (const { code, value } of items) expect([code, initiativesRules[code as keyof typeof initiativesRules].value.safeParse(value).error?.issues ?? []]).toEqual([code, []]);
  expect(items.filter(({ source }) => /handbook|assumption|background|seed|not confirmed/i.test(source) || source.trim() === '').map(({ source }) => source)).toEqual([]);
  expect(items.find(({ code }) => code === 'PROGRAMME')).toMatchObject({ decisionNumber: '46/HD-TLĐ', confidence: 'CONFIRMED', value: { windows: [{ from: '2022-01-08', to: '2022-05-31' }, { from: '2022-06-01', to: '2023-09-01' }] } });
});

it('INI-05: names the steps of every process it has as scopes of deadlines', () => {
  expect([...initiativesRules.STEP_DEADLINE.scopes].sort()).toEqual([INITIATIVE_BASE, ...Object.values(RAISING)].flatMap(({ code, steps }) => steps.map((step) => `${code}.${step.code}`)).sort());
});

it('INI-02: filed late is judged by the rule of the day of filing', async () => {
  const late = async (id: string) => (await officer().call(getInitiative, { params: { id } }).expect(200)).warnings.some(({ code }) => code === 'FILED_LATE');
  const sent = async () => {
    const initiative = await file(app, { firstAppliedOn: '2025-06-02' });
    await submit(app, app.tree.officerOf('truong-a'), initiative.dossierId ?? '');
    return initiative.id;
  };
  const before = await sent();
  const rule = await propose({ code: 'FILING_PERIOD', value: { months: 8 }, validFrom: '2026-03-03' }).expect(201);
  await app.at('2026-03-03T02:00:00Z');
  expect(await late(await sent())).toBe(false);
  await confirm(rule).expect(200);
  await app.expectPublished(InitiativesRuleConfirmedV1, { code: 'FILING_PERIOD', ruleId: rule.id });
  expect([await late(before), await late(await sent())]).toEqual([false, true]);
});

it('INI-07: a programme that follows opens by a rule of its own; entries of before use what held then', async () => {
  const id = await recognisedAtBase(app, { firstAppliedOn: '2026-01-10' });
  const enter = (enteredOn: string) => officer().call(enterProgramme, { params: { id }, body: { programmeCode: 'NEXT_MILLION', enteredOn } });
  const today = app.clock.today();
  await enter(today).expectProblem(422, 'initiatives/programme-unknown');
  const value = { title: 'Chương trình kế tiếp', appliedFrom: '2026-01-01', appliedTo: null, windows: [{ from: '2026-01-01', to: '2026-12-31' }] };
  await propose({ code: 'PROGRAMME', scope: 'NEXT_MILLION', value: { ...value, windows: [{ from: '2026-12-31', to: '2026-01-01' }] } }).expectProblem(400, 'request/invalid');
  await propose({ code: 'PROGRAMME', scope: 'NEXT_MILLION', value: { ...value, appliedTo: '2025-12-31' } }).expectProblem(400, 'request/invalid');
  const proposed = await propose({ code: 'PROGRAMME', scope: 'NEXT_MILLION', value, validFrom: today }).expect(201);
  await enter(today).expectProblem(422, 'initiatives/programme-unknown');
  await confirm(proposed).expect(200);
  await enter('2026-03-02').expectProblem(422, 'initiatives/programme-unknown');
  await enter(today).expect(201);
});

it('INI-05: which level comes before which is a rule of the day of recognition', async () => {
  const id = await recognisedAtBase(app, {});
  const raise = () => app.api.as(app.tree.chairOf('truong-a')).call(raiseInitiative, { params: { id }, body: { to: 'CITY', effect: 'Áp dụng toàn thành phố' } });
  await raise().expectProblem(422, 'initiatives/level-skipped');
  const today = app.clock.today();
  await ruled({ code: 'RECOGNITION_AFTER', scope: 'CITY', value: { level: 'BASE' }, validFrom: today });
  await raise().expect(201);
  const base = { unitCode: 'truong-a', title: 'Qua hai cấp', initiativeType: 'INNOVATION', recognitionLevel: 'BASE', authors: [{ name: 'Nguyễn Văn Một', share: 100 }] };
  await paper(app, 'INITIATIVE_RECOGNISED', [base], { on: '2026-02-02', issuer: 'truong-a' });
  const city = (on: string) => record(app, 'INITIATIVE_RECOGNISED', [{ ...base, recognitionLevel: 'CITY' }], { on, issuer: 'ha-noi' });
  await expect(city('2026-03-02')).rejects.toThrow('initiatives/level-skipped');
  await city(today);
});

it('INI-01: a limit of authors holds from its day on, live and on paper; without one there is none', async () => {
  const authors = ['Một', 'Hai', 'Ba'].map((name, at) => ({ name: `Lê Văn ${name}`, share: at === 0 ? 34 : 33 }));
  await file(app, { authors });
  const today = app.clock.today();
  await ruled({ code: 'AUTHORS', value: { most: 2 }, validFrom: today });
  expect((await officer().call(fileInitiative, { body: filing({ authors }) }).expectProblem(422, 'initiatives/too-many-authors')).errors).toMatchObject([{ pointer: '/body/authors' }]);
  await file(app, { authors: authors.slice(0, 2).map((author) => ({ ...author, share: 50 })) });
  const item = (title: string) => ({ unitCode: 'truong-a', title, initiativeType: 'INNOVATION', recognitionLevel: 'BASE', authors });
  await paper(app, 'INITIATIVE_RECOGNISED', [item('Ba tác giả')], { on: '2026-03-02', issuer: 'truong-a' });
  await expect(record(app, 'INITIATIVE_RECOGNISED', [item('Ba tác giả nữa')], { on: today, issuer: 'truong-a' })).rejects.toThrow('initiatives/too-many-authors');
});

it('INI-03: the time to judge is a rule of the day on which the step begins', async () => {
  const begun = async () => {
    const { dossierId } = await file(app, {});
    const id = dossierId ?? '';
    await submit(app, app.tree.officerOf('truong-a'), id);
    await app.api.as(app.tree.chairOf('truong-a')).call(DOSSIERS.takeDossierStep, { params: { id }, body: { outcome: 'APPROVE' } }).expect(200);
    return id;
  };
  const due = async (id: string) => (await officer().call(DOSSIERS.getDossier, { params: { id } }).expect(200)).dueOn;
  const before = await begun();
  expect(await due(before)).toBe('2026-06-01');
  await ruled({ code: 'STEP_DEADLINE', scope: 'INITIATIVE_BASE.RECOGNISE', value: { dueDays: 30, dueOn: null }, validFrom: app.clock.today() });
  expect([await due(before), await due(await begun())]).toEqual(['2026-06-01', '2026-04-02']);
  await app.at('2026-03-04T02:00:00Z');
  await ruled({ code: 'STEP_DEADLINE', scope: 'INITIATIVE_BASE.RECOGNISE', value: { dueDays: null, dueOn: null }, validFrom: '2026-03-04' });
  expect(await due(await begun())).toBeNull();
});

it('INI-07: four eyes: no own confirmation, no lower or sister level, a file with every decision, one proposal at a time', async () => {
  const over = { code: 'ALIKE_TEXT', value: { percent: 80 }, validFrom: '2027-01-01' };
  for (const unit of ['tay-ho', 'thanh-xuan', 'truong-a']) await propose(over, app.tree.chairOf(unit)).expectProblem(403, 'auth/permission-missing');
  await app.api.as(app.tree.officerOf('ha-noi')).post('/rules', body(over)).expectProblem(422, 'decision/file-missing');
  const proposed = await propose(over, app.tree.chairOf('ha-noi')).expect(201);
  await propose(over).expectProblem(409, 'rules/proposal-overlaps');
  await confirm(proposed).expectProblem(403, 'rules/own-proposal');
  for (const unit of ['tay-ho', 'thanh-xuan', 'truong-a']) await confirm(proposed, app.tree.chairOf(unit)).expectProblem(403, 'auth/permission-missing');
  await confirm(proposed, app.tree.viceChairOf('ha-noi')).expect(200);
  const history = await officer().call(initiativesRuleBook.listRuleHistory, { params: { code: 'ALIKE_TEXT' }, query: {} }).expect(200);
  expect(history.items.map(({ value, holds }) => [value['percent'], holds])).toEqual([[80, [{ from: '2027-01-01', to: null }]], [90, [{ from: '2012-03-02', to: '2026-12-31' }]]]);
});
