import {
  askExport, changeProfile, createPerson, declarePayroll, draftFounding, draftGrading, enterAttendances, followClaim, foundGroup, getMember, grantDelegation, grantRelief, listMembers, membershipRoutes, openAgreement, openHousehold, openInjury, openTransfer, planCongress, planTrainingCourse, PLATFORM_ROUTES,
  platformRoutes, previewMerge, recordLeave, registerEmployer, renewMemberCard, ROUTES, sendExchangeMessage, setDuesBases, setDuesTerm, setGrowthTarget, startDuesRun, startPost, submitFounding, transferMember, type RouteContract,
} from '@doanket/contracts';
import { ExportJobs } from '@doanket/exports';
import { newId } from '@doanket/kernel';
import type { Caller, TestAnswer } from '@doanket/testing';
import { z } from 'zod';
import { DuesRunner } from '../src/dues/dues-runner';
import { ExchangeWorker } from '../src/exchanges/exchange.worker';
import { ImportDriver } from './import-driver';
import { MembershipApp } from './membership-app';

const { recordDecision } = PLATFORM_ROUTES.membership.decisions;
/** What is asked about, and what there is not: of the same shape. */
const WARD = 'phuong-3';
const UNION = 'phuong-3-co-so';
const NOWHERE = 'phuong-3-khong-co';
const NAME = 'Khuất Thị Giấu Kín';
/** Who asks: a sister whose code begins alike, a union of hers, another child of the parent, and a union of that one. */
const STRANGERS = [['phuong-30', 'CHAIR'], ['phuong-30', 'OFFICER'], ['phuong-30-co-so', 'CHAIR'], ['tay-ho', 'CHAIR'], ['truong-a', 'OFFICER']] as const;
/** What routes cannot be asked without. */
const NEEDED: Readonly<Record<string, Record<string, string>>> = {
  getGrowth: { from: '2025-01-01', to: '2026-03-31' }, listDuesMonths: { from: '2026-01', to: '2026-03' }, sumDuesMonths: { from: '2026-01', to: '2026-03' }, listDuesLines: { month: '2026-02' }, listFundMonths: { from: '2026-01', to: '2026-03' },
  listReconciliations: { month: '2026-02' }, getTreeDiff: { from: '2025-01-01', to: '2026-03-01' }, getGradingSummary: { year: '2025' }, getLedger: { month: '2026-02' },
  getAgreementCoverage: { units: 'phuong-30' }, compareUnit: { from: '2025-01-01', to: '2026-03-01' }, listPersonNames: { ids: '00000000-0000-4000-8000-000000000000' }, getExportColumns: { kind: 'MEMBERS' },
};
const GETS: readonly RouteContract[] = [...membershipRoutes, ...platformRoutes.filter(({ service }) => service === 'membership')].filter(({ method, access }) => method === 'GET' && access !== 'PUBLIC');
const LISTS = GETS.filter(({ path }) => !path.includes(':'));
const ONES = GETS.filter(({ path }) => path.includes(':'));
let app: MembershipApp;
let strangers: { who: string; caller: Caller }[];
let owners: Caller[];
/** Lists as strangers saw them before there was anything in the ward. */
const before = new Map<string, unknown>();
const ids: string[] = [];
let person = '';
let twin = '';

