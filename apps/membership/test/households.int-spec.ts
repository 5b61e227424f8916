import {
  changeHousehold, changeProfile, createPerson, getHousehold, getMember, HouseholdJoinedV1, HouseholdLeftV1, joinHousehold, leaveHousehold, listHouseholds, mergePersons, openHousehold, previewMerge, type HouseholdView, type MemberDetail,
} from '@doanket/contracts';
import type { Caller, Officer } from '@doanket/testing';
import { DuesWorld } from './dues.builder';

let world: DuesWorld;
let school: Officer;
let hospital: Officer;
let city: Officer;
let serial = 0;

beforeAll(async () => {
  world = await DuesWorld.start();
  school = await world.officer('truong-a');
  hospital = await world.officer('benh-vien-c');
  city = await world.officer('ha-noi');
});
afterAll(() => world.app.close());

const as = (caller: Caller) => world.api.as(caller);
/** A member, who has consented to welfare unless said. Persons are invented. */
async function member(unit = 'truong-a', purposes: ('WELFARE' | 'STATISTICS')[] = ['WELFARE']): Promise<MemberDetail> {
  const id = await world.member(unit);
  const by = await world.officer(unit);
  const { version, fullName, profile } = await as(by).call(getMember, { params: { id } }).expect(200);
  const { birthDate, gender, nationality, personalId: _p, socialInsuranceNo: _s, passportNo: _n, consent: _c, ...work } = profile;
  return as(by).call(changeProfile, { params: { id }, body: { fullName, birthDate, gender, nationality, profile: work, consent: { givenOn: world.app.today, purposes } } }, { headers: { 'if-match': `"${version}"` } }).expect(200);
}
const relative = async (fullName = `Người Nhà ${(serial += 1)}`, unitCode = 'truong-a', birthDate?: string): Promise<string> =>
  (await as(await world.officer(unitCode)).call(createPerson, { body: { unitCode, fullName, ...(birthDate === undefined ? {} : { birthDate }) } }).expect(201)).id;
const open = (people: { personId: string; relation: 'HOUSEHOLDER' | 'SPOUSE' | 'CHILD' | 'OTHER'; from?: string }[], by: Caller = school) => as(by).call(openHousehold, { body: { address: 'Ngõ 12, phường Tây Hồ', people } });
const household = async (): Promise<{ home: HouseholdView; head: MemberDetail }> => {
  const head = await member();
  return { home: await open([{ personId: head.personId, relation: 'HOUSEHOLDER' }]).expect(201), head };
};

it('WEL-02: a household has a number of its own and its people from a day on; who knows it hears of each', async () => {
  const head = await member();
  const child = await relative();
  const home = await open([{ personId: head.personId, relation: 'HOUSEHOLDER', from: '2020-01-01' }, { personId: child, relation: 'CHILD' }]).expect(201);
  expect(home.householdNo).toMatch(/^HGD-\d{8}$/);
  expect(home.people).toMatchObject([{ personId: head.personId, relation: 'HOUSEHOLDER', from: '2020-01-01', to: null, isMember: true }, { personId: child, relation: 'CHILD', isMember: false }]);
  await world.app.test.expectPublished(HouseholdJoinedV1, { householdId: home.id, personId: child, householdNo: home.householdNo });
  expect((await as(school).call(listHouseholds, { query: { q: home.householdNo.toLowerCase() } }).expect(200)).items.map(({ id }) => id)).toEqual([home.id]);
  expect((await as(school).call(listHouseholds, { query: { person: child } }).expect(200)).items.map(({ id }) => id)).toEqual([home.id]);
});

it('WEL-02: one of the people is a member, who has consented to welfare: silence and another purpose are refused', async () => {
  await open([{ personId: await relative(), relation: 'HOUSEHOLDER' }]).expectProblem(422, 'membership/household-without-member');
  await open([{ personId: (await member('truong-a', ['STATISTICS'])).personId, relation: 'HOUSEHOLDER' }]).expectProblem(422, 'membership/consent-missing');
  expect((await as(school).call(listHouseholds, { query: { q: 'khong co ai' } }).expect(200)).items).toEqual([]);
});

it('WEL-02: a person lives in one household at a time, from the day after the last one on', async () => {
  const { home, head } = await household();
  const child = await relative();
  await as(school).call(joinHousehold, { params: { id: home.id }, body: { personId: child, relation: 'CHILD', from: '2019-06-01' } }).expect(200);
  const other = await household();
  const join = (from: string) => as(school).call(joinHousehold, { params: { id: other.home.id }, body: { personId: child, relation: 'CHILD', from } });
  await join('2024-12-31').expectProblem(409, 'membership/lives-elsewhere');
  const left = await as(school).call(leaveHousehold, { params: { id: home.id, personId: child }, body: { lastDay: '2024-12-31' } }).expect(200);
  expect(left.people.find(({ personId }) => personId === child)).toMatchObject({ from: '2019-06-01', to: '2024-12-31' });
  await world.app.test.expectPublished(HouseholdLeftV1, { householdId: home.id, personId: child, lastDay: '2024-12-31' });
  await as(school).call(leaveHousehold, { params: { id: home.id, personId: child }, body: { lastDay: '2024-12-31' } }).expectProblem(409, 'membership/not-in-household');
  await join('2024-12-31').expectProblem(409, 'membership/lives-elsewhere');
  await join('2025-01-01').expect(200);
  await as(school).call(leaveHousehold, { params: { id: home.id, personId: head.personId }, body: { lastDay: '2025-01-07' } }).expectProblem(422, 'membership/household-day-invalid');
  await as(school).call(joinHousehold, { params: { id: home.id }, body: { personId: await relative(), relation: 'OTHER', from: '2025-01-07' } }).expectProblem(422, 'membership/household-day-invalid');
});

