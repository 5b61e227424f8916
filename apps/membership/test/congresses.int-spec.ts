import {
  cancelCongress, holdCongress, listCongressDeadlines, listCongressDuties, listCongresses, listTerms, planCongress, PLATFORM_ROUTES, setCongressDeadline, TermEndedV1, TermOpenedV1,
} from '@doanket/contracts';
import type { Officer } from '@doanket/testing';
import { MembershipApp } from './membership-app';

const { recordDecision, confirmDecision } = PLATFORM_ROUTES.membership.decisions;
let app: MembershipApp;
let city: Officer;
let district: Officer;
let school: Officer;
let confederation: Officer;
let recorder: Officer;

beforeAll(async () => {
  app = await MembershipApp.start({ now: '2026-03-02T02:00:00Z' });
  await app.tree.standard();
  city = await app.tree.chairOf('ha-noi');
  district = await app.tree.chairOf('tay-ho');
  school = await app.tree.chairOf('truong-a');
  confederation = await app.tree.chairOf('viet-nam');
  recorder = await app.tree.officerOf('viet-nam');
});
afterAll(() => app.close());

/** Recorded by one person of the confederation … */
const record = (item: object, decidedOn: string) => app.api.as(recorder).call(recordDecision, {
  body: { kind: 'CONGRESS_HELD', issuerCode: 'viet-nam', number: app.nextNumber(), decidedOn, signerPostId: confederation.postId, items: [item as Record<string, unknown>] },
});
/** … and confirmed by another. */
async function onPaper(item: object, decidedOn: string): Promise<void> {
  const { id } = await record(item, decidedOn).expect(201);
  await app.api.as(confederation).call(confirmDecision, { params: { id }, body: {} }).expect(200);
}
const plan = (unitCode: string, over: object = {}) => ({ body: { unitCode, number: 'V', congressKind: 'ALL_MEMBERS' as const, plannedOn: '2026-04-10', memberCount: 120, ...over } });

describe('ORG-08: terms', () => {
  it('ORG-08: the term 2023–2028 was planned to 2028, really ended on 29/12/2025 and is followed by 2025–2030 (XVIII)', async () => {
    await onPaper({ unitCode: 'ha-noi', number: 'XVIII', congressKind: 'DELEGATES', heldFrom: '2025-12-29', heldTo: '2025-12-30', plannedEndYear: 2030 }, '2025-12-30');
    await onPaper({ unitCode: 'ha-noi', number: 'XVII', congressKind: 'DELEGATES', heldFrom: '2023-10-16', heldTo: '2023-10-17', plannedEndYear: 2028 }, '2023-10-17');
    const { items } = await app.api.as(city).call(listTerms, { params: { code: 'ha-noi' } }).expect(200);
    expect(items.map(({ number, label, startsOn, plannedEndYear, endedOn, cutShort }) => ({ number, label, startsOn, plannedEndYear, endedOn, cutShort }))).toEqual([
      { number: 'XVIII', label: '2025–2030', startsOn: '2025-12-30', plannedEndYear: 2030, endedOn: null, cutShort: false },
      { number: 'XVII', label: '2023–2028', startsOn: '2023-10-17', plannedEndYear: 2028, endedOn: '2025-12-29', cutShort: true },
    ]);
    expect(await app.test.published(TermOpenedV1)).toHaveLength(2);
    expect(await app.test.expectPublished(TermEndedV1)).toMatchObject({ lastDay: '2025-12-29' });
  });

  it.each([['2025-12-29', 'XVII'], ['2025-12-30', 'XVIII']])('ORG-08: on %s the term is %s', async (asOf, number) => {
    const { items } = await app.api.as(school).call(listTerms, { params: { code: 'ha-noi' }, query: { asOf } }).expect(200);
    expect(items.map((term) => term.number)).toEqual([number]);
  });

  it('ORG-08: a number that does not follow the days is refused', async () => {
    const earlier = { unitCode: 'ha-noi', congressKind: 'DELEGATES', heldFrom: '2013-01-02', heldTo: '2013-01-03', plannedEndYear: 2018 };
    await record({ ...earlier, number: 'XIX' }, '2013-01-04').expectProblem(422, 'membership/congress-number-not-next');
    await record({ ...earlier, number: 'XVII' }, '2013-01-04').expectProblem(422, 'membership/congress-number-not-next');
    await record({ ...earlier, number: 'XVI' }, '2013-01-04').expect(201);
  });

  it('ORG-08: the term of a unit that ends, ends with it', async () => {
    await app.tree.unit('cong-ty-d', { parent: 'tay-ho' });
    await onPaper({ unitCode: 'cong-ty-d', number: 'II', congressKind: 'ALL_MEMBERS', heldFrom: '2022-05-05', heldTo: '2022-05-05', plannedEndYear: 2027 }, '2022-05-06');
    await app.tree.end('cong-ty-d', '2025-06-30');
    const { items } = await app.api.as(city).call(listTerms, { params: { code: 'cong-ty-d' } }).expect(200);
    expect(items).toMatchObject([{ number: 'II', endedOn: '2025-06-30', cutShort: true }]);
  });
});

