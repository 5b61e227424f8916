import {
  assignPetition, classifyPetition, getPetition, getRound, linkPetition, listPetitions, mergePetition, PetitionReceivedV1, PetitionResolvedV1, PetitionSettledV1, raisePetition, resolvePetition, settlePetition,
} from '@doanket/contracts';
import type { TestApp } from '@doanket/testing';
import { campaignsApp, paper, record, round2023 } from './support/campaigns-app';

const ROUND = 'ha-noi-2023-dot-1';
const settled = (n: number, channel: 'WRITTEN' | 'DIRECT', more: object = {}) => ({
  channel, topic: 'SOCIAL_HOUSING', unitCode: n % 2 === 0 ? 'tay-ho' : 'cong-ty-c', text: `Kiến nghị số ${n} về nhà ở`, receivedOn: '2023-05-12', roundCode: ROUND, outcome: n % 3 === 0 ? 'DIRECTED' : 'ANSWERED',
  answer: 'Lãnh đạo Thành phố đã trả lời', settledOn: '2023-05-23', ...more,
});

describe('petitions', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await campaignsApp();
    await round2023(app);
  });
  afterAll(() => app.close());
  const city = () => app.api.as(app.tree.chairOf('ha-noi'));
  const officer = () => app.api.as(app.tree.officerOf('ha-noi'));
  const raise = (unit: string, body: object = {}) => app.api.as(app.tree.officerOf(unit)).call(raisePetition, { body: { channel: 'WRITTEN', unitCode: unit, text: 'Cần nhà trẻ gần khu công nghiệp', ...body } });

  it('DLG-02: 600 written and 26 direct are 626; one raised in both ways is linked and counts once per channel', async () => {
    await paper(app, 'PETITIONS_SETTLED', Array.from({ length: 600 }, (_, n) => settled(n, 'WRITTEN')), { on: '2023-05-23' });
    await paper(app, 'PETITIONS_SETTLED', [...Array.from({ length: 25 }, (_, n) => settled(n, 'DIRECT'))], { on: '2023-05-24' });
    const twoWays = await record(app, 'PETITIONS_SETTLED', [settled(700, 'WRITTEN'), settled(700, 'DIRECT', { sameAsItem: 1 })], { on: '2023-05-24' });
    expect(twoWays).toBeTruthy();
    await paper(app, 'PETITIONS_SETTLED', [settled(26, 'DIRECT')], { on: '2023-05-24' });
    const { counts } = await city().call(getRound, { params: { code: ROUND } }).expect(200);
    expect(counts.petitions).toEqual({ received: 626, open: 0, overdue: 0 });
    const events = await app.published(PetitionReceivedV1);
    expect([events.filter((event) => event.channel === 'WRITTEN').length, events.filter((event) => event.channel === 'DIRECT').length]).toEqual([600, 26]);
    expect(await app.published(PetitionSettledV1)).toHaveLength(626);
    const direct = await officer().call(listPetitions, { query: { round: ROUND, channel: 'DIRECT', limit: 5 } }).expect(200);
    expect(direct.total).toBe(26);
  });

  it('DLG-02: one request in two channels is two records of one link', async () => {
    const ids = await paper(app, 'PETITIONS_SETTLED', [settled(801, 'WRITTEN', { roundCode: undefined }), settled(801, 'DIRECT', { roundCode: undefined, sameAsItem: 1 })], { on: '2023-05-25' });
    const first = await city().call(getPetition, { params: { id: ids[0] ?? '' } }).expect(200);
    expect(first.linkedWith).toEqual([ids[1]]);
    await expect(record(app, 'PETITIONS_SETTLED', [settled(802, 'WRITTEN'), settled(802, 'WRITTEN', { sameAsItem: 1 })], { on: '2023-05-25' })).rejects.toThrow('campaigns/petition-merge-refused');
    await expect(record(app, 'PETITIONS_SETTLED', [settled(803, 'WRITTEN', { settledOn: '2023-05-11' })], { on: '2023-05-25' })).rejects.toThrow('campaigns/petition-settled-before-received');
  });

  it('DLG-02: a person raises online and hidden, reads the own petition and no other', async () => {
    const person = await app.tree.person();
    const me = app.api.as(person);
    await me.call(raisePetition, { body: { channel: 'WRITTEN', unitCode: 'cong-ty-b', text: 'Lương tháng 13' } }).expectProblem(422, 'campaigns/petition-channel-not-open');
    const mine = await me.call(raisePetition, { body: { channel: 'ONLINE', unitCode: 'cong-ty-b', text: 'Lương tháng 13', authorHidden: true } }).expect(201);
    expect(mine).toMatchObject({ state: 'RECEIVED', channel: 'ONLINE', source: 'PERSON', authorHidden: true });
    expect(JSON.stringify(mine)).not.toContain(person.personId);
    expect((await me.call(listPetitions, { query: { mine: 'true' } }).expect(200)).items.map((item) => item.id)).toEqual([mine.id]);
    expect(mine.authorPersonId).toBeNull();
    const open = await me.call(raisePetition, { body: { channel: 'ONLINE', unitCode: 'cong-ty-b', text: 'Bữa ăn ca', bloc: 'FDI' } }).expect(201);
    expect(open).toMatchObject({ authorHidden: false, bloc: 'FDI', unitCode: 'cong-ty-b' });
    const handled = (id: string) => app.api.as(app.tree.officerOf('cong-ty-b')).call(getPetition, { params: { id } }).expect(200);
    expect([(await handled(open.id)).authorPersonId, (await handled(mine.id)).authorPersonId]).toEqual([person.personId, null]);
    const other = await raise('truong-a').expect(201);
    await me.call(getPetition, { params: { id: other.id } }).expectProblem(404, 'campaigns/petition-not-found');
    await app.api.as(app.tree.officerOf('cong-ty-b')).call(getPetition, { params: { id: mine.id } }).expect(200);
    await app.api.as(app.tree.officerOf('truong-a')).call(getPetition, { params: { id: mine.id } }).expectProblem(404, 'campaigns/petition-not-found');
    expect((await app.published(PetitionReceivedV1)).map((event) => event.level)).toEqual(['G', 'G', 'G']);
  });

  it('DLG-02: the channel is mandatory and mistakes are named by their field', async () => {
    const problem = await officer().post('/petitions', { unitCode: 'ha-noi', text: '' }).expectProblem(400, 'request/invalid');
    expect(problem.errors?.map((error) => error.pointer).sort()).toEqual(['/body/channel', '/body/text']);
  });

  it('DLG-03: classified, merged and assigned; merged ones keep their record and one answer serves them all', async () => {
    const one = await raise('cong-ty-b').expect(201);
    const two = await raise('truong-a', { channel: 'DIRECT' }).expect(201);
    await officer().call(assignPetition, { params: { id: one.id }, body: { ownerUnitCode: 'ha-noi', dueOn: '2026-03-20' } }).expectProblem(409, 'campaigns/petition-state');
    await officer().call(classifyPetition, { params: { id: one.id }, body: { topic: 'CHILDCARE' } }).expect(200);
    await officer().call(linkPetition, { params: { id: two.id }, body: { with: one.id } }).expect(200);
    const merged = await officer().call(mergePetition, { params: { id: two.id }, body: { into: one.id } }).expect(200);
    expect(merged).toMatchObject({ mergedInto: one.id, channel: 'DIRECT', linkedWith: [one.id] });
    await officer().call(classifyPetition, { params: { id: two.id }, body: { topic: 'HEALTH' } }).expectProblem(409, 'campaigns/petition-merged');
    await officer().call(assignPetition, { params: { id: one.id }, body: { ownerUnitCode: 'dong-da', dueOn: '2026-03-20' } }).expectProblem(422, 'campaigns/petition-owner-not-above');
    await officer().call(assignPetition, { params: { id: one.id }, body: { ownerUnitCode: 'ha-noi', dueOn: '2026-03-01' } }).expectProblem(422, 'campaigns/petition-due-in-past');
    await officer().call(assignPetition, { params: { id: one.id }, body: { ownerUnitCode: 'ha-noi', ownerBody: 'Ban Nữ công', dueOn: '2026-03-20' } }).expect(200);
    await app.api.as(app.tree.chairOf('tay-ho')).call(settlePetition, { params: { id: one.id }, body: { outcome: 'ANSWERED', text: 'x', settledOn: '2026-03-02' } }).expectProblem(403, 'campaigns/petition-not-owner');
    await officer().call(settlePetition, { params: { id: one.id }, body: { outcome: 'ANSWERED', text: 'x', settledOn: '2026-03-02' } }).expectProblem(403, 'auth/permission-missing');
    const answered = await city().call(settlePetition, { params: { id: one.id }, body: { outcome: 'DIRECTED', text: 'Giao quận xây nhà trẻ', settledOn: '2026-03-02' } }).expect(200);
    expect(answered).toMatchObject({ state: 'DIRECTED', sources: [two.id] });
    const source = await app.api.as(app.tree.officerOf('truong-a')).call(getPetition, { params: { id: two.id } }).expect(200);
    expect(source).toMatchObject({ state: 'DIRECTED', answer: 'Giao quận xây nhà trẻ', settledOn: '2026-03-02' });
    expect((await app.published(PetitionSettledV1)).map((event) => event.petitionId).sort()).toEqual([one.id, two.id].sort());
  });

  it('DLG-04: followed until solved; past its deadline it is overdue', async () => {
    const made = await raise('cong-ty-c', { topic: 'TRANSPORT' }).expect(201);
    expect(made.state).toBe('CLASSIFIED');
    const params = { id: made.id };
    await officer().call(assignPetition, { params, body: { ownerUnitCode: 'nam-tu-liem', dueOn: '2026-03-10' } }).expect(200);
    await app.at('2026-03-10T16:59:00Z');
    expect((await officer().call(listPetitions, { query: { overdue: 'true' } }).expect(200)).items.map((item) => item.id)).not.toContain(made.id);
    await app.at('2026-03-11T02:00:00Z');
    expect((await officer().call(listPetitions, { query: { overdue: 'true' } }).expect(200)).items.map((item) => item.id)).toContain(made.id);
    const district = app.api.as(app.tree.chairOf('nam-tu-liem'));
    await district.call(resolvePetition, { params, body: { resolvedOn: '2026-03-11' } }).expectProblem(409, 'campaigns/petition-state');
    const answered = await district.call(settlePetition, { params, body: { outcome: 'ANSWERED', text: 'Đã mở tuyến buýt', settledOn: '2026-03-11' } }).expect(200);
    expect(answered.overdue).toBe(false);
    const solved = await district.call(resolvePetition, { params, body: { resolvedOn: '2026-03-11' } }).expect(200);
    expect(solved).toMatchObject({ state: 'RESOLVED', resolvedOn: '2026-03-11' });
    await app.expectPublished(PetitionResolvedV1, { petitionId: made.id });
    await app.at('2026-03-02T02:00:00Z');
  });
});