it('WEL-02: named after one person at a time', async () => {
  const { home } = await household();
  await as(school).call(joinHousehold, { params: { id: home.id }, body: { personId: await relative(), relation: 'HOUSEHOLDER' } }).expectProblem(422, 'membership/household-has-head');
});

it('WEL-02: the address changes on the version that was read', async () => {
  const { home } = await household();
  const change = (version: number) => as(school).call(changeHousehold, { params: { id: home.id }, body: { address: null } }, { headers: { 'if-match': `"${version}"` } });
  expect(await change(home.version).expect(200)).toMatchObject({ address: null, version: home.version + 1 });
  await change(home.version).expectProblem(412, 'request/changed-meanwhile');
});

it('WEL-02: a sister union finds none by list, number, person or id, and adds none of its own people', async () => {
  const { home, head } = await household();
  for (const query of [{ q: home.householdNo }, { person: head.personId }, {}]) expect((await as(hospital).call(listHouseholds, { query }).expect(200)).items).toEqual([]);
  await as(hospital).call(listHouseholds, { query: { unit: 'truong-a' } }).expectProblem(404, 'directory/unit-not-found');
  await as(hospital).call(getHousehold, { params: { id: home.id } }).expectProblem(404, 'membership/household-not-found');
  await as(hospital).call(joinHousehold, { params: { id: home.id }, body: { personId: (await member('benh-vien-c')).personId, relation: 'SPOUSE' } }).expectProblem(404, 'membership/household-not-found');
  await open([{ personId: head.personId, relation: 'HOUSEHOLDER' }], hospital).expectProblem(404, 'membership/person-not-found');
  expect((await as(city).call(listHouseholds, { query: { q: home.householdNo } }).expect(200)).items).toHaveLength(1);
});

describe('merging records of one person', () => {
  const pair = async (): Promise<[string, string]> => [await relative('Lê Thị Trùng Lặp', 'truong-a', '1990-01-01'), await relative('Lê Thị Trùng Lặp', 'truong-a', '1990-01-01')];
  const merge = async (keep: string, other: string) => {
    const { keep: kept, other: gone } = await as(city).call(previewMerge, { params: { id: keep, otherId: other } }).expect(200);
    // Wrapped, for a call that is returned is awaited.
    return { answer: as(city).call(mergePersons, { params: { id: keep, otherId: other }, body: { version: kept.version, otherVersion: gone.version, reason: 'Một người' } }) };
  };
  const join = (home: HouseholdView, personId: string) => as(school).call(joinHousehold, { params: { id: home.id }, body: { personId, relation: 'CHILD' } }).expect(200);
  const peopleOf = async (home: HouseholdView): Promise<string[]> => (await as(school).call(getHousehold, { params: { id: home.id } }).expect(200)).people.map(({ personId }) => personId);

  it('ORG-12: what only the other record has goes over, and it is said', async () => {
    const [keep, other] = await pair();
    const { home, head } = await household();
    await join(home, other);
    const preview = await as(city).call(previewMerge, { params: { id: keep, otherId: other } }).expect(200);
    expect(preview.links).toContainEqual({ name: 'HOUSEHOLD', fate: 'MOVE', count: 1, blocks: false });
    await (await merge(keep, other)).answer.expect(200);
    expect((await peopleOf(home)).sort()).toEqual([head.personId, keep].sort());
    await world.app.test.expectPublished(HouseholdLeftV1, { householdId: home.id, personId: other, lastDay: '2025-01-05' });
    await world.app.test.expectPublished(HouseholdJoinedV1, { householdId: home.id, personId: keep, from: '2025-01-06' });
  });

  it('ORG-12: both in one household are one; in two households they are not merged before one is left', async () => {
    const [keep, other] = await pair();
    const { home, head } = await household();
    await join(home, keep);
    await join(home, other);
    await (await merge(keep, other)).answer.expect(200);
    expect((await peopleOf(home)).sort()).toEqual([head.personId, keep].sort());

    const [mine, theirs] = await pair();
    const second = await household();
    await join(home, mine);
    await join(second.home, theirs);
    expect((await (await merge(mine, theirs)).answer.expectProblem(409, 'membership/merge-obstructed'))['obstacles']).toEqual(['BOTH_HAVE_HOUSEHOLD']);
  });
});
