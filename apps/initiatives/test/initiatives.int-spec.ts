import {
  changeInitiative, fileInitiative, getInitiative, InitiativeRecognisedV1, listInitiatives, raiseInitiative,
} from '@doanket/contracts';
import { newId } from '@doanket/kernel';
import type { TestApp } from '@doanket/testing';
import { attach, DOSSIERS, file, filing, initiativesApp, nextNumber, recognise, recognisedAtBase, submit, upload } from './support/initiatives-app';

const TEXT = 'Lắp thêm cảm biến nhiệt độ vào lò sấy để tự ngắt điện khi quá nhiệt, giảm hao hụt nguyên liệu và bảo đảm an toàn cho người vận hành trong suốt ca làm việc, đã thử tại hai xưởng trong ba tháng';

let app: TestApp;
beforeAll(async () => { app = await initiativesApp(); });
afterAll(() => app.close());
beforeEach(() => app.at('2026-03-02T02:00:00Z'));
const officer = (unit = 'truong-a') => app.tree.officerOf(unit);
const chair = (unit = 'truong-a') => app.tree.chairOf(unit);
const get = (id: string, unit = 'truong-a') => app.api.as(officer(unit)).call(getInitiative, { params: { id } }).expect(200);

describe('filing', () => {
  it('INI-01: files a draft with its authors, opens its dossier and sends it on', async () => {
    const made = await file(app, { authors: [{ name: 'Trần Thị Hai', share: 60 }, { name: 'Lê Văn Ba', share: 40 }], benefit: { amountVnd: 120_000_000, year: 2025, method: 'So với năm trước', confirmedBy: 'Kế toán trưởng' } });
    expect(made).toMatchObject({ state: 'DRAFT', unitCode: 'truong-a', initiativeType: 'INNOVATION', solutionKind: 'TECHNICAL', benefitVnd: 120_000_000, warnings: [], version: 1 });
    expect(made.authors.map(({ name, share }) => [name, share])).toEqual([['Trần Thị Hai', 60], ['Lê Văn Ba', 40]]);
    await attach(app, officer(), made.dossierId ?? '', 'ATTACHMENT');
    await submit(app, officer(), made.dossierId ?? '');
    expect((await get(made.id)).state).toBe('SUBMITTED');
    await app.api.as(officer()).call(DOSSIERS.submitDossier, { params: { id: made.dossierId ?? '' }, body: {} }).expectProblem(409, 'dossier/in-other-state');
  });

  it('INI-01: shares of 99 or 101 % are refused, 100 % is taken; an author is named once', async () => {
    const shares = (a: number, b: number) => app.api.as(officer()).call(fileInitiative, { body: filing({ authors: [{ name: 'Một', share: a }, { name: 'Hai', share: b }] }) });
    await shares(60, 39).expectProblem(422, 'initiatives/shares-not-whole');
    await shares(60, 41).expectProblem(422, 'initiatives/shares-not-whole');
    await shares(60, 40).expect(201);
    await app.api.as(officer()).call(fileInitiative, { body: filing({ authors: [{ name: 'Một', share: 50 }, { name: 'một'.normalize('NFD'), share: 50 }] }) }).expectProblem(422, 'initiatives/author-twice');
  });

  it('INI-01: the type is mandatory, the first application lies behind, unknown fields are refused', async () => {
    const { initiativeType: _type, ...untyped } = filing();
    const problem = await app.api.as(officer()).post('/initiatives', { ...untyped, colour: 'red' }).expectProblem(400, 'request/invalid');
    expect(problem.errors?.map((error) => error.pointer).sort()).toEqual(['/body/colour', '/body/initiativeType']);
    await app.api.as(officer()).call(fileInitiative, { body: filing({ firstAppliedOn: '2026-03-03' }) }).expectProblem(422, 'initiatives/applied-in-future');
    await app.api.as(officer()).call(fileInitiative, { body: filing({ firstAppliedOn: '2026-03-02' }) }).expect(201);
  });

  it('INI-01: filed for the own unit alone; the sister unit is not found, the inspector only reads', async () => {
    await app.api.as(officer()).call(fileInitiative, { body: filing({ unitCode: 'cong-ty-b' }) }).expectProblem(404, 'directory/unit-not-found');
    await app.api.as(officer()).call(fileInitiative, { body: filing({ unitCode: 'khong-co' }) }).expectProblem(404, 'directory/unit-not-found');
    await app.api.as(officer('tay-ho')).call(fileInitiative, { body: filing() }).expectProblem(403, 'directory/outside-reach');
    await app.api.as(app.tree.inspectorOf('truong-a')).call(fileInitiative, { body: filing() }).expect(403);
    const made = await file(app);
    await app.api.as(officer('cong-ty-b')).call(getInitiative, { params: { id: made.id } }).expectProblem(404, 'initiatives/initiative-not-found');
    await app.api.as(officer()).call(getInitiative, { params: { id: newId() } }).expectProblem(404, 'initiatives/initiative-not-found');
    await app.api.as(officer('tay-ho')).call(getInitiative, { params: { id: made.id } }).expect(200);
  });

  it('INI-01: sent twice with one key, it is filed once; a title is new in its unit', async () => {
    const body = filing();
    const key = newId();
    const first = await app.api.as(officer()).call(fileInitiative, { body }, { key }).expect(201);
    const again = await app.api.as(officer()).call(fileInitiative, { body }, { key }).expect(201);
    expect(again.id).toBe(first.id);
    await app.api.as(officer()).call(fileInitiative, { body: { ...body, title: body.title.toUpperCase() } }).expectProblem(409, 'initiatives/title-taken');
    await app.api.as(officer('cong-ty-b')).call(fileInitiative, { body: { ...body, unitCode: 'cong-ty-b' } }).expect(201);
  });

  it('INI-01: a draft is changed with the version that was read, a sent one is not', async () => {
    const made = await file(app);
    const body = filing({ authors: [{ name: 'Phạm Thị Bốn', share: 100 }] });
    const change = (version: number) => app.api.as(officer()).call(changeInitiative, { params: { id: made.id }, body }, { headers: { 'if-match': `"${version}"` } });
    await app.api.as(officer()).call(changeInitiative, { params: { id: made.id }, body }).expectProblem(400, 'request/invalid');
    await change(made.version + 1).expectProblem(412, 'request/changed-meanwhile');
    expect(await change(made.version).expect(200)).toMatchObject({ title: body.title, authors: [{ name: 'Phạm Thị Bốn', share: 100 }], version: made.version + 1 });
    await submit(app, officer(), made.dossierId ?? '');
    await change((await get(made.id)).version).expectProblem(409, 'initiatives/initiative-state');
  });

  it('an author reads the own initiative without a post, and no other', async () => {
    const person = await app.tree.person();
    const mine = await file(app, { authors: [{ name: 'Tác giả', personId: person.personId ?? '', share: 100 }] });
    await file(app);
    const { items } = await app.api.as(person).call(listInitiatives, {}).expect(200);
    expect(items.map((item) => item.id)).toEqual([mine.id]);
    expect(items[0]?.authors).toHaveLength(1);
  });

  it('INI-02: first applied 1/3/2022: filed on 1/3/2023 in time, on 2/3/2023 late', async () => {
    await app.at('2023-03-01T02:00:00Z');
    const early = await file(app, { firstAppliedOn: '2022-03-01' });
    await submit(app, officer(), early.dossierId ?? '');
    const later = await file(app, { firstAppliedOn: '2022-03-01' });
    expect(later.warnings).toEqual([]);
    await app.at('2023-03-02T02:00:00Z');
    await submit(app, officer(), later.dossierId ?? '');
    expect((await get(early.id)).warnings).toEqual([]);
    expect((await get(later.id)).warnings).toEqual([{ code: 'FILED_LATE', facts: { firstAppliedOn: '2022-03-01', lastDay: '2023-03-01', filedOn: '2023-03-02' } }]);
    const listed = await app.api.as(officer()).call(listInitiatives, { query: { q: later.title } }).expect(200);
    expect(listed.items[0]?.warnings.map((warning) => warning.code)).toEqual(['FILED_LATE']);
  });

  it('INI-02: a text 95 % equal to an earlier one is shown side by side, a different one is not', async () => {
    const earlier = await file(app, { title: 'Cảm biến lò sấy', description: TEXT });
    await submit(app, officer(), earlier.dossierId ?? '');
    const alike = await file(app, { title: 'Cảm biến lò sấy mới', description: TEXT });
    expect(alike.warnings).toMatchObject([{ code: 'ALIKE', facts: { initiativeId: earlier.id } }]);
    const dossier = await app.api.as(officer()).call(DOSSIERS.getDossier, { params: { id: alike.dossierId ?? '' } }).expect(200);
    expect(dossier.rules).toMatchObject([{ code: 'ALIKE', facts: { initiativeId: earlier.id } }]);
    expect((await file(app, { description: TEXT.split(' ').slice(0, 20).join(' ') })).warnings).toEqual([]);
    const sister = await file(app, { unitCode: 'cong-ty-b', title: 'Cảm biến lò sấy', description: TEXT });
    expect(sister.warnings).toEqual([]);
    const above = await app.api.as(officer('tay-ho')).call(getInitiative, { params: { id: sister.id } }).expect(200);
    expect(above.warnings.map((warning) => warning.code)).toContain('ALIKE');
  });

  it('INI-10: a secret initiative shows title and effect to other units, everything to its own and to who judges it', async () => {
    const made = await file(app, { secret: true, benefit: { amountVnd: 5_000_000, social: 'Giảm tai nạn lao động' } });
    expect(made.description).not.toBeNull();
    const above = await app.api.as(officer('tay-ho')).call(getInitiative, { params: { id: made.id } }).expect(200);
    expect(above).toMatchObject({ title: made.title, secret: true, description: null, solutionKind: null, authors: [], benefitVnd: 5_000_000, benefitNote: 'Giảm tai nạn lao động' });
    const id = await recognisedAtBase(app, { secret: true });
    const { dossierId } = await app.api.as(chair()).call(raiseInitiative, { params: { id }, body: { to: 'S', effect: 'Toàn quận' } }).expect(201);
    expect((await app.api.as(officer('tay-ho')).call(getInitiative, { params: { id } }).expect(200)).description).toBeNull();
    await submit(app, chair(), dossierId ?? '');
    expect((await app.api.as(officer('tay-ho')).call(getInitiative, { params: { id } }).expect(200)).description).not.toBeNull();
    expect((await app.api.as(officer('ha-noi')).call(getInitiative, { params: { id } }).expect(200)).description).toBeNull();
  });
});