describe('ORG-08: congresses', () => {
  it('ORG-08: 149 members meet all together, 150 may send delegates', async () => {
    const officer = await app.tree.officerOf('truong-a');
    await app.api.as(officer).call(planCongress, plan('truong-a', { congressKind: 'DELEGATES', memberCount: 149 })).expectProblem(422, 'membership/too-few-for-delegates');
    const congress = await app.api.as(officer).call(planCongress, plan('truong-a', { congressKind: 'DELEGATES', memberCount: 150 })).expect(201);
    expect(congress).toMatchObject({ state: 'PLANNED', memberCount: 150, number: 'V' });
    await app.api.as(officer).call(cancelCongress, { params: { id: congress.id }, body: { reason: 'Hoãn theo kế hoạch mới' } }).expect(200);
  });

  it('ORG-08: a congress is planned, held and recognised by the level above; its own unit does not recognise it', async () => {
    const officer = await app.tree.officerOf('cong-ty-b');
    const congress = await app.api.as(officer).call(planCongress, plan('cong-ty-b', { plannedOn: '2026-03-02' })).expect(201);
    const recognition = { heldFrom: '2026-03-02', heldTo: '2026-03-02', memberCount: 118, plannedEndYear: 2031, decision: app.decision() };
    await app.api.as(await app.tree.chairOf('cong-ty-b')).call(holdCongress, { params: { id: congress.id }, body: recognition }).expectProblem(403, 'auth/permission-missing');
    await app.api.as(await app.tree.chairOf('thanh-xuan')).call(holdCongress, { params: { id: congress.id }, body: recognition }).expectProblem(404, 'membership/congress-not-found');
    const held = await app.api.as(district).call(holdCongress, { params: { id: congress.id }, body: recognition }).expect(200);
    expect(held).toMatchObject({ state: 'HELD', memberCount: 118, heldTo: '2026-03-02' });
    expect(held.termId).not.toBeNull();
    await app.api.as(district).call(holdCongress, { params: { id: congress.id }, body: { ...recognition, decision: app.decision() } }).expectProblem(409, 'membership/congress-in-other-state');
  });

  it('ORG-08: nobody recognises the congress of the unit they act for', async () => {
    const congress = await app.api.as(await app.tree.officerOf('tay-ho')).call(planCongress, plan('tay-ho', { plannedOn: '2026-03-02', congressKind: 'DELEGATES' })).expect(201);
    const body = { heldFrom: '2026-03-02', heldTo: '2026-03-02', plannedEndYear: 2031, decision: app.decision() };
    await app.api.as(district).call(holdCongress, { params: { id: congress.id }, body }).expectProblem(403, 'membership/own-congress');
    await app.api.as(city).call(holdCongress, { params: { id: congress.id }, body: { ...body, decision: app.decision() } }).expect(200);
  });

  it('ORG-08: not recognised before it was held, nor with days that do not fit; what is past is no plan', async () => {
    const officer = await app.tree.officerOf('benh-vien-c');
    const chair = await app.tree.chairOf('thanh-xuan');
    await app.api.as(officer).call(planCongress, plan('benh-vien-c', { plannedOn: '2026-03-01' })).expectProblem(422, 'membership/congress-days-invalid');
    const { id } = await app.api.as(officer).call(planCongress, plan('benh-vien-c', { plannedOn: '2026-03-03' })).expect(201);
    const hold = (over: object) => app.api.as(chair).call(holdCongress, { params: { id }, body: { heldFrom: '2026-03-01', heldTo: '2026-03-02', plannedEndYear: 2031, decision: app.decision(), ...over } });
    await hold({ heldTo: '2026-03-03' }).expectProblem(422, 'membership/congress-days-invalid');
    await hold({ heldTo: '2026-02-28' }).expectProblem(422, 'membership/congress-days-invalid');
    await hold({ termFrom: '2026-02-28' }).expectProblem(422, 'membership/congress-days-invalid');
    await hold({ plannedEndYear: 2026 }).expectProblem(422, 'membership/congress-days-invalid');
    await hold({}).expect(200);
  });

  it('ORG-08: a sister unit sees nothing of it, whoever is above sees it', async () => {
    const seen = async (by: Officer) => (await app.api.as(by).call(listCongresses, {}).expect(200)).items.map((congress) => congress.unitCode);
    expect(await seen(school)).not.toContain('cong-ty-b');
    expect(await seen(district)).toEqual(expect.arrayContaining(['cong-ty-b', 'truong-a']));
    expect(await seen(district)).not.toContain('benh-vien-c');
  });
});

describe('ORG-08: deadlines per level', () => {
  it('ORG-08: on the last day a missing congress is missing, a day later overdue; who held it is done', async () => {
    const deadline = await app.api.as(city).call(setCongressDeadline, { body: { level: 'G', periodFrom: '2026-01-01', dueOn: '2026-03-31', decision: app.decision() } }).expect(201);
    expect((await app.api.as(school).call(listCongressDeadlines, {}).expect(200)).items.map((one) => one.id)).toContain(deadline.id);
    const stateOf = async (code: string, by = city) =>
      (await app.api.as(by).call(listCongressDuties, { params: { id: deadline.id }, query: { limit: 100 } }).expect(200)).items.find((duty) => duty.unitCode === code)?.state;
    await app.test.at('2026-03-31T02:00:00Z');
    expect([await stateOf('truong-a'), await stateOf('cong-ty-b')]).toEqual(['MISSING', 'HELD']);
    await app.test.at('2026-04-01T02:00:00Z');
    expect([await stateOf('truong-a'), await stateOf('cong-ty-b')]).toEqual(['OVERDUE', 'HELD']);
    expect(await stateOf('benh-vien-c', district)).toBeUndefined();
  });
});