const needed = (route: RouteContract): Record<string, string> => NEEDED[route.name] ?? (route.query.safeParse({}).success ? {} : { reason: 'Đối chiếu' });
const shape = (route: RouteContract): Record<string, z.ZodType> => (route.query instanceof z.ZodObject ? (route.query.shape as Record<string, z.ZodType>) : {});
const ask = (caller: Caller, route: RouteContract, params: Record<string, string> = {}, query: Record<string, string> = {}): Promise<TestAnswer> => {
  const path = route.path.replace(/:([A-Za-z]+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
  const all = new URLSearchParams({ ...needed(route), ...query });
  return Promise.resolve(app.api.as(caller).get(all.size === 0 ? path : `${path}?${all.toString()}`));
};
/** An answer without what names the question: what is left must not depend on whether the thing exists. */
function told({ status, body, bytes }: TestAnswer, asked: readonly string[] = []): unknown {
  const text = typeof body === 'string' ? body : body === undefined ? bytes.toString('latin1') : JSON.stringify(body, (key, value: unknown) => (['traceId', 'instance', 'at', 'checkedAt', 'now', 'generatedAt'].includes(key) ? undefined : value));
  return { status, text: asked.reduce((known, one) => known.replaceAll(one, '<asked>'), text) };
}
/** A few of each table are enough: all of one table are asked for by the same routes. */
const OF_EACH = 4;
const uuids = async (known: ReadonlySet<string> = new Set()): Promise<string[]> => {
  const tables: { name: string }[] = await app.test.transactions.readWhole((tx) => tx.query(
    "select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'id' and a.atttypid = 'uuid'::regtype where c.relnamespace = 'membership'::regnamespace and c.relkind in ('r', 'p') and has_table_privilege(c.oid, 'select')"));
  const found: string[] = [];
  for (const { name } of tables) {
    const rows: { id: string }[] = await app.test.transactions.readWhole((tx) => tx.query(`select id from ${name} order by id`));
    const fresh = rows.map(({ id }) => id).filter((id) => !known.has(id));
    found.push(...(known.size === 0 ? fresh : fresh.slice(0, OF_EACH)));
  }
  return found;
};

beforeAll(async () => {
  app = await MembershipApp.start();
  await app.tree.standard();
  await app.tree.unit('phuong-30-co-so', { parent: 'phuong-30' });
  await app.tree.unit('phuong-3-co-so-2', { parent: WARD });
  const holders: Caller[] = [];
  for (const code of [UNION, WARD]) holders.push(await app.tree.officerOf(code), await app.tree.chairOf(code));
  await app.tree.chairOf('phuong-3-co-so-2');
  owners = holders;
  strangers = [];
  for (const [code, post] of STRANGERS) strangers.push({ who: `${post} of ${code}`, caller: await app.tree.holder(code, post) });
  // Everybody has an own decision file before anything is compared.
  for (const { caller } of strangers) await app.api.as(caller).upload('/files', Buffer.from('%PDF-1.4 own'), 'application/pdf', { headers: { 'x-file-name': 'rieng.pdf' } });
  // Heads of the city's decisions are read below it: what the city does is done before.
  await app.api.as(await app.tree.chairOf('ha-noi')).call(grantDelegation, { body: { unitCode: WARD, power: 'TRANSFER_UNIT', decision: app.decision() } }).expect(201);
  const known = new Set(await uuids());
  for (const { who, caller } of strangers) for (const route of LISTS) before.set(`${who} ${route.name}`, told(await ask(caller, route)));
  await fill();
  ids.push(...new Set(await uuids(known)));
}, 180_000);
afterAll(() => app.close());

/** Something of every kind in the ward and in its union, through the doors. */
async function fill(): Promise<void> {
  const [ward, chair, officer, city] = [await app.tree.chairOf(WARD), await app.tree.chairOf(UNION), await app.tree.officerOf(UNION), await app.tree.chairOf('ha-noi')];
  await new ImportDriver(app, officer).import(['Họ và tên,Ngày sinh,Số CCCD,Mã đơn vị,Ngày kết nạp', `${NAME},08/03/1990,001190666001,${UNION},05/01/2015`, `Lò Văn Giấu,09/03/1990,001190666002,${UNION},05/01/2015`].join('\n'));
  const { items } = await app.api.as(officer).call(listMembers, {}).expect(200);
  const memberId = items.find(({ fullName }) => fullName === NAME)?.id ?? '';
  const other = items.find(({ fullName }) => fullName !== NAME)?.id ?? '';
  const member = await app.api.as(officer).call(getMember, { params: { id: memberId } }).expect(200);
  person = member.personId;
  twin = (await app.api.as(officer).call(createPerson, { body: { fullName: 'Khuat Thi Giau Kin', birthDate: '1990-03-08' } }).expect(201)).id;
  const { personalId: _, socialInsuranceNo: __, passportNo: ___, consent: ____, birthDate, gender, nationality, ...profile } = member.profile;
  await app.api.as(officer).call(changeProfile, { params: { id: memberId }, body: { fullName: NAME, birthDate, gender, nationality, profile, consent: { givenOn: '2026-01-01', purposes: ['INSURANCE', 'WELFARE'] } } }, { headers: { 'if-match': `"${member.version}"` } }).expect(200);
  await app.submitted(UNION, { fullName: 'Đơn Giấu Kín' });
  await app.api.as(officer).call(renewMemberCard, { params: { id: memberId }, body: {} }).expect(200);
  await app.api.as(chair).call(transferMember, { params: { id: other }, body: { toUnitCode: 'phuong-3-co-so-2', leftOn: app.today, decision: app.decision() } }).expect(201);
  await app.api.as(officer).call(setDuesBases, { params: { code: UNION }, body: { rows: [{ memberId, base: 'INSURANCE_SALARY', from: '2026-01', amountVnd: 10_000_000 }] } }).expect(200);
  await app.api.as(chair).call(setDuesTerm, { params: { code: UNION }, body: { from: '2026-01', group: 'NONSTATE', rate: null, fixedSumVnd: null, decisionNumber: '1/QĐ', decidedOn: '2026-01-05' } }).expect(201);
  await app.api.as(chair).call(grantRelief, { params: { code: UNION }, body: { memberId, kind: 'REDUCTION', reason: 'HARDSHIP', from: '2026-02', to: '2026-02', share: { numerator: 1, denominator: 2 }, decisionNumber: '2/QĐ', decidedOn: '2026-01-05' } }).expect(201);
  await app.api.as(officer).call(startDuesRun, { body: { unitCode: UNION, month: '2026-02' } }).expect(201);
  await app.test.get(DuesRunner).workOff();
  const employer = await app.api.as(await app.tree.officerOf(WARD)).call(registerEmployer, { body: { enterpriseCode: '0106660001', name: 'Công ty Giấu Kín', keeperCode: WARD, union: { unitCode: UNION, validFrom: '2020-01-01' }, workforce: { countedOn: '2026-01-01', source: 'UNION_SURVEY', workers: 50 } } }).expect(201);
  await app.api.as(city).call(declarePayroll, { params: { id: employer.id }, body: { month: '2026-02', insuredWorkers: 10, insuredPayrollVnd: 100_000_000 } }).expect(201);
  await app.api.as(city).post('/reconciliations', { unitCode: WARD, month: '2026-02' }).expect(200);
  await app.api.as(officer).call(openAgreement, { body: { employerId: employer.id, unitCode: UNION, workersCovered: 10, negotiatingSince: '2026-01-10' } }).expect(201);
  await app.api.as(officer).call(openHousehold, { body: { address: 'Ngõ Kín', people: [{ personId: person, relation: 'HOUSEHOLDER' }] } }).expect(201);
  await app.api.as(chair).call(recordLeave, { body: { memberId, kind: 'UNPAID_LEAVE', fromDay: '2026-01-01', toDay: '2026-01-31' } }).expect(201);
  await app.api.as(chair).call(followClaim, { body: { memberId, kind: 'SICKNESS', returnedOn: '2026-02-01' } }).expect(201);
  await app.api.as(chair).call(openInjury, { body: { memberId, kind: 'WORK_ACCIDENT', happenedOn: '2026-02-10', nature: 'Giấu kín' } }).expect(201);
  await app.api.as(chair).call(foundGroup, { body: { code: 'to-giau-kin', type: 'T', name: 'Tổ Giấu Kín', parentCode: UNION, decision: app.decision() } }).expect(201);
  await app.api.as(ward).call(setGrowthTarget, { body: { unitCode: UNION, year: 2026, kind: 'NEW_MEMBERS', target: 5, decision: app.decision() } }).expect(201);
  await app.api.as(officer).call(planCongress, { body: { unitCode: UNION, number: 'I', congressKind: 'ALL_MEMBERS', plannedOn: '2026-05-01', memberCount: 2 } }).expect(201);
  await app.api.as(officer).call(draftGrading, { body: { unitCode: UNION, year: 2025, scores: { representation: 40, organisation: 40, propaganda: 15, bonus: 5 } } });
  const founding = await app.api.as(await app.tree.officerOf(WARD)).call(draftFounding, {
    body: {
      code: 'co-so-giau-kin', name: 'CĐCS Giấu Kín', parentCode: WARD, bloc: 'ENTERPRISE_NONSTATE', employer: { name: 'Công ty Kín', enterpriseCode: '0106660002', ownership: 'PRIVATE' }, workers: 20, appliedOn: app.today,
      applicants: Array.from({ length: 5 }, (____unused, n) => ({ person: { fullName: `Người Kín ${n}` }, ...(n === 0 ? { post: 'CHAIR' as const } : {}) })),
    },
  }).expect(201);
  await app.api.as(await app.tree.officerOf(WARD)).call(submitFounding, { params: { id: founding.id }, body: {} }).expect(200);
  await app.api.as(officer).call(recordDecision, {
    body: { kind: 'MEMBER_ADMITTED', issuerCode: UNION, number: app.nextNumber(), decidedOn: '2019-03-08', signerPostId: chair.postId, items: [{ unitCode: UNION, personId: twin, appliedOn: '2019-02-20' }] },
  }).expect(201);
  const head = await app.api.as(ward).call(startPost, { body: { unitCode: WARD, personId: person, post: 'COMMITTEE_MEMBER', body: 'EXECUTIVE_COMMITTEE', appointment: 'APPOINTED', fullTime: false, decision: app.decision() } }).expect(201);
  expect(head.unitCode).toBe(WARD);
  const course = await app.api.as(ward).call(planTrainingCourse, { body: { title: 'Lớp Giấu Kín', topic: 'NEWLY_ELECTED', planYear: 2026, hours: 8, startsOn: '2026-03-01', endsOn: '2026-03-01' } }).expect(201);
  await app.api.as(ward).call(enterAttendances, { params: { id: course.id }, body: { items: [{ personId: person, hours: 8, passed: true }] } });
  await app.api.as(ward).call(openTransfer, { body: { direction: 'OUT', units: [{ unitCode: 'phuong-3-co-so-2' }], otherParty: 'Công đoàn Giấu Kín', effectiveOn: '2026-04-01', decision: app.decision() } }).expect(201);
  await app.api.as(ward).call(sendExchangeMessage, { body: { kind: 'D02_LT', period: '2026-02', sequenceNo: 1, rows: [{ enterpriseCode: '0106660001', personalId: '001190666001', fromMonth: '2026-02', change: 'NEW_WORKER', salaryVnd: 8_000_000 }] } }).expect(201);
  await app.test.get(ExchangeWorker).round();
  await new ImportDriver(app, officer).upload('Họ và tên\nGiấu Kín Ba');
  for (const by of [ward, officer]) await app.api.as(by).call(askExport, { body: { kind: 'MEMBERS', format: 'CSV', filter: {} } }).expect(201);
  await app.test.get(ExportJobs).runner.runDue();
}

it('walks every GET route of membership, and knows what each needs', () => {
  expect(GETS.length).toBe(ROUTES.filter(({ service, method, access }) => service === 'membership' && method === 'GET' && access !== 'PUBLIC').length);
  expect(LISTS.filter((route) => !route.query.safeParse(needed(route)).success).map(({ name }) => name)).toEqual([]);
  expect(ONES.filter((route) => !route.query.safeParse(needed(route)).success).map(({ name }) => name)).toEqual([]);
});

it('ORG-21: no list, search, count, export or figure of a sister changes by what happens beside her', async () => {
  const changed: unknown[] = [];
  for (const { who, caller } of strangers) {
    for (const route of LISTS) {
      const now = told(await ask(caller, route));
      if (JSON.stringify(now) !== JSON.stringify(before.get(`${who} ${route.name}`))) changed.push([who, route.name, before.get(`${who} ${route.name}`), now]);
    }
  }
  expect(changed).toEqual([]);
});

it('ORG-21: a filter for a foreign unit, person or word answers what it answers for one that does not exist', async () => {
  const pairs = [[WARD, NOWHERE], [UNION, NOWHERE], ['to-giau-kin', NOWHERE], ['co-so-giau-kin', NOWHERE], ['Khuất Thị Giấu', 'Không Có Ai Cả'], ['khuat', 'zzzzz'], ['0106660001', '0999999999'], ['001190666001', '001190000000'], ...[person, twin].map((id) => [id, newId()])] as [string, string][];
  const differs: unknown[] = [];
  let asked = 0;
  for (const { who, caller } of strangers) {
    for (const route of LISTS) {
      for (const [key, schema] of Object.entries(shape(route))) {
        if (['limit', 'cursor', 'reason'].includes(key)) continue;
        for (const [foreign, nothing] of pairs) {
          // A part of a word: the code of the ward is a part of the sister's own.
          if (key === 'q' && foreign === WARD) continue;
          if (!schema.safeParse(foreign).success || !schema.safeParse(nothing).success) continue;
          asked += 1;
          const [one, none] = [told(await ask(caller, route, {}, { [key]: foreign }), [foreign]), told(await ask(caller, route, {}, { [key]: nothing }), [nothing])];
          if (JSON.stringify(one) !== JSON.stringify(none)) differs.push([who, route.name, key, foreign, one, none]);
        }
      }
    }
  }
  expect(differs).toEqual([]);
  expect(asked).toBeGreaterThan(300);
});

/** Routes of which nothing lies in the ward: the city or the administrator keeps what they show. */
const OF_NOBODY_THERE: readonly string[] = ['getCeremony', 'getDeadLetter', 'getIntegration', 'getReorganisation', 'getUnitSplit', 'listCongressDuties', 'listNotices', 'listRuleHistory'];

it('ORG-21: what a sister has and what nobody has are refused alike, by every route that names one', async () => {
  const asked = new Map<RouteContract, Record<string, string>[]>();
  const paramsOf = (route: RouteContract): Record<string, string>[] => {
    if (route.name === previewMerge.name) return [{ id: person, otherId: twin }];
    const names = [...route.path.matchAll(/:([A-Za-z]+)/g)].map(([, name = '']) => name);
    if (names.length > 1) return [];
    const values = names[0] === 'code' ? [WARD, UNION, 'to-giau-kin', 'co-so-giau-kin'] : names[0] === 'id' ? ids : [];
    return values.map((value) => ({ [names[0] ?? '']: value }));
  };
  const silent: string[] = [];
  const seen = new Set<RouteContract>();
  for (const route of ONES) {
    for (const params of paramsOf(route)) {
      if (!route.params.safeParse(params).success) continue;
      if ('code' in params) asked.set(route, [...(asked.get(route) ?? []), params]);
      else if ((asked.get(route)?.length ?? 0) >= OF_EACH) break;
      for (const owner of owners) {
        if ((await ask(owner, route, params)).status !== 200) continue;
        if (!('code' in params)) asked.set(route, [...(asked.get(route) ?? []), params]);
        seen.add(route);
        break;
      }
    }
    if (!seen.has(route)) silent.push(route.name);
  }
  expect(silent.sort()).toEqual([...OF_NOBODY_THERE].sort());
  const differs: unknown[] = [];
  for (const { who, caller } of strangers) {
    for (const [route, all] of asked) {
      const nothing = Object.fromEntries(Object.keys(all[0] ?? {}).map((name) => [name, name === 'code' ? NOWHERE : newId()]));
      const none = told(await ask(caller, route, nothing), Object.values(nothing));
      for (const params of all) {
        const one = told(await ask(caller, route, params), Object.values(params));
        if (JSON.stringify(one) !== JSON.stringify(none)) differs.push([who, route.name, params, one, none]);
      }
    }
  }
  expect(differs).toEqual([]);
}, 300_000);
