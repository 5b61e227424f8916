import { enterProgramme, getInitiative, InitiativeRecognisedV1, listInitiatives, listStaffCounts, ProgrammeEnteredV1, reportStaff, StaffCountedV1 } from '@doanket/contracts';
import type { TestApp } from '@doanket/testing';
import { file, initiativesApp, paper, record, recognisedAtBase, warningsOf } from './support/initiatives-app';

const PROGRAMME = 'ONE_MILLION_INITIATIVES';
const item = (title: string, over: object = {}) => ({
  unitCode: 'truong-a', title, initiativeType: 'INNOVATION', solutionKind: 'TECHNICAL', recognitionLevel: 'BASE', firstAppliedOn: '2022-10-01', authors: [{ name: `Tác giả ${title}`, share: 100 }], ...over,
});

describe('recognition on paper', () => {
  let app: TestApp;
  beforeAll(async () => { app = await initiativesApp(); });
  afterAll(() => app.close());
  const chair = (unit: string) => app.tree.chairOf(unit);

  it('INI-05: 26 at district and 2 at city in five years: the city list is a subset of the district list', async () => {
    const upper = Array.from({ length: 26 }, (_, n) => item(`Cải tiến số ${n + 1}`, { unitCode: n % 2 === 0 ? 'truong-a' : 'cong-ty-b', recognitionLevel: 'S', ...(n % 5 === 4 ? {} : { benefitVnd: 5_000_000_000 + n }) }));
    const id = await paper(app, 'INITIATIVE_RECOGNISED', upper, { on: '2019-12-20' }).catch((error: unknown) => error);
    expect(String(id)).toContain('initiatives/applied-in-future');
    const items = upper.map(({ firstAppliedOn: _day, ...rest }) => rest);
    const decided = await paper(app, 'INITIATIVE_RECOGNISED', items, { on: '2019-12-20' });
    expect((await warningsOf(app, decided)).every((codes) => codes.join() === 'BASE_RECORD_MISSING')).toBe(true);
    await paper(app, 'INITIATIVE_RECOGNISED', items.slice(0, 2).map((one) => ({ ...one, recognitionLevel: 'CITY' })), { on: '2020-02-28', issuer: 'ha-noi' });

    const events = await app.published(InitiativeRecognisedV1);
    const ids = (level: string): string[] => events.filter((event) => event.recognitionLevel === level).map((event) => event.initiativeId);
    expect([ids('S').length, ids('CITY').length]).toEqual([26, 2]);
    expect(ids('CITY').every((one) => ids('S').includes(one))).toBe(true);
    const city = await app.api.as(chair('ha-noi')).call(listInitiatives, { query: { level: 'CITY' } }).expect(200);
    expect(city.items.map((one) => one.recognitions.map((recognition) => recognition.recognitionLevel))).toEqual([['S', 'CITY'], ['S', 'CITY']]);

    await expect(record(app, 'INITIATIVE_RECOGNISED', [item('Chưa ai biết', { recognitionLevel: 'CITY', firstAppliedOn: undefined })], { on: '2020-02-28', issuer: 'ha-noi' })).rejects.toThrow('initiatives/initiative-unknown');
    await expect(record(app, 'INITIATIVE_RECOGNISED', [{ ...items[0], recognitionLevel: 'CITY' }], { on: '2020-03-28', issuer: 'ha-noi' })).rejects.toThrow('initiatives/already-recognised');
    await expect(record(app, 'INITIATIVE_RECOGNISED', [{ ...items[4], recognitionLevel: 'CITY' }], { on: '2019-12-19', issuer: 'ha-noi' })).rejects.toThrow('initiatives/recognised-before-lower-level');
    await expect(record(app, 'INITIATIVE_RECOGNISED', [{ ...items[4], recognitionLevel: 'CITY' }], { on: '2020-02-28' })).rejects.toThrow('initiatives/not-the-deciding-unit');
  });

  it('INI-05: a base record alone does not carry a city item; live ones on their way are not overtaken by paper', async () => {
    await paper(app, 'INITIATIVE_RECOGNISED', [item('Chỉ cấp cơ sở')], { on: '2023-01-10', issuer: 'truong-a' });
    await expect(record(app, 'INITIATIVE_RECOGNISED', [item('Chỉ cấp cơ sở', { recognitionLevel: 'CITY' })], { on: '2023-02-10', issuer: 'ha-noi' })).rejects.toThrow('initiatives/level-skipped');
    const next = await paper(app, 'INITIATIVE_RECOGNISED', [item('CHỈ CẤP CƠ SỞ', { recognitionLevel: 'S', authors: [{ name: 'Người khác', share: 100 }] })], { on: '2023-02-10' });
    expect(await warningsOf(app, next)).toEqual([['AUTHORS_DIFFER']]);
    const draft = await file(app);
    await expect(record(app, 'INITIATIVE_RECOGNISED', [item(draft.title)], { on: '2023-02-10', issuer: 'truong-a' })).rejects.toThrow('initiatives/initiative-in-process');
  });

  it('refuses shares that do not add up, the same twice, and units of another district, item by item', async () => {
    const bad = [item('Một'), item('Một'), item('Hai', { authors: [{ name: 'A', share: 99 }] }), item('Ba', { unitCode: 'benh-vien-c' })];
    await expect(record(app, 'INITIATIVE_RECOGNISED', bad, { on: '2023-02-10', issuer: 'truong-a' })).rejects.toThrow(/item":2,"code":"initiatives\/item-twice".*item":3,"code":"initiatives\/shares-not-whole".*item":4,"code":"initiatives\/not-the-deciding-unit"/);
    await expect(record(app, 'INITIATIVE_RECOGNISED', [item('Bốn', { unitCode: 'khong-co' })], { on: '2023-02-10', issuer: 'truong-a' })).rejects.toThrow('initiatives/units-unknown');
  });

  it('INI-05: 2,365 teaching initiatives come in three papers, in seconds', async () => {
    const all = Array.from({ length: 2365 }, (_, n) => item(`Sáng kiến kinh nghiệm số ${n + 1}`, { unitCode: n % 2 === 0 ? 'truong-a' : 'cong-ty-b', initiativeType: 'TEACHING_PRACTICE', solutionKind: 'APPLICATION', recognitionLevel: 'S', firstAppliedOn: undefined, authors: [{ name: `Giáo viên ${n % 900}`, share: 100 }] }));
    const began = performance.now();
    for (const [from, on] of [[0, '2016-06-15'], [800, '2017-06-15'], [1600, '2018-06-15']] as const) {
      await paper(app, 'INITIATIVE_RECOGNISED', all.slice(from, from === 1600 ? 2365 : from + 800), { on });
    }
    expect(performance.now() - began).toBeLessThan(20_000);
    const events = await app.published(InitiativeRecognisedV1);
    expect(events).toHaveLength(2365);
    expect(new Set(events.flatMap((event) => event.authorIds)).size).toBe(900);
    expect(new Set(events.map((event) => event.initiativeType))).toEqual(new Set(['TEACHING_PRACTICE']));
  });
});

describe('the programme and staff', () => {
  let app: TestApp;
  beforeAll(async () => { app = await initiativesApp(); });
  afterAll(() => app.close());

  it('INI-06: 50 staff, 10 persons with 14 initiatives count 10; 10 recognised of whom 2 are not entered count 8', async () => {
    const unit = async (unitCode: string, titles: readonly { title: string; name: string }[], entered: number): Promise<void> => {
      await paper(app, 'INITIATIVE_RECOGNISED', titles.map(({ title, name }) => item(title, { unitCode, authors: [{ name, share: 100 }] })), { on: '2023-04-10', issuer: unitCode });
      await paper(app, 'PROGRAMME_ENTERED', titles.slice(0, entered).map(({ title }) => ({ unitCode, title, programmeCode: PROGRAMME, enteredOn: '2023-06-15' })), { on: '2023-06-20', issuer: unitCode });
      await paper(app, 'STAFF_COUNTED', [{ unitCode, countedOn: '2023-12-31', persons: 50 }], { on: '2024-01-05', issuer: unitCode });
    };
    await unit('truong-a', Array.from({ length: 14 }, (_, n) => ({ title: `A ${n}`, name: `Người thứ ${n % 10}` })), 14);
    await unit('cong-ty-b', Array.from({ length: 10 }, (_, n) => ({ title: `B ${n}`, name: `Người thứ ${n}` })), 8);
    const persons = async (unitCode: string): Promise<number> => {
      const { unitId } = app.tree.get(unitCode);
      const of = (events: readonly { unitId: string; authorIds: readonly string[] }[]) => new Set(events.filter((event) => event.unitId === unitId).flatMap((event) => event.authorIds));
      const recognised = of(await app.published(InitiativeRecognisedV1));
      return [...of(await app.published(ProgrammeEnteredV1))].filter((id) => recognised.has(id)).length;
    };
    expect([await persons('truong-a'), await persons('cong-ty-b')]).toEqual([10, 8]);
    expect((await app.published(StaffCountedV1)).map((event) => event.persons)).toEqual([50, 50]);
  });

  it('INI-07: entered within the windows and the time of the programme; a refusal leaves the recognition as it is', async () => {
    const titles = { early: '2021-08-31', first: '2021-09-01' };
    await paper(app, 'INITIATIVE_RECOGNISED', Object.entries(titles).map(([title, firstAppliedOn]) => item(title, { firstAppliedOn })), { on: '2021-12-15', issuer: 'truong-a' });
    const entry = (title: string, enteredOn: string) => record(app, 'PROGRAMME_ENTERED', [{ unitCode: 'truong-a', title, programmeCode: PROGRAMME, enteredOn }], { on: '2023-09-20', issuer: 'truong-a' });
    await expect(entry('first', '2022-01-07')).rejects.toThrow('initiatives/outside-entry-window');
    await expect(entry('first', '2023-09-02')).rejects.toThrow('initiatives/outside-entry-window');
    await expect(entry('early', '2022-01-08')).rejects.toThrow('initiatives/applied-outside-programme');
    await expect(entry('nicht da', '2022-01-08')).rejects.toThrow('initiatives/initiative-unknown');
    await paper(app, 'PROGRAMME_ENTERED', [{ unitCode: 'truong-a', title: 'first', programmeCode: PROGRAMME, enteredOn: '2022-01-08' }], { on: '2023-09-20', issuer: 'truong-a' });
    await expect(entry('first', '2023-09-01')).rejects.toThrow('initiatives/entered-twice');
    const { items } = await app.api.as(app.tree.officerOf('truong-a')).call(listInitiatives, { query: { q: 'early' } }).expect(200);
    expect(items[0]).toMatchObject({ state: 'RECOGNISED_BASE', recognitions: [{ recognitionLevel: 'BASE' }], programmes: [] });
  });

  it('INI-07: live entry: unknown programme, before recognition, ahead of today, not recognised, sister unit', async () => {
    const officer = app.tree.officerOf('truong-a');
    const enter = (id: string, over: object = {}) => app.api.as(officer).call(enterProgramme, { params: { id }, body: { programmeCode: PROGRAMME, enteredOn: '2023-06-15', ...over } });
    const draft = await file(app, { firstAppliedOn: '2023-01-10' });
    await enter(draft.id).expectProblem(422, 'initiatives/not-recognised-base');
    const id = await recognisedAtBase(app, { firstAppliedOn: '2023-01-10' });
    await enter(id).expectProblem(422, 'initiatives/entered-before-recognised');
    await enter(id, { programmeCode: 'KHONG_CO' }).expectProblem(422, 'initiatives/programme-unknown');
    await enter(id, { enteredOn: '2026-03-03' }).expectProblem(422, 'initiatives/entered-in-future');
    await enter(id, { enteredOn: '2026-03-02' }).expectProblem(422, 'initiatives/outside-entry-window');
    expect((await app.api.as(officer).call(getInitiative, { params: { id } }).expect(200)).state).toBe('RECOGNISED_BASE');
    await app.api.as(app.tree.officerOf('cong-ty-b')).call(enterProgramme, { params: { id }, body: { programmeCode: PROGRAMME, enteredOn: '2023-06-15' } }).expectProblem(404, 'initiatives/initiative-not-found');
    const { items } = await app.api.as(officer).call(listInitiatives, { query: { q: 'A 1' } }).expect(200);
    await enter(items[0]?.id ?? '').expectProblem(409, 'initiatives/entered-twice');
    await app.expectNotPublished(ProgrammeEnteredV1);
  });

  it('INI-06: staff of a day is reported by those who may, a later report replaces it under the same id', async () => {
    const report = (unitCode: string, persons: number, unit = 'truong-a', countedOn = '2025-12-31') => app.api.as(app.tree.officerOf(unit)).call(reportStaff, { body: { unitCode, countedOn, persons } });
    const first = await report('truong-a', 49).expect(201);
    expect(await report('truong-a', 50, 'tay-ho').expect(201)).toEqual({ ...first, persons: 50 });
    await report('cong-ty-b', 10).expectProblem(404, 'directory/unit-not-found');
    await report('truong-a', -1).expectProblem(400, 'request/invalid');
    await report('truong-a', 50, 'truong-a', '2026-03-03').expectProblem(422, 'initiatives/counted-in-future');
    expect((await app.published(StaffCountedV1)).map(({ staffCountId, persons }) => [staffCountId, persons])).toEqual([[first.id, 49], [first.id, 50]]);
    const { items } = await app.api.as(app.tree.officerOf('truong-a')).call(listStaffCounts, { query: { unit: 'truong-a', limit: 1 } }).expect(200);
    expect(items).toEqual([{ ...first, persons: 50 }]);
  });
});

it('keeps the tables and the entities alike', async () => {
  const { DataSource } = await import('typeorm');
  const app = await initiativesApp();
  const { upQueries } = await app.get(DataSource).driver.createSchemaBuilder().log();
  await app.close();
  expect(upQueries.map((one) => one.query)).toEqual([]);
});
