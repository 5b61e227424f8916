import { membershipRuleBook, membershipRules, PLATFORM_ROUTES, RuleConfirmedV1, type FileView, type RuleBody } from '@doanket/contracts';
import { SAMPLE_PDF, type Caller, type Officer } from '@doanket/testing';
import { UNION_FOUNDING, UNION_FOUNDING_DELEGATED } from '../src/foundings/founding.dossier';
import { UNION_GRADING } from '../src/gradings/grading.dossier';
import { MEMBER_ADMISSION } from '../src/members/admission.dossier';
import { MembershipRules } from '../src/rules/membership-rules';
import { SEEDED_RULES } from '../src/rules/seeded-rules';
import { MembershipApp } from './membership-app';

const { listRules, listRuleHistory, listRuleProposals, proposeRule, confirmRule, rejectRule, withdrawRule } = membershipRuleBook;

let app: MembershipApp;
let officer: Officer;
let chair: Officer;

beforeAll(async () => {
  app = await MembershipApp.start({ now: '2025-07-30T02:00:00Z' });
  await app.tree.standard();
  officer = await app.tree.officerOf('ha-noi');
  chair = await app.tree.chairOf('ha-noi');
});
afterAll(() => app.close());

const baseSalary = (over: Partial<RuleBody> = {}): RuleBody => ({
  code: 'BASE_SALARY', scope: 'ALL', value: { amountVnd: 2_530_000 }, validFrom: '2026-07-01', validTo: null, decisionNumber: '1/2026/NĐ-CP', decidedOn: '2026-06-15',
  source: 'Assumption for a test', confidence: 'ASSUMED', ...over,
});
const propose = (over: Partial<RuleBody> = {}, by: Caller = officer) => app.api.as(by).call(proposeRule, { body: baseSalary(over) });
const confirm = (id: string, by: Caller = chair) => app.api.as(by).call(confirmRule, { params: { id } });
const amountOn = async (on: string, knownOn?: string) => (await app.api.as(chair).call(listRules, { query: { on, code: 'BASE_SALARY', ...(knownOn === undefined ? {} : { knownOn }) } }).expect(200)).items[0]?.value['amountVnd'];

