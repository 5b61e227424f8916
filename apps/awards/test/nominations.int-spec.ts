import { awardTitles, changeNomination, fileNomination, getNomination, holdCouncil, listCouncilSessions, listHoldings, listNominations, presentAwards, TitleAwardedV1, TitlePresentedV1 } from '@doanket/contracts';
import { newId } from '@doanket/kernel';
import type { TestApp } from '@doanket/testing';
import { aNomination, awarded, checked, confirmed, fileOf, inBloc, nextNumber, nominated, quotaSet, routes, startAwards, TODAY, voted, worker } from './support';

let app: TestApp;
beforeAll(async () => {
  app = await startAwards();
  await inBloc(app, 'benh-vien-c', 'PUBLIC_SERVICE');
});
afterAll(() => app.close());

const see = (id: string) => app.api.as(app.tree.officerOf('ha-noi')).call(getNomination, { params: { id } }).expect(200);

/** The district titles the city's nominees stand on. */
async function districtTitles(names: readonly string[], year = 2025): Promise<void> {
  await confirmed(app, { kind: 'TITLE_AWARDED', issuer: 'tay-ho', decidedOn: '2025-12-20', items: names.map((name) => awarded(name, { year })) });
}

async function decision(nominationIds: string[], over: Record<string, unknown> = {}) {
  const chair = app.tree.chairOf('ha-noi');
  return { unitCode: 'ha-noi', titleCode: 'OUTSTANDING_WORKER', number: nextNumber(), decidedOn: TODAY, signerPostId: (await chair).postId, fileId: await fileOf(app, chair), nominationIds, ...over };
}

