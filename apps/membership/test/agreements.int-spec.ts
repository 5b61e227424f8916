import {
  AgreementEndedV1, AgreementInForceV1, amendAgreement, ballotAgreement, fileAgreement, getAgreement, getAgreementCoverage, listAgreements, openAgreement, signAgreement, voidAgreement, type AgreementView,
} from '@doanket/contracts';
import type { Caller, Officer } from '@doanket/testing';
import { AgreementsService } from '../src/agreements/agreements.service';
import { ExchangeDesk } from './exchange-desk';
import { MembershipApp } from './membership-app';

let app: MembershipApp;
let desk: ExchangeDesk;
let officer: Officer;

beforeAll(async () => {
  app = await MembershipApp.start({ now: '2019-09-20T02:00:00Z' });
  desk = await new ExchangeDesk(app).ready();
  officer = await app.tree.officerOf('cong-ty-b');
});

afterAll(() => app?.close());

interface Draft { employerId?: string; renewsId?: string; clauses?: { kind: 'THIRTEENTH_MONTH' | 'SHIFT_MEAL'; text: string }[]; negotiatingSince?: string; union?: string }
async function opened(over: Draft = {}, by: Caller = desk.city): Promise<AgreementView> {
  const unitCode = over.union ?? 'cong-ty-b';
  const employerId = over.employerId ?? (await desk.employer({ union: unitCode })).id;
  const { union: _, ...body } = over;
  return app.api.as(by).call(openAgreement, { body: { workersCovered: 100, negotiatingSince: '2017-01-10', ...body, employerId, unitCode } }).expect(201);
}
const ballot = (id: string, agreed = 51, ballotedOn = '2017-01-20', by: Caller = officer) => app.api.as(by).call(ballotAgreement, { params: { id }, body: { ballotedOn, workers: 100, agreed } });
const sign = (id: string, over: Partial<{ signedOn: string; validFrom: string; validTo: string }> = {}, by: Caller = officer) => app.api.as(by).call(signAgreement, { params: { id }, body: { signedOn: '2017-01-25', validFrom: '2017-02-01', validTo: '2019-12-31', ...over } });
const file = (id: string, filedOn = '2017-02-04', by: Caller = officer) => app.api.as(by).call(fileAgreement, { params: { id }, body: { filedOn } });
async function inForce(over: Draft = {}, term: Parameters<typeof sign>[1] = {}): Promise<AgreementView> {
  const { id } = await opened(over);
  const by = over.union === undefined ? officer : desk.city;
  await ballot(id, 51, over.negotiatingSince, by).expect(200);
  await sign(id, term, by).expect(200);
  return file(id, term.signedOn, by).expect(200);
}

describe('CBA-01, CBA-02: the register', () => {
  it('CBA-01: goes from negotiating to in force, step by step and in the order of the days', async () => {
    const { id } = await opened();
    await sign(id).expectProblem(409, 'membership/agreement-not-in-state');
    await ballot(id, 51, '2017-01-09').expectProblem(422, 'membership/agreement-day-refused');
    expect(await ballot(id).expect(200)).toMatchObject({ state: 'BALLOTED', ballot: { workers: 100, agreed: 51 } });
    await sign(id, { signedOn: '2019-09-21' }).expectProblem(422, 'membership/agreement-day-refused');
    expect(await sign(id).expect(200)).toMatchObject({ state: 'SIGNED', fileBy: '2017-02-04' });
    await app.test.expectNotPublished(AgreementInForceV1);
    expect(await file(id).expect(200)).toMatchObject({ state: 'IN_FORCE', filedLate: false, warning: null });
    await app.test.expectPublished(AgreementInForceV1, { agreementId: id, unitId: officer.unitId, signedOn: '2017-01-25', renewal: false });
    await file(id).expectProblem(409, 'membership/agreement-not-in-state');
  });

  it('CBA-02: exactly half of the workers is not enough; more votes than workers are none', async () => {
    const { id } = await opened();
    await ballot(id, 50).expectProblem(422, 'membership/agreement-ballot-lost');
    await ballot(id, 101).expectProblem(422, 'membership/agreement-ballot-lost');
    await ballot(id, 51).expect(200);
  });

  it('CBA-02: filing on the 10th day is in time, on the 11th late', async () => {
    const filed = async (filedOn: string) => {
      const { id } = await opened();
      await ballot(id).expect(200);
      await sign(id).expect(200);
      return (await file(id, filedOn).expect(200)).filedLate;
    };
    expect([await filed('2017-02-04'), await filed('2017-02-05')]).toEqual([false, true]);
  });

  it('CBA-01: a term is of one to three years', async () => {
    const { id } = await opened();
    await ballot(id).expect(200);
    await sign(id, { validFrom: '2017-02-01', validTo: '2018-01-30' }).expectProblem(422, 'membership/agreement-term-refused');
    await sign(id, { validFrom: '2017-02-01', validTo: '2020-02-01' }).expectProblem(422, 'membership/agreement-term-refused');
    await sign(id, { validFrom: '2017-02-01', validTo: '2020-01-31' }).expect(200);
  });

  it('CBA-01: two agreements in force for one firm are refused; one that is void makes room', async () => {
    const first = await inForce();
    const second = await opened({ employerId: first.employerId });
    await ballot(second.id).expect(200);
    await sign(second.id).expect(200);
    await file(second.id).expectProblem(422, 'membership/agreement-in-force-already');
    await app.api.as(desk.city).call(voidAgreement, { params: { id: first.id }, body: { on: '2019-09-20', reason: 'Tòa tuyên vô hiệu' } }).expect(200);
    await app.test.expectPublished(AgreementEndedV1, { agreementId: first.id, lastDay: '2019-09-19', outcome: 'VOID' });
    expect((await file(second.id).expect(200)).state).toBe('IN_FORCE');
  });

  it('CBA-01: a union that does not cover the firm makes no agreement there', async () => {
    const { id: employerId } = await desk.employer();
    await app.api.as(desk.city).call(openAgreement, { body: { employerId, unitCode: 'cong-ty-b', workersCovered: 1, negotiatingSince: '2017-01-10' } }).expectProblem(422, 'membership/agreement-employer-not-covered');
  });
});

