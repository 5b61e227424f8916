import {
  addOccasion, closeMovement, getMovement, getOccasion, InitiativeRecognisedV1, listMovements, listOccasions, MovementClosedV1, MovementOpenedV1, openMovement, SubmissionAcceptedV1, TitleAwardedV1,
} from '@doanket/contracts';
import { newId } from '@doanket/kernel';
import type { TestApp } from '@doanket/testing';
import { campaignsApp, nextNumber, paper, record } from './support/campaigns-app';

const NTL = 'nam-tu-liem-2015-2020';

describe('movements and occasions', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await campaignsApp();
    await paper(app, 'MOVEMENT_OPENED', [{ code: NTL, title: 'Phong trào thi đua yêu nước 2015–2020', startsOn: '2015-01-01', endsOn: '2020-12-31' }], { issuer: 'nam-tu-liem', on: '2015-01-20' });
  });
  afterAll(() => app.close());

  const honour = (titleCode: string, level: 'S' | 'C', year: number, receiverKind: 'INDIVIDUAL' | 'COLLECTIVE' = 'INDIVIDUAL') => app.deliver(TitleAwardedV1, {
    holdingId: newId(), recipientId: newId(), receiverKind, titleCode, level, issuerUnitId: app.tree.get(level === 'C' ? 'ha-noi' : 'nam-tu-liem').unitId, unitId: app.tree.get('cong-ty-c').unitId,
    decidedOn: `${year}-05-01`, year, roundCode: null, movementCode: NTL, schoolYear: null, directWorker: true, tier: null, amountVnd: 0, decisionId: newId(),
  });
  const initiative = (initiativeType: 'INNOVATION' | 'TEACHING_PRACTICE', recognitionLevel: 'S' | 'CITY', unitCode: string, recognisedOn: string) => app.deliver(InitiativeRecognisedV1, {
    initiativeId: newId(), recognitionId: newId(), initiativeType, recognitionLevel, unitId: app.tree.get(unitCode).unitId, level: 'S', recognisedOn, authorIds: [newId()], benefitVnd: null, decisionId: newId(),
  });

  it('CMP-21: yearly results add up; the closing of 29/5/2020 freezes them and opens 2020–2025', async () => {
    for (let n = 0; n < 149; n += 1) await honour('OUTSTANDING_WORKER', 'S', n < 40 ? 2015 : n < 100 ? 2016 : 2019);
    for (let n = 0; n < 10; n += 1) await honour('OUTSTANDING_WORKER', 'C', 2019);
    for (let n = 0; n < 101; n += 1) await honour('TYPICAL_EXAMPLE', 'S', 2020);
    for (let n = 0; n < 30; n += 1) await honour('TYPICAL_EXAMPLE', 'S', 2020, 'COLLECTIVE');
    for (let n = 0; n < 26; n += 1) await initiative('INNOVATION', 'S', 'cong-ty-c', '2017-06-01');
    for (let n = 0; n < 2; n += 1) await initiative('INNOVATION', 'CITY', 'cong-ty-c', '2018-06-01');
    await initiative('TEACHING_PRACTICE', 'S', 'truong-d', '2018-06-01');
    await initiative('TEACHING_PRACTICE', 'S', 'truong-a', '2018-06-01');
    await initiative('TEACHING_PRACTICE', 'S', 'truong-d', '2020-06-15');
    await app.deliverTwice(SubmissionAcceptedV1, {
      submissionId: newId(), indicator: 'INI_CITY_TEACHING', unitId: app.tree.get('nam-tu-liem').unitId, from: '2015-01-01', to: '2020-05-29', submittedOn: '2020-05-29', roundCode: null, clusterCode: null,
      value: '60', numerator: null, denominator: null, valueUnit: 'COUNT', qualifier: 'APPROX_ABOVE',
    });
    await paper(app, 'MOVEMENT_CLOSED', [{
      movementCode: NTL, conferenceOn: '2020-05-29', conferenceTitle: 'Hội nghị điển hình tiên tiến lần thứ II',
      next: { code: 'nam-tu-liem-2020-2025', title: 'Phong trào 2020–2025', startsOn: '2020-05-29', endsOn: '2025-12-31' },
    }], { issuer: 'nam-tu-liem', on: '2020-05-29' });
    const closed = await app.api.as(app.tree.officerOf('nam-tu-liem')).call(getMovement, { params: { code: NTL } }).expect(200);
    expect(closed).toMatchObject({ state: 'CLOSED', conferenceOn: '2020-05-29', nextCode: 'nam-tu-liem-2020-2025' });
    const figure = (indicator: string) => closed.figures.find((one) => one.indicator === indicator);
    expect(figure('GOODWORKER_S')).toMatchObject({ value: '149', byYear: [{ year: 2015, value: '40' }, { year: 2016, value: '60' }, { year: 2019, value: '49' }] });
    expect(figure('GOODWORKER_CITY')?.value).toBe('10');
    expect([figure('TYPICAL_IND')?.value, figure('TYPICAL_COL')?.value]).toEqual(['101', '30']);
    expect([figure('INI_S_INNOVATION')?.value, figure('INI_CITY_INNOVATION')?.value, figure('INI_S_TEACHING')?.value]).toEqual(['26', '2', '1']);
    expect(figure('INI_CITY_TEACHING')).toMatchObject({ value: '60', qualifier: 'APPROX_ABOVE', byYear: [] });
    await app.expectPublished(MovementClosedV1, { movementCode: NTL, closedOn: '2020-05-29', nextCode: 'nam-tu-liem-2020-2025' });
    await app.expectPublished(MovementOpenedV1, { movementCode: 'nam-tu-liem-2020-2025', previousCode: NTL });
    await honour('OUTSTANDING_WORKER', 'S', 2019);
    const later = await app.api.as(app.tree.officerOf('nam-tu-liem')).call(getMovement, { params: { code: NTL } }).expect(200);
    expect(later.figures).toEqual(closed.figures);
    await expect(record(app, 'MOVEMENT_CLOSED', [{ movementCode: NTL, conferenceOn: '2020-05-29', conferenceTitle: 'Nữa' }], { issuer: 'nam-tu-liem', on: '2020-06-01' })).rejects.toThrow('campaigns/movement-closed');
  });

  it('CMP-21: a movement is closed by the unit that opened it, live too', async () => {
    const chair = app.api.as(app.tree.chairOf('tay-ho'));
    await chair.call(openMovement, { body: { code: 'tay-ho-2026', title: 'Phong trào 2026', startsOn: '2026-01-01', endsOn: '2026-12-31', planCode: 'khong-co', number: nextNumber(), decidedOn: '2026-03-02' } }).expectProblem(404, 'campaigns/plan-not-found');
    await chair.call(openMovement, { body: { code: 'tay-ho-2026', title: 'Phong trào 2026', startsOn: '2026-01-01', endsOn: '2026-12-31', number: nextNumber(), decidedOn: '2026-03-02' } }).expect(201);
    const close = { conferenceOn: '2026-03-02', conferenceTitle: 'Tổng kết', number: nextNumber(), decidedOn: '2026-03-02' };
    await app.api.as(app.tree.chairOf('cau-giay')).call(closeMovement, { params: { code: 'tay-ho-2026' }, body: close }).expectProblem(404, 'campaigns/movement-not-found');
    await chair.call(closeMovement, { params: { code: 'tay-ho-2026' }, body: { ...close, conferenceOn: '2025-12-31' } }).expectProblem(422, 'campaigns/movement-days-wrong');
    await chair.call(closeMovement, { params: { code: 'tay-ho-2026' }, body: { ...close, next: { code: 'tay-ho-2025', title: 'Lùi lại', startsOn: '2026-01-01', endsOn: '2026-12-31' } } }).expectProblem(422, 'campaigns/movement-days-wrong');
    expect((await chair.call(closeMovement, { params: { code: 'tay-ho-2026' }, body: close }).expect(200)).state).toBe('CLOSED');
    const open = await app.api.as(app.tree.officerOf('ha-noi')).call(listMovements, { query: { state: 'OPEN', q: 'phong trao' } }).expect(200);
    expect(open.items.map((item) => item.code)).toEqual(['nam-tu-liem-2020-2025']);
  });

  it('CMP-18: 28/7/1929 is 90 years in 2019 and 96 in 2025', async () => {
    const officer = app.api.as(app.tree.officerOf('ha-noi'));
    await officer.call(addOccasion, { body: { code: 'ngay-thanh-lap-cong-doan', name: 'Ngày thành lập Công đoàn Việt Nam', kind: 'ANNIVERSARY', foundedOn: '1929-07-28' } }).expect(201);
    const seen = (year: number) => app.api.as(app.tree.officerOf('truong-a')).call(getOccasion, { params: { code: 'ngay-thanh-lap-cong-doan' }, query: { year } }).expect(200);
    expect(await seen(2019)).toMatchObject({ years: 90, day: '2019-07-28' });
    expect(await seen(2025)).toMatchObject({ years: 96, day: '2025-07-28' });
    await officer.call(addOccasion, { body: { code: 'sai', name: 'Thiếu ngày', kind: 'HOLIDAY' } }).expectProblem(400, 'campaigns/occasion-day-unclear');
    await officer.call(addOccasion, { body: { code: 'ngay-thanh-lap-cong-doan', name: 'Lần nữa', kind: 'ANNIVERSARY', foundedOn: '1929-07-28' } }).expectProblem(422, 'campaigns/occasion-code-taken');
    const listed = await officer.call(listOccasions, { query: { q: 'thanh lap', year: 2019 } }).expect(200);
    expect(listed.items).toMatchObject([{ years: 90 }]);
  });
});