describe('recognition', () => {
  it('INI-03: without minutes or a decision number the state does not change', async () => {
    const made = await file(app);
    const id = made.dossierId ?? '';
    await submit(app, officer(), id);
    const take = (body: object) => app.api.as(chair()).post(`/dossiers/${id}/decision`, body);
    await take({ outcome: 'APPROVE' }).expect(200);
    expect((await get(made.id)).state).toBe('UNDER_REVIEW');
    const fileId = await upload(app, chair());
    const votes = { inFavour: 5, total: 7 };
    const decision = { number: nextNumber(), decidedOn: '2026-03-02', fileId };
    for (const outcome of ['APPROVE', 'REJECT']) {
      await take({ outcome, votes, decision }).expectProblem(422, 'dossier/evidence-missing');
      await take({ outcome, votes }).expectProblem(422, 'dossier/step-incomplete');
      await take({ outcome, votes, decision: { decidedOn: '2026-03-02', fileId } }).expectProblem(400, 'request/invalid');
    }
    await attach(app, chair(), id, 'MINUTES');
    await take({ outcome: 'APPROVE', votes }).expectProblem(422, 'dossier/step-incomplete');
    await take({ outcome: 'APPROVE', decision }).expectProblem(422, 'dossier/step-incomplete');
    await take({ outcome: 'APPROVE', decision, votes: { inFavour: 8, total: 7 } }).expectProblem(422, 'dossier/step-incomplete');
    expect((await get(made.id)).state).toBe('UNDER_REVIEW');
    await app.expectNotPublished(InitiativeRecognisedV1);
    await take({ outcome: 'APPROVE', decision, votes }).expect(200);
    const view = await get(made.id);
    expect(view).toMatchObject({ state: 'RECOGNISED_BASE', recognitions: [{ recognitionLevel: 'BASE', recognisedOn: '2026-03-02', decisionNumber: decision.number, votesFor: 5, votesTotal: 7 }] });
    expect(view.recognitions[0]?.certificateNo).toMatch(/^CN-2026-\d{4}$/);
    const event = await app.expectPublished(InitiativeRecognisedV1, { initiativeId: made.id, recognitionLevel: 'BASE', level: 'G', recognisedOn: '2026-03-02' });
    expect(event.authorIds).toEqual(view.authors.map((author) => author.id));
    expect(JSON.stringify(event)).not.toContain('Nguyễn');
    await take({ outcome: 'APPROVE', decision, votes }).expectProblem(409, 'dossier/in-other-state');
  });

  it('INI-03: refused with votes, minutes and number; nobody decides what they filed or authored', async () => {
    const made = await file(app);
    await submit(app, officer(), made.dossierId ?? '');
    await app.api.as(officer()).call(DOSSIERS.takeDossierStep, { params: { id: made.dossierId ?? '' }, body: { outcome: 'APPROVE' } }).expectProblem(403, 'dossier/not-your-step');
    await app.api.as(chair('cong-ty-b')).call(DOSSIERS.takeDossierStep, { params: { id: made.dossierId ?? '' }, body: { outcome: 'APPROVE' } }).expectProblem(404, 'dossier/not-found');
    await app.api.as(chair()).call(DOSSIERS.takeDossierStep, { params: { id: made.dossierId ?? '' }, body: { outcome: 'APPROVE' } }).expect(200);
    await recognise(app, chair(), made.dossierId ?? '', { outcome: 'REJECT' });
    expect(await get(made.id)).toMatchObject({ state: 'REJECTED', recognitions: [] });
    await app.expectNotPublished(InitiativeRecognisedV1);

    const head = await chair();
    const own = await file(app, { authors: [{ name: 'Người khác', share: 50 }, { name: 'Chủ tịch', personId: head.personId, share: 50 }] });
    await submit(app, officer(), own.dossierId ?? '');
    await app.api.as(head).call(DOSSIERS.takeDossierStep, { params: { id: own.dossierId ?? '' }, body: { outcome: 'APPROVE' } }).expectProblem(422, 'initiatives/own-initiative');
  });

  it('INI-03: given back with a reason it is a draft again, changed, and sent anew', async () => {
    const made = await file(app);
    await submit(app, officer(), made.dossierId ?? '');
    await app.api.as(chair()).post(`/dossiers/${made.dossierId}/return`, {}).expectProblem(400, 'request/invalid');
    await app.api.as(chair()).call(DOSSIERS.returnDossier, { params: { id: made.dossierId ?? '' }, body: { reason: 'Bổ sung hiệu quả' } }).expect(200);
    const back = await get(made.id);
    expect(back.state).toBe('DRAFT');
    await app.api.as(officer()).call(changeInitiative, { params: { id: made.id }, body: filing({ title: made.title, description: 'Mô tả đã bổ sung' }) }, { headers: { 'if-match': `"${back.version}"` } }).expect(200);
    await submit(app, officer(), made.dossierId ?? '');
    expect((await get(made.id)).state).toBe('SUBMITTED');
    await app.api.as(officer()).call(DOSSIERS.withdrawDossier, { params: { id: made.dossierId ?? '' }, body: { reason: 'Rút lại' } }).expect(200);
    expect((await get(made.id)).state).toBe('WITHDRAWN');
    await file(app, { title: made.title });
  });

  it('INI-05: climbs base, S, city, nation; each level is a record and an event of its own, none is skipped', async () => {
    const draft = await file(app);
    const raise = (id: string, to: 'S' | 'CITY' | 'NATIONAL', unit = 'truong-a') => app.api.as(chair(unit)).call(raiseInitiative, { params: { id }, body: { to, effect: `Phạm vi ${to}` } });
    await raise(draft.id, 'S').expectProblem(422, 'initiatives/not-recognised-base');
    const id = await recognisedAtBase(app);
    await raise(id, 'CITY').expectProblem(422, 'initiatives/level-skipped');
    await app.api.as(officer()).call(raiseInitiative, { params: { id }, body: { to: 'S', effect: 'x' } }).expect(403);
    await app.api.as(chair('thanh-xuan')).call(raiseInitiative, { params: { id }, body: { to: 'S', effect: 'x' } }).expectProblem(404, 'initiatives/initiative-not-found');

    const toS = await raise(id, 'S').expect(201);
    await raise(id, 'S').expectProblem(409, 'dossier/open-already');
    await submit(app, chair(), toS.dossierId ?? '');
    await app.api.as(chair()).call(DOSSIERS.takeDossierStep, { params: { id: toS.dossierId ?? '' }, body: { outcome: 'APPROVE' } }).expectProblem(403, 'dossier/not-your-step');
    await recognise(app, chair('tay-ho'), toS.dossierId ?? '');
    await raise(id, 'S').expectProblem(409, 'initiatives/already-recognised');

    const toCity = await raise(id, 'CITY').expect(201);
    await submit(app, chair(), toCity.dossierId ?? '');
    await app.api.as(chair('tay-ho')).call(DOSSIERS.takeDossierStep, { params: { id: toCity.dossierId ?? '' }, body: { outcome: 'APPROVE', note: 'Đủ điều kiện' } }).expect(200);
    await recognise(app, chair('ha-noi'), toCity.dossierId ?? '');
    const toNation = await raise(id, 'NATIONAL', 'tay-ho').expect(201);
    await submit(app, chair('tay-ho'), toNation.dossierId ?? '');
    await app.api.as(chair('ha-noi')).call(DOSSIERS.takeDossierStep, { params: { id: toNation.dossierId ?? '' }, body: { outcome: 'APPROVE' } }).expect(200);
    await recognise(app, chair('viet-nam'), toNation.dossierId ?? '');

    const view = await get(id);
    expect(view.recognitions.map((one) => one.recognitionLevel)).toEqual(['BASE', 'S', 'CITY', 'NATIONAL']);
    expect(view.raisings.map((one) => one.to)).toEqual(['NATIONAL', 'CITY', 'S']);
    const events = await app.published(InitiativeRecognisedV1);
    expect(events.filter((event) => event.initiativeId === id).map((event) => [event.recognitionLevel, event.level])).toEqual([['BASE', 'G'], ['S', 'S'], ['CITY', 'C'], ['NATIONAL', 'N']]);
  });

  it('INI-05: refused above, the base recognition stays', async () => {
    const id = await recognisedAtBase(app);
    const { dossierId } = await app.api.as(chair()).call(raiseInitiative, { params: { id }, body: { to: 'S', effect: 'Toàn quận' } }).expect(201);
    await submit(app, chair(), dossierId ?? '');
    await app.api.as(chair('tay-ho')).call(DOSSIERS.takeDossierStep, { params: { id: dossierId ?? '' }, body: { outcome: 'REJECT', note: 'Chưa đủ phạm vi' } }).expect(200);
    expect(await get(id)).toMatchObject({ state: 'RECOGNISED_BASE', recognitions: [{ recognitionLevel: 'BASE' }] });
  });
});