describe('rules as data', () => {
  it('ORG-16: comes with the rules of the handbook, each with its source and how sure it is', async () => {
    const rate = async (on: string, scope: string) => (await app.api.as(chair).call(listRules, { query: { on, code: 'DUES_RATE' } }).expect(200)).items.find((rule) => rule.scope === scope);
    expect(await rate('2025-06-30', 'NONSTATE')).toMatchObject({ value: { rate: { numerator: 1, denominator: 100 }, base: 'INSURANCE_SALARY' }, confidence: 'CONFIRMED', holds: [{ from: '2017-01-01', to: '2025-06-30' }] });
    expect(await rate('2025-07-01', 'NONSTATE')).toMatchObject({ value: { rate: { numerator: 1, denominator: 200 } }, decisionNumber: '61/QĐ-TLĐ', decidedOn: '2025-07-29' });
    expect(await rate('2025-05-31', 'AGENCY')).toMatchObject({ value: { collected: true } });
    expect(await rate('2025-06-01', 'AGENCY')).toMatchObject({ value: { collected: false }, decisionNumber: '4133/TLĐ-ToC' });
  });

  it('comes with a rule of every kind: no feature asks for one that nobody kept', async () => {
    const kept = new Set<string>();
    const sources = new Set<string>();
    for (let cursor: string | null | undefined; cursor !== null;) {
      const page: { items: { code: string; source: string }[]; nextCursor: string | null } = await app.api.as(chair).call(listRules, { query: { limit: 100, ...(cursor === undefined ? {} : { cursor }) } }).expect(200);
      for (const { code, source } of page.items) { kept.add(code); sources.add(source); }
      cursor = page.nextCursor;
    }
    expect(Object.keys(membershipRules).filter((code) => !kept.has(code))).toEqual([]);
    // Officers read them: in their language, and by the number of the paper, not by a row of a handbook they do not have.
    expect([...sources].filter((source) => /handbook|assumption|background|seed|not confirmed/i.test(source) || source.trim() === '')).toEqual([]);
  });

  it('has a value that fits its kind in every rule it comes with', () => {
    for (const rule of SEEDED_RULES) {
      const kind = membershipRules[rule.code as keyof typeof membershipRules];
      expect([rule.code, kind.value.safeParse(rule.value).error?.issues ?? []]).toEqual([rule.code, []]);
      expect([rule.code, kind.scopes]).toEqual([rule.code, expect.arrayContaining([rule.scope ?? 'ALL'])]);
    }
  });

  it('holds a proposal nowhere until another person confirms it, and says so once', async () => {
    const proposed = await propose().expect(201);
    expect(proposed).toMatchObject({ state: 'PROPOSED', holds: [], whyNot: 'OWN_PROPOSAL' });
    expect(await amountOn('2026-07-01')).toBe(2_340_000);
    expect((await app.api.as(chair).call(listRuleProposals, {}).expect(200)).items).toMatchObject([{ id: proposed.id, mayDecide: true }]);
    await app.test.expectNotPublished(RuleConfirmedV1);

    expect(await confirm(proposed.id).expect(200)).toMatchObject({ state: 'CONFIRMED', holds: [{ from: '2026-07-01', to: null }] });
    expect([await amountOn('2026-06-30'), await amountOn('2026-07-01')]).toEqual([2_340_000, 2_530_000]);
    await app.test.expectPublished(RuleConfirmedV1, { code: 'BASE_SALARY', validFrom: '2026-07-01', ruleId: proposed.id });
    expect((await app.api.as(chair).call(listRuleProposals, {}).expect(200)).items).toEqual([]);
  });

  it('lets nobody confirm or reject what they proposed, whatever post they act as', async () => {
    const own = await propose({}, chair).expect(201);
    await confirm(own.id, chair).expectProblem(403, 'rules/own-proposal');
    const second = await app.tree.appoint('viet-nam', 'CHAIR', { personId: chair.personId, subject: chair.subject, body: 'PRESIDIUM' });
    await confirm(own.id, second).expectProblem(403, 'rules/own-proposal');
    await app.api.as(chair).call(rejectRule, { params: { id: own.id }, body: { reason: 'Nhầm số' } }).expectProblem(403, 'rules/own-proposal');
    await app.api.as(await app.tree.viceChairOf('ha-noi')).call(rejectRule, { params: { id: own.id }, body: { reason: 'Nhầm số' } }).expect(200);
    await confirm(own.id, await app.tree.viceChairOf('ha-noi')).expectProblem(409, 'rules/rule-not-open');
    await expect(app.test.transactions.runWhole((tx) => tx.query(`insert into rule_verdict (rule_id, confirmed, decided_by, decided_at)
      select id, true, proposed_by, now() from rule where proposed_by = '${chair.subject}' limit 1`))).rejects.toThrow('another person');
  });

  it('gives one of two who decide at once the answer that it is decided already', async () => {
    const { id } = await propose({ validFrom: '2030-01-01' }).expect(201);
    const answers = await Promise.all([confirm(id), confirm(id, await app.tree.viceChairOf('ha-noi'))]);
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409]);
    await app.test.expectPublished(RuleConfirmedV1, { ruleId: id });
  });

  it('ends history and never overwrites it: a rule published late, as known before and after', async () => {
    const old = (await app.api.as(chair).call(listRules, { query: { on: '2025-07-15', code: 'BASE_SALARY' } }).expect(200)).items[0];
    await app.test.at('2025-08-20T02:00:00Z');
    const late = await propose({ validFrom: '2025-07-01', validTo: '2025-12-31', value: { amountVnd: 2_400_000 } }).expect(201);
    await confirm(late.id).expect(200);
    expect([await amountOn('2025-06-30'), await amountOn('2025-07-01'), await amountOn('2025-12-31'), await amountOn('2026-01-01'), await amountOn('2026-07-01')])
      .toEqual([2_340_000, 2_400_000, 2_400_000, 2_340_000, 2_530_000]);
    expect([await amountOn('2025-07-15', '2025-08-19'), await amountOn('2025-07-15', '2025-08-20')]).toEqual([2_340_000, 2_400_000]);
    const history = await app.api.as(chair).call(listRuleHistory, { params: { code: 'BASE_SALARY' }, query: { limit: 100 } }).expect(200);
    expect(history.items.find((rule) => rule.id === old?.id)).toMatchObject({
      validFrom: '2024-07-01', validTo: null, holds: [{ from: '2024-07-01', to: '2025-06-30' }, { from: '2026-01-01', to: '2026-06-30' }],
    });
  });

  it('never lets an older rule without an end cover a newer one', async () => {
    const older = await propose({ validFrom: '2018-07-01', value: { amountVnd: 1_390_000 } }).expect(201);
    expect(await confirm(older.id).expect(200)).toMatchObject({ holds: [{ from: '2018-07-01', to: '2019-06-30' }] });
  });

  it('answers services by day and scope, and says which rule is missing', async () => {
    const rules = app.test.get(MembershipRules);
    await app.test.transactions.readWhole(async (tx) => {
      expect((await rules.require(tx, 'DUES_RATE', '2025-07-01', { scope: 'STATE_ENTERPRISE' })).value.base).toBe('NET_SALARY');
      expect((await rules.on(tx, 'BASE_SALARY', '2024-07-01', { scope: 'NONSTATE' }))?.value.amountVnd).toBe(2_340_000);
      expect(await rules.on(tx, 'DUES_SPLIT', '2022-12-31')).toBeNull();
      await expect(rules.require(tx, 'DUES_SPLIT', '2022-12-31')).rejects.toMatchObject({ code: 'rules/no-rule-on-day', facts: { ruleCode: 'DUES_SPLIT', day: '2022-12-31' } });
    });
  });

  it('points at what is wrong in a value, a scope and a period', async () => {
    const pointers = async (body: object) => (await app.api.as(officer).post('/rules', { ...baseSalary(), ...body }).expectProblem(400, 'request/invalid')).errors?.map((error) => error.pointer);
    expect(await pointers({ value: { amountVnd: 1.5 } })).toEqual(['/body/value/amountVnd']);
    expect(await pointers({ scope: 'NONSTATE' })).toEqual(['/body/scope']);
    expect(await pointers({ code: 'NO_SUCH_RULE' })).toEqual(['/body/code']);
    expect(await pointers({ code: 'DUES_SPLIT', value: { grassroots: { numerator: 3, denominator: 2 } } })).toEqual(['/body/value/grassroots']);
    await propose({ validTo: '2026-06-30' }).expectProblem(400, 'rules/period-backwards');
    await propose({ validTo: '2026-07-01' }).expect(201);
    await confirm('01920000-0000-7000-8000-00000000ffff').expectProblem(404, 'rules/rule-not-found');
  });

  it('ORG-16: is taken back by its proposer only, with a reason, and holds nowhere afterwards', async () => {
    const proposed = await propose({ validFrom: '2040-01-01' }).expect(201);
    expect(proposed).toMatchObject({ mayWithdraw: true, mayDecide: false });
    const withdraw = (by: Caller) => app.api.as(by).call(withdrawRule, { params: { id: proposed.id }, body: { reason: 'Nhầm ngày' } });
    await withdraw(chair).expectProblem(403, 'rules/not-own-proposal');
    expect(await withdraw(officer).expect(200)).toMatchObject({ state: 'WITHDRAWN', reason: 'Nhầm ngày', holds: [], whyNot: 'NOT_OPEN', mayWithdraw: false });
    await withdraw(officer).expectProblem(409, 'rules/rule-not-open');
    await confirm(proposed.id).expectProblem(409, 'rules/rule-not-open');
    expect(await amountOn('2040-01-01')).toBe(await amountOn('2039-12-31'));
    await expect(app.test.transactions.runWhole((tx) => tx.query(`insert into rule_verdict (rule_id, confirmed, withdrawn, decided_by, decided_at, reason)
      select id, false, true, 'somebody else', now(), 'x' from rule where decision_number is not null and not exists (select from rule_verdict v where v.rule_id = rule.id) limit 1`))).rejects.toThrow('another person');
  });

  it('ORG-16: no second proposal for the same days is open beside the first', async () => {
    const first = await propose({ validFrom: '2041-01-01', validTo: '2041-06-30' }).expect(201);
    expect((await propose({ validFrom: '2041-06-30' }).expectProblem(409, 'rules/proposal-overlaps'))).toMatchObject({ openFrom: '2041-01-01', openTo: '2041-06-30', errors: [{ pointer: '/body/validFrom' }] });
    await propose({ validFrom: '2040-12-01', validTo: '2041-01-01' }).expectProblem(409, 'rules/proposal-overlaps');
    const beside = await propose({ validFrom: '2041-07-01' }).expect(201);
    await propose({ validFrom: '2041-07-01' }).expectProblem(409, 'rules/proposal-overlaps');
    const later = await propose({ validFrom: '2042-07-01' }).expect(201);
    await confirm(first.id).expect(200);
    const correction = await propose({ validFrom: '2041-06-30', validTo: '2041-06-30' }).expect(201);
    for (const { id } of [beside, later, correction]) await confirm(id).expect(200);
  });

  it('ORG-16: a rule that names a decision carries its file, which everyone below reads', async () => {
    expect((await app.api.as(officer).post('/rules', baseSalary({ validFrom: '2043-01-01' })).expectProblem(422, 'decision/file-missing')).errors).toMatchObject([{ pointer: '/body/fileId' }]);
    expect(await app.api.as(officer).post('/rules', baseSalary({ validFrom: '2043-01-01', decisionNumber: null, decidedOn: null })).expect(201)).toMatchObject({ fileId: null });
    const { fileId } = await propose({ validFrom: '2044-01-01' }).expect(201);
    expect(fileId).not.toBeNull();
    await app.api.as(await app.tree.chairOf('truong-a')).get(`/files/${fileId ?? ''}`).expect(200);
    await app.api.as(officer).post('/rules', { ...baseSalary({ validFrom: '2045-01-01' }), fileId: '01920000-0000-7000-8000-00000000ffff' }).expectProblem(404, 'files/file-not-found');
  });

  it('ORG-09: names the steps of every process as scopes of deadlines, and each has one from the start', async () => {
    const steps = [MEMBER_ADMISSION, UNION_FOUNDING, UNION_FOUNDING_DELEGATED, UNION_GRADING].flatMap(({ code, steps: of }) => of.map((step) => `${code}.${step.code}`));
    expect([...membershipRules.STEP_DEADLINE.scopes].sort()).toEqual([...steps].sort());
    const { items } = await app.api.as(chair).call(listRules, { query: { code: 'STEP_DEADLINE' } }).expect(200);
    expect(items.map(({ scope }) => scope)).toEqual([...steps].sort());
  });

  it('ORG-09: an admission is due by the rule of the day on which it lies before the committee', async () => {
    const due = async (name: string) => {
      const { dossierId } = await app.submitted('truong-a', { fullName: name });
      return (await app.api.as(await app.tree.chairOf('truong-a')).call(PLATFORM_ROUTES.membership.dossiers.getDossier, { params: { id: dossierId ?? '' } }).expect(200)).dueOn;
    };
    await app.test.at('2025-09-01T02:00:00Z');
    expect(await due('Lê Thị Mười Lăm')).toBe('2025-09-16');
    const rule = await propose({ code: 'STEP_DEADLINE', scope: 'MEMBER_ADMISSION.ADMIT', value: { dueDays: 10, dueOn: null }, validFrom: '2025-09-02' }).expect(201);
    await confirm(rule.id).expect(200);
    expect(await due('Lê Thị Hôm Nay')).toBe('2025-09-16');
    await app.test.at('2025-09-02T02:00:00Z');
    expect(await due('Lê Thị Ngày Mai')).toBe('2025-09-12');
  });

  it('is read by everybody, proposed by city and nation or an administrator, who reads no person by it', async () => {
    const admin = app.tree.admin();
    const person = await app.tree.person();
    expect((await app.api.as(person).call(listRules, { query: { limit: 2 } }).expect(200)).items).toHaveLength(2);
    await propose({}, await app.tree.chairOf('tay-ho')).expectProblem(403, 'auth/permission-missing');
    const proposed = await propose({ validFrom: '2031-01-01', decisionNumber: null, decidedOn: null }, admin).expect(201);
    await confirm(proposed.id, officer).expectProblem(403, 'auth/permission-missing');
    await confirm(proposed.id, admin).expectProblem(403, 'rules/own-proposal');
    await confirm(proposed.id, app.tree.admin()).expect(200);
    await app.submitted('truong-a', { fullName: 'Nguyễn Văn Thử' });
    expect((await app.api.as(admin).get('/members').expect(200)).items).toEqual([]);
  });

  it('takes the file of a decision from an administrator, who is no person: audited, read by who reads the rule, and no other file of anybody', async () => {
    const admin = app.tree.admin();
    const store = (by: Caller) => app.api.as(by).upload('/files', SAMPLE_PDF, 'application/pdf', { headers: { 'x-file-name': 'nghi-dinh.pdf' } });
    const file = (await store(admin).expect(201)) as FileView;
    expect(file).toMatchObject({ name: 'nghi-dinh.pdf', contentType: 'application/pdf' });
    const kept: { after: { sha256: string } }[] = await app.test.transactions.runWhole((tx) => tx.query("select after from membership_audit.entry where action = 'file.store' and object_id = $1", [file.id]));
    expect(kept).toMatchObject([{ after: { sha256: file.sha256 } }]);
    const reads = (by: Caller, id = file.id) => app.api.as(by).get(`/files/${id}/content`);
    expect((await reads(admin)).bytes).toEqual(SAMPLE_PDF);
    const school = await app.tree.officerOf('truong-a');
    for (const by of [chair, school, app.tree.admin(), await app.tree.person()]) await reads(by).expectProblem(404, 'files/file-not-found');

    const decided = { validFrom: '2033-01-01', decisionNumber: '9/2032/NĐ-CP', decidedOn: '2025-07-01' };
    await app.api.as(admin).call(proposeRule, { body: { ...baseSalary(decided), fileId: undefined } }).expectProblem(422, 'decision/file-missing');
    await app.api.as(app.tree.admin()).call(proposeRule, { body: { ...baseSalary(decided), fileId: file.id } }).expectProblem(404, 'files/file-not-found');
    const ofOfficer = (await store(officer).expect(201)) as FileView;
    await app.api.as(admin).call(proposeRule, { body: { ...baseSalary(decided), fileId: ofOfficer.id } }).expectProblem(404, 'files/file-not-found');
    await reads(admin, ofOfficer.id).expectProblem(404, 'files/file-not-found');

    const proposed = await app.api.as(admin).call(proposeRule, { body: { ...baseSalary(decided), fileId: file.id } }).expect(201);
    expect(proposed).toMatchObject({ fileId: file.id, decisionNumber: '9/2032/NĐ-CP', state: 'PROPOSED' });
    for (const by of [chair, school, app.tree.admin()]) expect((await reads(by)).bytes).toEqual(SAMPLE_PDF);
    await confirm(proposed.id, chair).expect(200);
    expect(await amountOn('2033-01-01')).toBe(2_530_000);
    // A file of an officer's rule is read by an administrator too; a partner still stores none.
    const byOfficer = await propose({ validFrom: '2034-01-01' }).expect(201);
    await reads(admin, byOfficer.fileId ?? '').expect(200);
    expect((await store(await app.tree.partner('ha-noi', ['membership.unit.read']))).status).not.toBe(201);
  });

  it('keeps every step in the audit, and the tables only grow', async () => {
    const { id } = await propose({ validFrom: '2032-01-01' }).expect(201);
    await confirm(id).expect(200);
    const trail = await app.api.as(chair).get(`/system/audit?objectType=rule&objectId=${id}`).expect(200);
    expect(trail.items.map((entry: { action: string }) => entry.action)).toEqual(['rule.confirm', 'rule.propose']);
    await expect(app.test.transactions.runWhole((tx) => tx.query("update rule set confidence = 'CONFIRMED'"))).rejects.toThrow('permission denied');
    await expect(app.test.transactions.runWhole((tx) => tx.query('delete from rule_verdict'))).rejects.toThrow('permission denied');
  });

  it('pages by code and scope', async () => {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await app.api.as(chair).call(listRules, { query: { limit: 7, on: '2025-07-01', ...(cursor === undefined ? {} : { cursor }) } }).expect(200);
      seen.push(...page.items.map((rule) => `${rule.code} ${rule.scope}`));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(seen.length).toBeGreaterThan(30);
    expect(seen).toEqual([...new Set(seen)]);
  });
});