describe('CBA-04, CBA-05: clauses, warnings, renewal', () => {
  it('CBA-04: the search for "13th month" returns the agreements with that clause, by kind and by words without marks', async () => {
    const clauses = [{ kind: 'THIRTEENTH_MONTH' as const, text: 'Thưởng lương tháng 13 bằng một tháng lương' }, { kind: 'SHIFT_MEAL' as const, text: 'Bữa ăn ca 30.000 đồng' }];
    const agreement = await inForce({ clauses });
    await inForce({ clauses: [{ kind: 'SHIFT_MEAL', text: 'Bữa ăn ca 25.000 đồng' }] });
    const found = async (query: { clause?: 'THIRTEENTH_MONTH'; q?: string }) => (await app.api.as(desk.city).call(listAgreements, { query }).expect(200)).items.map((one) => one.id);
    expect(await found({ clause: 'THIRTEENTH_MONTH' })).toEqual([agreement.id]);
    expect(await found({ q: 'luong thang 13' })).toEqual([agreement.id]);
    const amended = await app.api.as(officer).call(amendAgreement, { params: { id: agreement.id }, body: { number: '01/PL', signedOn: '2018-03-01', note: 'Bỏ tháng 13', clauses: clauses.slice(1) } }).expect(201);
    expect(amended).toMatchObject({ amendments: [{ number: '01/PL', signedOn: '2018-03-01' }], state: 'IN_FORCE' });
    expect(await found({ clause: 'THIRTEENTH_MONTH' })).toEqual([]);
  });

  it('CBA-05: what ends on 31/12/2019 alarms on 2/10/2019, 60 and 30 days before, and is over the day after', async () => {
    const { id } = await inForce();
    const turned = async (day: string) => {
      await app.test.at(`${day}T02:00:00Z`);
      await app.test.get(AgreementsService).turn();
      const { state, warning } = await app.api.as(officer).call(getAgreement, { params: { id } }).expect(200);
      return [state, warning];
    };
    expect(await turned('2019-10-01')).toEqual(['IN_FORCE', null]);
    expect(await turned('2019-10-02')).toEqual(['EXPIRING', 90]);
    expect(await turned('2019-10-31')).toEqual(['EXPIRING', 90]);
    expect(await turned('2019-11-01')).toEqual(['EXPIRING', 60]);
    expect(await turned('2019-12-01')).toEqual(['EXPIRING', 30]);
    expect(await turned('2019-12-31')).toEqual(['EXPIRING', 30]);
    const ending = (await app.api.as(desk.city).call(listAgreements, { query: { endsWithin: 0, limit: 100 } }).expect(200)).items;
    expect(ending.map((one) => one.id)).toContain(id);
    expect(await turned('2020-01-01')).toEqual(['EXPIRED', 30]);
    await app.test.expectPublished(AgreementEndedV1, { agreementId: id, lastDay: '2019-12-31', outcome: 'EXPIRED' });
    await app.test.at('2019-09-20T02:00:00Z');
  });

  it('CBA-05, CBA-06: a renewal ends the old one the day before and is counted apart from new ones', async () => {
    await app.tree.unit('cdcs-gia-han', { parent: 'thanh-xuan' });
    const old = await inForce({ union: 'cdcs-gia-han' }, {});
    const renewal = await inForce({ union: 'cdcs-gia-han', employerId: old.employerId, renewsId: old.id, negotiatingSince: '2019-08-01' }, { signedOn: '2019-08-10', validFrom: '2019-09-01', validTo: '2022-08-31' });
    expect(renewal).toMatchObject({ state: 'IN_FORCE', renewsId: old.id });
    expect(await app.api.as(desk.city).call(getAgreement, { params: { id: old.id } }).expect(200)).toMatchObject({ state: 'RENEWED', endedOn: '2019-08-31' });
    await app.test.expectPublished(AgreementEndedV1, { agreementId: old.id, lastDay: '2019-08-31', outcome: 'RENEWED' });
    await app.test.expectPublished(AgreementInForceV1, { agreementId: renewal.id, renewal: true });
    const of = async (signedFrom: string, signedTo: string) => (await app.api.as(desk.city).call(getAgreementCoverage, { query: { units: 'cdcs-gia-han', signedFrom, signedTo } }).expect(200)).items[0];
    expect(await of('2019-08-10', '2019-08-10')).toMatchObject({ newlySigned: 0, renewed: 1, withAgreement: 1 });
    expect(await of('2017-01-25', '2017-12-31')).toMatchObject({ newlySigned: 1, renewed: 0 });
    expect(await of('2017-01-26', '2017-12-31')).toMatchObject({ newlySigned: 0 });
  });
});