describe('AWD-02: nominations', () => {
  it('AWD-02: a nomination for the city title without the district record is marked "missing step", with it the mark is gone', async () => {
    const nomination = await nominated(app, aNomination('Lý Thị Thiếu'));
    expect(await see(nomination.id)).toMatchObject({ state: 'NOMINATED', missingSteps: ['S'] });
    expect((await see(nomination.id)).checks).toContainEqual(expect.objectContaining({ condition: 'LEVEL_BELOW_FIRST', fulfilled: false }));
    await districtTitles(['Lý Thị Thiếu']);
    expect(await see(nomination.id)).toMatchObject({ missingSteps: [] });
  });

  it('AWD-02: is filed by the own unit, once per receiver, title and year, with conditions told', async () => {
    const office = app.api.as(app.tree.officerOf('cong-ty-b'));
    const body = aNomination('Đào Văn Riêng', { receiver: worker('Đào Văn Riêng', { directWorker: undefined }) });
    const filed = await office.call(fileNomination, { body }).expect(201);
    expect(filed).toMatchObject({ state: 'DRAFT', unitCode: 'cong-ty-b' });
    expect(filed.checks).toContainEqual(expect.objectContaining({ condition: 'DIRECT_WORKER', fulfilled: null }));
    await office.call(fileNomination, { body }).expectProblem(409, 'awards/nominated-twice');
    await app.api.as(app.tree.officerOf('truong-a')).call(fileNomination, { body }).expectProblem(404, 'directory/unit-not-found');
    await app.api.as(app.tree.inspectorOf('cong-ty-b')).call(fileNomination, { body }).expectProblem(403, 'auth/permission-missing');
    await office.call(fileNomination, { body: { ...body, titleCode: 'NO_SUCH_TITLE' } }).expectProblem(422, 'awards/title-not-in-force');
    await app.api.as(app.tree.officerOf('tay-ho')).call(fileNomination, { body: { ...body, unitCode: 'tay-ho', level: 'G' } }).expectProblem(422, 'awards/level-below-unit');
    const bad = await office.post('/nominations', { ...body, receiver: { receiverKind: 'ROBOT', name: '' }, extra: 1 }).expectProblem(400, 'request/invalid');
    expect(bad.errors?.map((one) => one.pointer).sort()).toEqual(['/body/extra', '/body/receiver/name', '/body/receiver/receiverKind']);
  });

  it('sent twice with one key it is filed once; without a key it is refused', async () => {
    const office = app.api.as(app.tree.officerOf('cong-ty-b'));
    const key = newId();
    const body = aNomination('Mai Thị Khóa');
    const first = await office.call(fileNomination, { body }, { key }).expect(201);
    const second = await office.call(fileNomination, { body }, { key }).expect(201);
    expect(second.id).toBe(first.id);
  });

  it('AWD-02: a draft changes with the version that was read, and no more once it is sent', async () => {
    const office = app.api.as(app.tree.officerOf('cong-ty-b'));
    const body = aNomination('Hồ Văn Sửa');
    const { id, version, dossierId } = await office.call(fileNomination, { body }).expect(201);
    const changed = { ...body, achievement: 'Sửa lại' };
    await office.call(changeNomination, { params: { id }, body: changed }, { headers: { 'if-match': `"${version + 5}"` } }).expectProblem(412, 'request/changed-meanwhile');
    expect(await office.call(changeNomination, { params: { id }, body: changed }, { headers: { 'if-match': `"${version}"` } }).expect(200)).toMatchObject({ achievement: 'Sửa lại', version: version + 1 });
    const renamed = { ...changed, receiver: { ...body.receiver, name: 'Hồ Văn Sửa Tên' } };
    expect(await office.call(changeNomination, { params: { id }, body: renamed }, { headers: { 'if-match': `"${version + 1}"` } }).expect(200)).toMatchObject({ receiver: { name: 'Hồ Văn Sửa Tên' } });
    expect((await office.call(routes.dossiers.getDossier, { params: { id: dossierId ?? '' } }).expect(200)).title).toContain('Hồ Văn Sửa Tên');
    await office.call(routes.dossiers.submitDossier, { params: { id: dossierId ?? '' }, body: {} }).expect(200);
    const sent = await see(id);
    await office.call(changeNomination, { params: { id }, body: changed }, { headers: { 'if-match': `"${sent.version}"` } }).expectProblem(409, 'awards/nomination-state');
  });

  it('is given back with a reason, changed and sent again; or withdrawn', async () => {
    const nomination = await nominated(app, aNomination('Ngô Thị Trả'));
    const params = { id: nomination.dossierId ?? '' };
    await app.api.as(app.tree.chairOf('tay-ho')).call(routes.dossiers.returnDossier, { params, body: { reason: 'Thiếu số liệu' } }).expect(200);
    expect(await see(nomination.id)).toMatchObject({ state: 'DRAFT' });
    const office = app.api.as(app.tree.officerOf('cong-ty-b'));
    await office.call(routes.dossiers.submitDossier, { params, body: {} }).expect(200);
    expect(await see(nomination.id)).toMatchObject({ state: 'NOMINATED' });
    await office.call(routes.dossiers.withdrawDossier, { params, body: { reason: 'Người lao động nghỉ việc' } }).expect(200);
    expect(await see(nomination.id)).toMatchObject({ state: 'WITHDRAWN' });
  });

  it('another unit sees neither nomination nor dossier, and a sibling prefix is another unit', async () => {
    const nomination = await nominated(app, aNomination('Tạ Văn Kín', { unitCode: 'phuong-3-co-so' }));
    for (const caller of [app.tree.chairOf('thanh-xuan'), app.tree.chairOf('phuong-30'), app.tree.chairOf('cong-ty-b')]) {
      await app.api.as(caller).call(getNomination, { params: { id: nomination.id } }).expectProblem(404, 'awards/nomination-not-found');
      const { items } = await app.api.as(caller).call(listNominations, { query: { q: 'ta van kin' } }).expect(200);
      expect(items).toHaveLength(0);
    }
    await app.api.as(app.tree.chairOf('phuong-30')).call(routes.dossiers.takeDossierStep, { params: { id: nomination.dossierId ?? '' }, body: { outcome: 'APPROVE' } }).expectProblem(404, 'dossier/not-found');
    expect((await app.api.as(app.tree.chairOf('phuong-3')).call(listNominations, { query: { q: 'ta van kin', state: 'NOMINATED' } }).expect(200)).items).toHaveLength(1);
  });
});

describe('AWD-03: the council', () => {
  const session = (votes: object[], over: Record<string, unknown> = {}) => ({ unitCode: 'ha-noi', heldOn: TODAY, members: 15, present: 10, votes, ...over });

  it('AWD-03: 9 of 15 present when 10 are needed: no vote, nothing changes', async () => {
    const nomination = await checked(app, aNomination('Cao Thị Vắng'));
    const council = app.api.as(app.tree.viceChairOf('ha-noi'));
    const votes = [{ nominationId: nomination.id, inFavour: 9 }];
    const refused = await council.post('/council-sessions', session(votes, { present: 9 })).expectProblem(422, 'awards/no-quorum');
    expect(refused).toMatchObject({ present: 9, needed: 10, members: 15 });
    expect(await see(nomination.id)).toMatchObject({ state: 'CHECKED', votes: null });
    const held = await council.post('/council-sessions', session(votes)).expect(201) as { id: string };
    expect(held).toMatchObject({ quorum: 10, results: [{ inFavour: 9, needed: 6, passed: true }] });
    expect(await see(nomination.id)).toMatchObject({ state: 'VOTED', votes: { present: 10, members: 15, inFavour: 9 } });
    expect((await council.call(listCouncilSessions, {}).expect(200)).items[0]).toMatchObject({ id: held.id });
    await council.post('/council-sessions', session(votes)).expectProblem(409, 'awards/nomination-state');
  });

  it('AWD-03: too few votes end the nomination; nobody votes on themselves', async () => {
    const personId = newId();
    const few = await checked(app, aNomination('Trịnh Văn Ít'));
    const own = await checked(app, aNomination('Trịnh Thị Mình', { receiver: worker('Trịnh Thị Mình', { personId }) }));
    const council = app.api.as(app.tree.viceChairOf('ha-noi'));
    await council.post('/council-sessions', session([{ nominationId: own.id, inFavour: 10 }], { presentPersonIds: [personId] })).expectProblem(422, 'awards/vote-on-oneself');
    await council.post('/council-sessions', session([{ nominationId: own.id, inFavour: 11 }])).expectProblem(422, 'awards/votes-do-not-add-up');
    await council.post('/council-sessions', session([{ nominationId: own.id, inFavour: 9, abstainedForConflict: 1 }, { nominationId: few.id, inFavour: 5 }], { presentPersonIds: [personId] })).expect(201);
    expect(await see(own.id)).toMatchObject({ state: 'VOTED' });
    expect(await see(few.id)).toMatchObject({ state: 'REJECTED', votes: { inFavour: 5 } });
  });

  it('AWD-03: votes are cast in a session of the deciding level only', async () => {
    const nomination = await checked(app, aNomination('Lương Thị Phiếu'));
    const params = { id: nomination.dossierId ?? '' };
    await app.api.as(app.tree.viceChairOf('ha-noi')).call(routes.dossiers.takeDossierStep, { params, body: { outcome: 'APPROVE' } }).expectProblem(409, 'awards/voted-in-council');
    const votes = [{ nominationId: nomination.id, inFavour: 10 }];
    await app.api.as(app.tree.viceChairOf('tay-ho')).call(holdCouncil, { body: { ...session([]), unitCode: 'tay-ho', votes } as never }).expectProblem(403, 'dossier/not-your-step');
    await app.api.as(app.tree.officerOf('ha-noi')).post('/council-sessions', session(votes)).expectProblem(403, 'auth/permission-missing');
    await app.api.as(app.tree.viceChairOf('ha-noi')).post('/council-sessions', session(votes, { heldOn: '2026-03-03' })).expectProblem(422, 'awards/session-ahead');
  });
});