describe('CBA-03: coverage', () => {
  it('CBA-03: both parts and the named denominator per unit; the line of a cluster says "1 of 2" and averages nothing', async () => {
    for (const [district, union] of [['quan-mot', 'cdcs-mot'], ['quan-hai', 'cdcs-hai']] as const) {
      await app.tree.unit(district, { parent: 'ha-noi' });
      await app.tree.unit(union, { parent: district });
    }
    const employers: string[] = [];
    for (let at = 0; at < 3; at += 1) employers.push((await desk.employer({ union: 'cdcs-mot' })).id);
    for (const employerId of employers.slice(0, 2)) {
      const agreement = await app.api.as(desk.city).call(openAgreement, { body: { employerId, unitCode: 'cdcs-mot', workersCovered: 10, negotiatingSince: '2017-01-10' } }).expect(201);
      const by = app.api.as(desk.city);
      await by.call(ballotAgreement, { params: { id: agreement.id }, body: { ballotedOn: '2017-01-20', workers: 10, agreed: 6 } }).expect(200);
      await by.call(signAgreement, { params: { id: agreement.id }, body: { signedOn: '2017-01-25', validFrom: '2017-02-01', validTo: '2019-12-31' } }).expect(200);
      await by.call(fileAgreement, { params: { id: agreement.id }, body: { filedOn: '2017-02-01' } }).expect(200);
    }
    const coverage = (on?: string) => app.api.as(desk.city).call(getAgreementCoverage, { query: { units: 'quan-mot,quan-hai', ...(on === undefined ? {} : { on }) } }).expect(200);
    expect(await coverage()).toEqual({
      withRate: 1, of: 2,
      items: [
        expect.objectContaining({ unitCode: 'quan-mot', withAgreement: 2, withUnion: 3, denominator: 'EMPLOYERS_WITH_UNION', percent: '66.67' }),
        expect.objectContaining({ unitCode: 'quan-hai', withAgreement: 0, withUnion: 0, percent: null }),
      ],
    });
    expect((await coverage('2017-01-31')).items[0]).toMatchObject({ withAgreement: 0, withUnion: 3, percent: '0' });
    expect((await coverage('2019-12-31')).items[0]).toMatchObject({ withAgreement: 2 });
    expect((await coverage('2020-01-01')).items[0]).toMatchObject({ withAgreement: 0 });
  });

  it('ORG-21: a sister union sees no agreement by list, search, id, count or refusal', async () => {
    const agreement = await inForce({ clauses: [{ kind: 'SHIFT_MEAL', text: 'Riêng của công ty B' }] });
    const sister = await app.tree.officerOf('benh-vien-c');
    for (const query of [{}, { q: 'rieng cua cong ty' }, { employerId: agreement.employerId }]) expect((await app.api.as(sister).call(listAgreements, { query }).expect(200)).items).toEqual([]);
    await app.api.as(sister).call(getAgreement, { params: { id: agreement.id } }).expectProblem(404, 'membership/agreement-not-found');
    await app.api.as(sister).call(voidAgreement, { params: { id: agreement.id }, body: { on: '2019-09-20', reason: 'x' } }).expectProblem(404, 'membership/agreement-not-found');
    await app.api.as(sister).call(getAgreementCoverage, { query: { units: 'cong-ty-b' } }).expectProblem(404, 'directory/unit-not-found');
    await app.api.as(sister).call(listAgreements, { query: { unit: 'cong-ty-b' } }).expectProblem(404, 'directory/unit-not-found');
    await app.api.as(await app.tree.inspectorOf('cong-ty-b')).call(voidAgreement, { params: { id: agreement.id }, body: { on: '2019-09-20', reason: 'x' } }).expectProblem(403, 'auth/permission-missing');
  });
});