describe('AWD-04: decisions', () => {
  it('AWD-04: a decision with 100 good workers produces 100 certificates in one run, numbers without gaps, money published once', async () => {
    const names = Array.from({ length: 100 }, (_, n) => `Nguyễn Thị Giỏi ${n + 1}`);
    await districtTitles(names);
    const ids: string[] = [];
    for (const name of names) ids.push((await checked(app, aNomination(name))).id);
    await voted(app, ids);
    const body = await decision(ids);
    const answer = await app.api.as(app.tree.chairOf('ha-noi')).call(awardTitles, { body }).expect(201);
    expect(answer).toMatchObject({ holdings: 100, firstCertificateNo: '0001/2026/CNG', lastCertificateNo: '0100/2026/CNG', amountVnd: 0 });
    const { items } = await app.api.as(app.tree.officerOf('ha-noi')).call(listHoldings, { query: { decisionId: answer.decisionId, limit: 100 } }).expect(200);
    expect(new Set(items.map((one) => one.certificateNo)).size).toBe(100);
    expect(await app.published(TitleAwardedV1)).toHaveLength(200);
    expect(await see(ids[0] ?? '')).toMatchObject({ state: 'DECIDED', holdingId: expect.any(String) as string });
    await app.api.as(app.tree.chairOf('ha-noi')).call(awardTitles, { body: { ...body, number: nextNumber() } }).expectProblem(409, 'awards/nomination-state');
  }, 180_000);

  it('AWD-02: what was decided is handed over once, singly or all that waits; AWD-04: a state title brings its money, published once', async () => {
    const names = ['Vương Thị Nhận', 'Vương Văn Nhận', 'Vương Thị Sau'];
    const ids: string[] = [];
    for (const name of names) ids.push((await checked(app, aNomination(name, { titleCode: 'EMULATION_SOLDIER_CITY', receiver: { receiverKind: 'INDIVIDUAL', name } }))).id);
    await voted(app, ids);
    const chair = app.api.as(app.tree.chairOf('ha-noi'));
    const answer = await chair.call(awardTitles, { body: await decision(ids, { titleCode: 'EMULATION_SOLDIER_CITY' }) }).expect(201);
    expect(answer.amountVnd).toBe(3 * 7_020_000);
    expect((await app.published(TitleAwardedV1)).map((event) => event.amountVnd)).toEqual([7_020_000, 7_020_000, 7_020_000]);
    const { items } = await chair.call(listHoldings, { query: { decisionId: answer.decisionId } }).expect(200);
    const one = items.find((item) => item.name === 'Vương Thị Nhận');
    const present = (by: 'ha-noi' | 'tay-ho' | 'thanh-xuan', over: object = {}) => app.api.as(app.tree.chairOf(by)).call(presentAwards, { params: { id: answer.decisionId }, body: { presentedOn: TODAY, place: 'Cung Văn hóa', ...over } });
    for (const presentedOn of ['2026-03-01', '2026-03-03']) await present('ha-noi', { presentedOn }).expectProblem(422, 'awards/presented-outside-time');
    await present('tay-ho').expectProblem(403, 'awards/not-the-awarder');
    await present('thanh-xuan').expectProblem(404, 'awards/holding-not-found');
    await present('ha-noi', { holdingIds: [newId()] }).expectProblem(404, 'awards/holding-not-found');
    await app.api.as(app.tree.officerOf('ha-noi')).call(presentAwards, { params: { id: answer.decisionId }, body: { presentedOn: TODAY, place: 'x' } }).expectProblem(403, 'auth/permission-missing');
    expect(await present('ha-noi', { holdingIds: [one?.id] }).expect(200)).toEqual({ decisionId: answer.decisionId, presented: 1, waiting: 2 });
    await present('ha-noi', { holdingIds: [one?.id] }).expectProblem(409, 'awards/presented-already');
    expect(await see(ids[0] ?? '')).toMatchObject({ state: 'PRESENTED' });
    expect(await see(ids[1] ?? '')).toMatchObject({ state: 'DECIDED' });
    expect(await present('ha-noi').expect(200)).toMatchObject({ presented: 2, waiting: 0 });
    await present('ha-noi').expectProblem(409, 'awards/presented-already');
    expect((await app.published(TitlePresentedV1)).map((event) => event.presentedOn)).toEqual([TODAY, TODAY, TODAY]);
    expect((await chair.call(listHoldings, { query: { decisionId: answer.decisionId } }).expect(200)).items[0]).toMatchObject({ presentedOn: TODAY, presentedIn: 'Cung Văn hóa' });
  });

  it('AWD-05: a missing step refuses the decision as a whole, and its numbers are not lost', async () => {
    await districtTitles(['Phan Thị Đủ']);
    const full = await checked(app, aNomination('Phan Thị Đủ'));
    const lacking = await checked(app, aNomination('Phan Thị Thiếu'));
    await voted(app, [full.id, lacking.id]);
    const chair = app.api.as(app.tree.chairOf('ha-noi'));
    await chair.call(awardTitles, { body: await decision([full.id, lacking.id]) }).expectProblem(422, 'awards/missing-step');
    expect(await see(full.id)).toMatchObject({ state: 'VOTED' });
    const answer = await chair.call(awardTitles, { body: await decision([full.id]) }).expect(201);
    expect(answer.firstCertificateNo).toBe('0101/2026/CNG');
  });

  it('AWD-05: the quota refuses live, naming itself, until a decision raises it', async () => {
    await districtTitles(['Quách Thị A', 'Quách Thị B'], 2024);
    const two: string[] = [];
    for (const name of ['Quách Thị A', 'Quách Thị B']) two.push((await checked(app, aNomination(name, { year: 2024 }))).id);
    await voted(app, two);
    const chair = app.api.as(app.tree.chairOf('ha-noi'));
    const quota = { titleCode: 'OUTSTANDING_WORKER', level: 'C' as const, unitCode: 'ha-noi', year: 2024, places: 1, decisionNumber: '07/QĐ-LĐLĐ', decidedOn: '2026-01-05' };
    await quotaSet(app, quota);
    const refused = await chair.call(awardTitles, { body: await decision(two) }).expectProblem(422, 'awards/quota-exceeded');
    expect(refused).toMatchObject({ places: 1, used: 0, wanted: 2, decisionNumber: '07/QĐ-LĐLĐ' });
    await quotaSet(app, { ...quota, places: 2, decisionNumber: '08/QĐ-LĐLĐ' });
    await chair.call(awardTitles, { body: await decision(two) }).expect(201);
  });

  it('AWD-04: who voted it through does not decide it; a lower level, another title and a draft are refused', async () => {
    await districtTitles(['Khuất Thị Hai Tay']);
    const nomination = await checked(app, aNomination('Khuất Thị Hai Tay'));
    const draft = await app.api.as(app.tree.officerOf('cong-ty-b')).call(fileNomination, { body: aNomination('Khuất Văn Nháp') }).expect(201);
    await voted(app, [nomination.id]);
    const body = await decision([nomination.id]);
    await app.api.as(app.tree.viceChairOf('ha-noi')).call(awardTitles, { body }).expectProblem(422, 'dossier/decided-earlier-step');
    await app.api.as(app.tree.chairOf('tay-ho')).call(awardTitles, { body: { ...body, unitCode: 'tay-ho' } }).expectProblem(403, 'dossier/not-your-step');
    const chair = app.api.as(app.tree.chairOf('ha-noi'));
    await chair.call(awardTitles, { body: { ...body, titleCode: 'CREATIVE_CAPITAL' } }).expectProblem(422, 'awards/nominations-differ');
    await chair.call(awardTitles, { body: { ...body, nominationIds: [draft.id] } }).expectProblem(409, 'awards/nomination-state');
    await chair.call(awardTitles, { body: { ...body, nominationIds: [newId()] } }).expectProblem(404, 'awards/nomination-not-found');
    await app.api.as(app.tree.officerOf('ha-noi')).call(awardTitles, { body }).expectProblem(403, 'auth/permission-missing');
    await chair.post('/award-decisions', { ...body, fileId: undefined }).expectProblem(400, 'request/invalid');
    await chair.call(awardTitles, { body }).expect(201);
  });

  it('AWD-04: a single award may be decided on its dossier page', async () => {
    const [officer, chair] = [app.tree.officerOf('truong-a'), app.tree.chairOf('tay-ho')];
    const nomination = await checked(app, aNomination('Nhóm Một', { unitCode: 'truong-a', level: 'S', titleCode: 'LETTER_OF_COMMENDATION', receiver: { receiverKind: 'COLLECTIVE', name: 'Nhóm Một', size: 7 } }));
    expect(await officer).toBeDefined();
    await voted(app, [nomination.id], 'tay-ho');
    await app.api.as(chair).call(routes.dossiers.takeDossierStep, {
      params: { id: nomination.dossierId ?? '' }, body: { outcome: 'APPROVE', decision: { number: nextNumber(), decidedOn: TODAY, signerPostId: (await chair).postId, fileId: await fileOf(app, chair) } },
    }).expect(200);
    await app.expectPublished(TitleAwardedV1, { titleCode: 'LETTER_OF_COMMENDATION', level: 'S', receiverKind: 'COLLECTIVE' });
    expect(await see(nomination.id)).toMatchObject({ state: 'DECIDED' });
  });

  it('AWD-14: live too, a chair of a state unit is refused', async () => {
    const nomination = await checked(app, aNomination('Chủ Tịch Nhà Nước', { unitCode: 'benh-vien-c', titleCode: 'OUTSTANDING_CHAIR' }), 'thanh-xuan');
    await voted(app, [nomination.id]);
    await app.api.as(app.tree.chairOf('ha-noi')).call(awardTitles, { body: await decision([nomination.id], { titleCode: 'OUTSTANDING_CHAIR' }) }).expectProblem(422, 'awards/not-a-non-state-unit');
  });

  it('where there is no upper union the city checks', async () => {
    await app.tree.unit('co-so-le', { parent: 'ha-noi', type: 'G' });
    const nomination = await nominated(app, aNomination('Lẻ Loi', { unitCode: 'co-so-le' }));
    await app.api.as(app.tree.officerOf('ha-noi')).call(routes.dossiers.takeDossierStep, { params: { id: nomination.dossierId ?? '' }, body: { outcome: 'APPROVE' } }).expectProblem(403, 'dossier/not-your-step');
    await app.api.as(app.tree.chairOf('ha-noi')).call(routes.dossiers.takeDossierStep, { params: { id: nomination.dossierId ?? '' }, body: { outcome: 'APPROVE' } }).expect(200);
    const session = { unitCode: 'ha-noi', heldOn: TODAY, members: 15, present: 12, votes: [{ nominationId: nomination.id, inFavour: 12 }] };
    await app.api.as(app.tree.chairOf('ha-noi')).call(holdCouncil, { body: session }).expectProblem(422, 'dossier/decided-earlier-step');
    await voted(app, [nomination.id]);
    expect(await see(nomination.id)).toMatchObject({ state: 'VOTED' });
  });
});
