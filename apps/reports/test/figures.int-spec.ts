import {
  ClusterFormedV1, ContestEnteredV1, ContestPrizeAwardedV1, InitiativeRecognisedV1, listFigureRecords, listFigures, PetitionReceivedV1, PetitionSettledV1, PLATFORM_ROUTES, ProgrammeEnteredV1, RoundLaunchedV1, RoundSummarisedV1, StaffCountedV1,
  SubmissionAcceptedV1, TitleAwardedV1, TitleRevokedV1, WorkVerifiedV1, type DataOf, type EventContract, type FigureAnswer,
} from '@doanket/contracts';
import { newId } from '@doanket/kernel';
import { storedHeaders, toHeaders, type WireMessage } from '@doanket/messaging';
import { createTestApp, type Officer, type TestApp } from '@doanket/testing';
import { AppModule } from '../src/app.module';
import { migrations } from '../src/database/migrations';
import { ReadModel } from '../src/projections/read-model';

let app: TestApp;
let city: Officer;

const routes = PLATFORM_ROUTES.reports.decisions;
const unitId = (code: string): string => app.tree.get(code).unitId;
const deliver = <E extends EventContract>(event: E, data: DataOf<E>): Promise<unknown> => app.get(ReadModel).consumerOf(1).deliver(event, data);
/** An event as it lies in its topic. */
const message = <E extends EventContract>(event: E, data: DataOf<E>, version: number, offset: number): WireMessage => {
  const id = String((data as Record<string, unknown>)[event.key]);
  const stored = { type: event.type, source: 'urn:doanket:test', time: '2026-03-02T02:00:00.000Z', correlationId: null, causationId: null, traceparent: null, actor: null, unitId: null };
  const headers = toHeaders({ id: newId(), topic: event.topic, key: id, aggregate_type: event.topic, aggregate_id: id, aggregate_version: version, headers: storedHeaders(stored) });
  return { topic: event.topic, partition: 0, offset: String(offset), key: Buffer.from(id), value: Buffer.from(JSON.stringify(data)), headers, timestamp: '1772416800000' };
};
const ask = (query: Record<string, string>): Promise<FigureAnswer> => app.api.as(city).call(listFigures, { query: query as never }).expect(200);
const one = async (query: Record<string, string>) => (await ask(query)).items[0];

const work = (code: string, level: 'G' | 'S', over: Partial<DataOf<typeof WorkVerifiedV1>> = {}): Promise<unknown> =>
  deliver(WorkVerifiedV1, { ...WorkVerifiedV1.example, workId: newId(), unitId: unitId(code), level, roundCode: 'ha-noi-2023-dot-1', completedOn: '2023-09-30', late: false, ...over });
const holding = (code: string, titleCode: string, level: 'S' | 'C', over: Partial<DataOf<typeof TitleAwardedV1>> = {}): DataOf<typeof TitleAwardedV1> => ({
  ...TitleAwardedV1.example, holdingId: newId(), recipientId: newId(), unitId: unitId(code), issuerUnitId: unitId('ha-noi'), titleCode, level, roundCode: null, movementCode: null, schoolYear: null,
  ...over,
});

beforeAll(async () => {
  app = await createTestApp(AppModule, { service: 'reports', migrations });
  await app.tree.standard();
  city = await app.tree.appoint('ha-noi', 'CHAIR');
  await app.tree.heartbeat();
  await deliver(RoundLaunchedV1, { ...RoundLaunchedV1.example, roundCode: 'ha-noi-2023-dot-1', unitId: unitId('ha-noi'), level: 'C', startsOn: '2023-05-01', endsOn: '2023-09-30' });
});
afterAll(() => app.close());

describe('RPT-04: figures are counted over records', () => {
  beforeAll(async () => {
    for (let n = 0; n < 5; n += 1) await work('truong-a', 'G');
    for (let n = 0; n < 3; n += 1) await work('benh-vien-c', 'G');
    await work('tay-ho', 'S');
    await work('truong-a', 'G', { completedOn: '2023-10-01', late: true });
  });

  it('RPT-04: a round counts the records that name it, late works apart, for the subtree of its issuer', async () => {
    expect(await one({ indicator: 'WORK_G', round: 'ha-noi-2023-dot-1' })).toMatchObject({ unit: 'ha-noi', reported: true, value: '8', valueUnit: 'COUNT', qualifier: 'EXACT', source: 'RECORDS' });
    expect(await one({ indicator: 'WORK_S', round: 'ha-noi-2023-dot-1' })).toMatchObject({ value: '1' });
    expect(await one({ indicator: 'WORK_LATE', round: 'ha-noi-2023-dot-1' })).toMatchObject({ value: '1' });
    expect(await one({ indicator: 'WORK_G', round: 'ha-noi-2023-dot-1', unit: 'tay-ho' })).toMatchObject({ unit: 'tay-ho', value: '5' });
  });

  it('RPT-04: the total behind recordsUrl equals the value', async () => {
    const item = await one({ indicator: 'WORK_G', round: 'ha-noi-2023-dot-1' });
    const url = new URL(item?.recordsUrl ?? '', 'http://doanket.test');
    const records = await app.api.as(city).get(`${url.pathname.replace('/api/reports', '')}${url.search}&limit=3`).expect(200);
    expect(records).toMatchObject({ total: 8, items: [expect.anything(), expect.anything(), expect.anything()], nextCursor: expect.any(String) });
    const next = await app.api.as(city).get(`${url.pathname.replace('/api/reports', '')}${url.search}&limit=500&cursor=${records.nextCursor}`).expect(200);
    expect(next.items).toHaveLength(5);
  });

  it('counts what happened within both days of a period, and as of a day', async () => {
    expect(await one({ indicator: 'WORK_G', unit: 'ha-noi', from: '2023-09-30', to: '2023-09-30' })).toMatchObject({ value: '8' });
    expect(await one({ indicator: 'WORK_G', unit: 'ha-noi', from: '2023-10-01', to: '2023-12-31' })).toMatchObject({ reported: true, value: '0' });
    expect(await one({ indicator: 'WORK_G', unit: 'ha-noi', from: '2023-01-01', to: '2023-12-31', asOf: '2023-09-29' })).toMatchObject({ value: '0' });
  });

  it('AWD-11: a revoked award leaves the live count from the day of revocation', async () => {
    const award = holding('truong-a', 'OUTSTANDING_WORKER', 'C', { decidedOn: '2023-05-04' });
    await deliver(TitleAwardedV1, award);
    await deliver(TitleAwardedV1, holding('cong-ty-b', 'OUTSTANDING_WORKER', 'C', { decidedOn: '2023-05-04' }));
    await deliver(TitleRevokedV1, { ...TitleRevokedV1.example, holdingId: award.holdingId, unitId: award.unitId, revokedOn: '2024-03-01' });
    const asked = { indicator: 'GOODWORKER_CITY', unit: 'ha-noi', from: '2023-01-01', to: '2023-12-31' };
    expect(await one({ ...asked, asOf: '2024-02-29' })).toMatchObject({ value: '2' });
    expect(await one({ ...asked, asOf: '2024-03-01' })).toMatchObject({ value: '1' });
  });

  it('RPT-04: a chunk of events leaves the records that each event alone would leave', async () => {
    const consumer = app.get(ReadModel).consumerOf(1);
    const asked = { indicator: 'GOODWORKER_CITY', unit: 'ha-noi', from: '2022-01-01', to: '2022-12-31' };
    const ended = holding('truong-a', 'OUTSTANDING_WORKER', 'C', { decidedOn: '2022-05-04' });
    const stays = holding('truong-a', 'OUTSTANDING_WORKER', 'C', { decidedOn: '2022-05-04' });
    const moved = holding('cong-ty-b', 'OUTSTANDING_WORKER', 'C', { decidedOn: '2022-05-04' });
    const revoked = { ...TitleRevokedV1.example, holdingId: ended.holdingId, unitId: ended.unitId, revokedOn: '2024-03-01' };
    const chunk = [
      message(TitleAwardedV1, ended, 1, 1), message(TitleAwardedV1, stays, 1, 2), message(TitleRevokedV1, revoked, 2, 3), message(TitleAwardedV1, moved, 1, 4),
      message(TitleAwardedV1, { ...moved, decidedOn: '2021-05-04' }, 2, 5),
    ];
    expect(await consumer.take(chunk.map((one) => consumer.read(one)))).toEqual({ done: 5, retry: null });
    expect(await one({ ...asked, asOf: '2024-02-29' })).toMatchObject({ value: '2' });
    expect(await one({ ...asked, asOf: '2024-03-01' })).toMatchObject({ value: '1' });
    expect(await one({ ...asked, from: '2021-01-01', to: '2021-12-31' })).toMatchObject({ value: '1' });
  });

  it('DLG-04: an answer that comes in with its petition, and one that comes after it, both count', async () => {
    const consumer = app.get(ReadModel).consumerOf(1);
    const petition = () => ({ ...PetitionReceivedV1.example, petitionId: newId(), unitId: unitId('truong-a'), receivedOn: '2022-03-01', roundCode: 'ha-noi-2022-dot-9' });
    const answer = (data: ReturnType<typeof petition>) => ({ ...PetitionSettledV1.example, ...data, outcome: 'ANSWERED' as const, settledOn: '2022-04-01', decisionId: null });
    const [first, second] = [petition(), petition()];
    const take = (messages: ReturnType<typeof message>[]) => consumer.take(messages.map((one) => consumer.read(one)));
    await take([message(PetitionReceivedV1, first, 1, 11), message(PetitionReceivedV1, second, 1, 12), message(PetitionSettledV1, answer(first), 2, 13)]);
    await take([message(PetitionSettledV1, answer(second), 2, 14)]);
    const rows: unknown = await app.transactions.runWhole((tx) => tx.query(
      `select attrs->>'outcome' as outcome, attrs->>'settledOn' as "settledOn" from reports_g1.record where kind = 'PETITION' and record_id = any($1)`, [[first.petitionId, second.petitionId]]));
    expect(rows).toEqual(Array(2).fill({ outcome: 'ANSWERED', settledOn: '2022-04-01' }));
  });

  it('CMP-15: contestants add up, enterprises and units are distinct, money is exact', async () => {
    const entry = (n: number): DataOf<typeof ContestEnteredV1> => ({
      ...ContestEnteredV1.example, entryId: newId(), contestantKey: newId(), unitId: unitId('ha-noi'), entrantKey: `u${n % 2}`, entrantUnitId: null, enterpriseKey: `e${n % 3}`, trade: `T${n % 4}`,
      contestCode: 'ha-noi-2023', heldOn: '2023-08-12', roundCode: 'ha-noi-2023-dot-1',
    });
    for (let n = 0; n < 6; n += 1) await deliver(ContestEnteredV1, entry(n));
    for (const amountVnd of [10_000_000, 7_000_000]) {
      await deliver(ContestPrizeAwardedV1, { ...ContestPrizeAwardedV1.example, prizeId: newId(), unitId: unitId('ha-noi'), amountVnd, heldOn: '2023-08-12', roundCode: 'ha-noi-2023-dot-1', teamPrize: false });
    }
    await deliver(ContestPrizeAwardedV1, { ...ContestPrizeAwardedV1.example, prizeId: newId(), unitId: unitId('ha-noi'), amountVnd: 1, heldOn: '2023-08-12', roundCode: 'ha-noi-2023-dot-1', teamPrize: true });
    const { items } = await ask({ indicator: 'CONTEST_CONTESTANT,CONTEST_ENTERPRISE,CONTEST_UNIT,CONTEST_TRADE,CONTEST_WINNER,CONTEST_MONEY', round: 'ha-noi-2023-dot-1' });
    expect(items.map((item) => item.value)).toEqual(['6', '3', '2', '4', '2', '17000000']);
    expect(items.at(-1)).toMatchObject({ valueUnit: 'VND' });
    const enterprises = await app.api.as(city).call(listFigureRecords, { query: { indicator: 'CONTEST_ENTERPRISE', round: 'ha-noi-2023-dot-1' } }).expect(200);
    expect(enterprises).toMatchObject({ total: 3 });
    expect(enterprises.items).toHaveLength(3);
  });

  it('CMP-17: a summarised round carries its frozen value beside the live one', async () => {
    await deliver(RoundSummarisedV1, {
      ...RoundSummarisedV1.example, roundCode: 'ha-noi-2023-dot-1', unitId: unitId('ha-noi'), frozenAt: '2026-03-01T03:00:00.000Z', figures: [{ indicator: 'WORK_G', value: '7', qualifier: 'EXACT' }],
    });
    expect(await one({ indicator: 'WORK_G', round: 'ha-noi-2023-dot-1' })).toMatchObject({ value: '8', frozenValue: '7', frozenAt: '2026-03-01T03:00:00.000Z' });
    expect(await one({ indicator: 'WORK_G', round: 'ha-noi-2023-dot-1', frozen: 'true' })).toMatchObject({ value: '7' });
  });
});

describe('INI-06: a share of persons keeps both parts', () => {
  it('INI-06: counts distinct persons with a base recognition and an entry; 8 of 50 is 16 %', async () => {
    const persons = Array.from({ length: 10 }, () => newId());
    const recognise = async (author: string, entered: boolean): Promise<void> => {
      const initiativeId = newId();
      await deliver(InitiativeRecognisedV1, { ...InitiativeRecognisedV1.example, initiativeId, recognitionId: newId(), unitId: unitId('truong-a'), recognisedOn: '2023-06-30', authorIds: [author] });
      if (entered) await deliver(ProgrammeEnteredV1, { ...ProgrammeEnteredV1.example, initiativeId, entryId: newId(), unitId: unitId('truong-a'), enteredOn: '2023-07-15', authorIds: [author] });
    };
    for (const [n, person] of persons.entries()) await recognise(person, n < 8);
    await recognise(persons[0] ?? '', true);
    const asked = { indicator: 'INI_STAFF_SHARE', unit: 'truong-a', from: '2023-01-01', to: '2023-12-31' };
    expect(await one(asked)).toMatchObject({ reported: false, value: null });
    await deliver(StaffCountedV1, { ...StaffCountedV1.example, staffCountId: newId(), unitId: unitId('truong-a'), countedOn: '2023-12-31', persons: 50 });
    expect(await one(asked)).toMatchObject({ reported: true, value: '16', valueUnit: 'PERCENT', numerator: '8', denominator: '50' });
    expect(await one({ indicator: 'INI_BASE_INNOVATION', unit: 'truong-a', from: '2023-01-01', to: '2023-12-31' })).toMatchObject({ value: '11' });
  });

  it('INI-06: the entries that count are those of the programme the target names', async () => {
    const [author, other] = [newId(), newId()];
    for (const [person, programmeCode] of [[author, 'NEXT_PROGRAMME'], [other, 'ONE_MILLION_INITIATIVES']] as const) {
      const initiativeId = newId();
      await deliver(InitiativeRecognisedV1, { ...InitiativeRecognisedV1.example, initiativeId, recognitionId: newId(), unitId: unitId('cong-ty-b'), recognisedOn: '2024-06-30', authorIds: [person] });
      await deliver(ProgrammeEnteredV1, { ...ProgrammeEnteredV1.example, initiativeId, entryId: newId(), unitId: unitId('cong-ty-b'), programmeCode, enteredOn: '2024-07-15', authorIds: [person] });
    }
    await deliver(StaffCountedV1, { ...StaffCountedV1.example, staffCountId: newId(), unitId: unitId('cong-ty-b'), countedOn: '2024-12-31', persons: 4 });
    const asked = { indicator: 'INI_STAFF_SHARE', unit: 'cong-ty-b', from: '2024-01-01', to: '2024-12-31' };
    expect(await one(asked)).toMatchObject({ numerator: '1', denominator: '4' });
    const next = await one({ ...asked, programme: 'NEXT_PROGRAMME' });
    expect(next).toMatchObject({ value: '25', numerator: '1', denominator: '4' });
    expect(await one({ ...asked, programme: 'NOBODY_ENTERED' })).toMatchObject({ reported: true, value: '0', numerator: '0' });
    expect(await one({ ...asked, indicator: 'INI_BASE_INNOVATION', programme: 'NOBODY_ENTERED' })).toMatchObject({ value: '2' });
    const url = new URL(next?.recordsUrl ?? '', 'http://doanket.test');
    const records = await app.api.as(city).get(`${url.pathname.replace('/api/reports', '')}${url.search}`).expect(200) as { total: number; items: { attributes: { authorId: string } }[] };
    expect([records.total, records.items[0]?.attributes.authorId]).toEqual([1, author]);
    await app.api.as(city).get('/figures?indicator=INI_STAFF_SHARE&unit=cong-ty-b&from=2024-01-01&to=2024-12-31&programme=x').expectProblem(400, 'request/invalid');
  });

  it('AWD-12: the shares of direct workers and of small collectives keep both parts; what is not known counts below only', async () => {
    const round = 'ha-noi-2023-dot-1';
    const decided = { decidedOn: '2022-06-30', roundCode: null };
    const give = (over: Partial<DataOf<typeof TitleAwardedV1>>) => deliver(TitleAwardedV1, holding('phuong-3-co-so', 'LETTER_OF_COMMENDATION', 'S', { ...decided, ...over }));
    for (const directWorker of [true, true, false, null]) await give({ directWorker });
    for (const smallCollective of [true, false, null]) await give({ receiverKind: 'COLLECTIVE', directWorker: null, smallCollective });
    const asked = (indicator: string) => one({ indicator, unit: 'phuong-3-co-so', from: '2022-01-01', to: '2022-12-31' });
    expect(await asked('AWARD_DIRECT_WORKER_SHARE')).toMatchObject({ value: '50', numerator: '2', denominator: '4' });
    expect(await asked('AWARD_SMALL_COLLECTIVE_SHARE')).toMatchObject({ value: '33.33', numerator: '1', denominator: '3' });
    for (let n = 0; n < 3; n += 1) await deliver(TitleAwardedV1, holding('truong-a', 'OUTSTANDING_WORKER', 'C', { decidedOn: '2023-05-04', roundCode: round, directWorker: true }));
    expect(await one({ indicator: 'AWARD_DIRECT_WORKER_SHARE', round })).toMatchObject({ value: '100', numerator: '3', denominator: '3' });
    expect(await one({ indicator: 'AWARD_SMALL_COLLECTIVE_SHARE', round })).toMatchObject({ reported: false, value: null });
  });

  it('RPT-04: the latest count in a round is that of its last day, though it names no round', async () => {
    await deliver(StaffCountedV1, { ...StaffCountedV1.example, staffCountId: newId(), unitId: unitId('benh-vien-c'), countedOn: '2023-09-30', persons: 30 });
    await deliver(StaffCountedV1, { ...StaffCountedV1.example, staffCountId: newId(), unitId: unitId('benh-vien-c'), countedOn: '2023-10-01', persons: 90 });
    expect(await one({ indicator: 'INI_STAFF_SHARE', round: 'ha-noi-2023-dot-1', unit: 'benh-vien-c' })).toMatchObject({ reported: true, value: '0', numerator: '0', denominator: '30' });
    expect(await one({ indicator: 'INI_STAFF_SHARE', from: '2023-01-01', to: '2023-10-01', unit: 'benh-vien-c' })).toMatchObject({ denominator: '90' });
    expect(await one({ indicator: 'INI_STAFF_SHARE', round: 'ha-noi-2023-dot-1', unit: 'truong-a' })).toMatchObject({ reported: false, denominator: null });
  });
});

describe('RPT-03, RPT-05: what units submitted', () => {
  const submitted = (code: string, indicator: string, value: string, over: Partial<DataOf<typeof SubmissionAcceptedV1>> = {}): Promise<unknown> => deliver(SubmissionAcceptedV1, {
    ...SubmissionAcceptedV1.example, submissionId: newId(), unitId: unitId(code), indicator, value, valueUnit: 'COUNT', qualifier: 'EXACT', numerator: null, denominator: null,
    from: '2019-01-01', to: '2019-11-27', submittedOn: '2019-11-27', clusterCode: 'ha-noi-2019-cum-2', roundCode: null, ...over,
  });
  beforeAll(async () => {
    await deliver(ClusterFormedV1, {
      ...ClusterFormedV1.example, clusterId: newId(), clusterCode: 'ha-noi-2019-cum-2', unitId: unitId('ha-noi'), year: 2019, memberUnitIds: [unitId('tay-ho'), unitId('thanh-xuan'), unitId('phuong-3')],
      headUnitId: unitId('tay-ho'), deputyUnitId: null,
    });
    await submitted('tay-ho', 'PARTNER_PROGRAMME_NEW', '2');
    await submitted('phuong-3', 'PARTNER_PROGRAMME_NEW', '6');
    await submitted('tay-ho', 'CBA_COVERAGE', '69', { valueUnit: 'LEGACY_PERCENT' });
    await submitted('phuong-3', 'CBA_COVERAGE', '75.2', { valueUnit: 'LEGACY_PERCENT' });
    await submitted('thanh-xuan', 'CBA_NEW', '64');
  });

  it('RPT-05: shows members side by side, a missing one as not reported and never as zero', async () => {
    const { items, summary } = await ask({ indicator: 'PARTNER_PROGRAMME_NEW', cluster: 'ha-noi-2019-cum-2' });
    expect(items.map(({ unit, reported, value }) => ({ unit, reported, value }))).toEqual([
      { unit: 'tay-ho', reported: true, value: '2' }, { unit: 'thanh-xuan', reported: false, value: null }, { unit: 'phuong-3', reported: true, value: '6' },
    ]);
    expect(items[0]).toMatchObject({ source: 'SUBMISSION' });
    expect(summary).toEqual({ indicator: 'PARTNER_PROGRAMME_NEW', value: '8', qualifier: 'EXACT', reportedUnits: 2, units: 3, missing: ['thanh-xuan'] });
  });

  it('RPT-05: many units and indicators at once answer what each answers alone', async () => {
    const codes = ['PARTNER_PROGRAMME_NEW', 'CBA_COVERAGE', 'CBA_NEW', 'WORK_G', 'UNIT_S_WARD', 'INI_STAFF_SHARE', 'CONTEST_MONEY', 'GOODWORKER_CITY'];
    const together = await ask({ indicator: codes.join(','), cluster: 'ha-noi-2019-cum-2' });
    expect(together.items).toHaveLength(3 * codes.length);
    const alone = [];
    for (const indicator of codes) for (const unit of ['tay-ho', 'thanh-xuan', 'phuong-3']) alone.push(await one({ indicator, cluster: 'ha-noi-2019-cum-2', unit }));
    expect(together.items).toEqual(alone);
    expect(together.summaries.map(({ indicator }) => indicator)).toEqual(codes);
  });

  it('CBA-03: never averages percents', async () => {
    const { items, summary } = await ask({ indicator: 'CBA_COVERAGE', cluster: 'ha-noi-2019-cum-2' });
    expect(items.map((item) => item.value)).toEqual(['69', null, '75.2']);
    expect(items[0]).toMatchObject({ valueUnit: 'LEGACY_PERCENT', numerator: null, denominator: null });
    expect(summary).toMatchObject({ value: null, reportedUnits: 2, units: 3, missing: ['thanh-xuan'] });
  });

  it('RPT-04: an override stands for the unit that handed it in; the levels above go on counting their records', async () => {
    const asked = (unit: string) => ({ indicator: 'WORK_G', unit, from: '2023-09-30', to: '2023-09-30' });
    const before = await one(asked('ha-noi'));
    await submitted('benh-vien-c', 'WORK_G', '4', { clusterCode: null, from: '2023-09-30', to: '2023-09-30', submittedOn: '2023-10-05', qualifier: 'APPROX_ABOVE' });
    expect(await one(asked('benh-vien-c'))).toMatchObject({ value: '4', source: 'SUBMISSION', qualifier: 'APPROX_ABOVE' });
    expect(await one({ ...asked('benh-vien-c'), asOf: '2023-10-04' })).toMatchObject({ value: '3', source: 'RECORDS' });
    const after = await one(asked('ha-noi'));
    expect(after).toEqual(before);
    const url = new URL(after?.recordsUrl ?? '', 'http://doanket.test');
    expect(await app.api.as(city).get(`${url.pathname.replace('/api/reports', '')}${url.search}`).expect(200)).toMatchObject({ total: Number(after?.value) });
    await submitted('ha-noi', 'WORK_G', '99', { clusterCode: null, from: '2023-09-30', to: '2023-09-30', submittedOn: '2023-10-06' });
    expect(await one(asked('ha-noi'))).toMatchObject({ value: '99', source: 'SUBMISSION' });
  });

  it('RPT-01: a submission over a past period answers with its direction', async () => {
    await submitted('tay-ho', 'INI_CITY_TEACHING', '60', { qualifier: 'APPROX_ABOVE', from: '2015-01-01', to: '2020-05-29', submittedOn: '2020-05-29', clusterCode: null });
    expect(await one({ indicator: 'INI_CITY_TEACHING', unit: 'tay-ho', from: '2015-01-01', to: '2020-12-31' })).toMatchObject({ value: '60', qualifier: 'APPROX_ABOVE', source: 'SUBMISSION' });
  });

  it('RPT-03: a paper submission counts once a second person has confirmed it', async () => {
    const recorder = await app.tree.appoint('ha-noi', 'OFFICER');
    const signer = await app.tree.appoint('thanh-xuan', 'CHAIR', { from: '2018-01-01' });
    const wardOfficer = await app.tree.appoint('thanh-xuan', 'OFFICER');
    const body = {
      kind: 'SUBMISSION', issuerCode: 'thanh-xuan', number: 'DEMO-1', decidedOn: '2019-11-27', signerPostId: signer.postId,
      items: [{ indicator: 'HEALTHCHECK_PERSON', unitCode: 'thanh-xuan', from: '2019-01-01', to: '2019-11-27', value: '979', valueUnit: 'PERSON' }],
    };
    const recorded = await app.api.as(wardOfficer).call(routes.recordDecision, { body }).expect(201);
    await app.expectNotPublished(SubmissionAcceptedV1);
    await app.api.as(wardOfficer).call(routes.confirmDecision, { params: { id: recorded.id } }).expectProblem(403, 'auth/permission-missing');
    await app.api.as(signer).call(routes.confirmDecision, { params: { id: recorded.id } }).expect(200);
    await app.expectPublished(SubmissionAcceptedV1, { indicator: 'HEALTHCHECK_PERSON', value: '979', submittedOn: '2019-11-27' });
    await app.api.as(recorder).call(routes.recordDecision, { body: { ...body, number: 'DEMO-2' } }).expectProblem(403, 'decision/not-the-issuer');
    await app.api.as(wardOfficer).call(routes.recordDecision, { body: { ...body, number: 'DEMO-2', items: [{ ...body.items[0], unitCode: 'tay-ho' }] } }).expectProblem(422, 'reports/submission-outside-issuer');
  });
});

describe('scope', () => {
  it('takes exactly one scope and known codes', async () => {
    const refused = (query: Record<string, string>, code: string) => app.api.as(city).call(listFigures, { query: query as never }).expectProblem(422, code);
    await refused({ indicator: 'WORK_G', round: 'ha-noi-2023-dot-1', from: '2023-01-01', to: '2023-12-31' }, 'reports/one-scope-expected');
    await refused({ indicator: 'WORK_G' }, 'reports/one-scope-expected');
    await refused({ indicator: 'WORK_G', from: '2023-01-01' }, 'reports/one-scope-expected');
    await refused({ indicator: 'WORK_G', from: '2023-02-01', to: '2023-01-31' }, 'reports/one-scope-expected');
    await refused({ indicator: 'NOTHING', round: 'ha-noi-2023-dot-1' }, 'reports/unknown-indicator');
    await refused({ indicator: 'WORK_G', round: 'ha-noi-2023-dot-9' }, 'reports/unknown-scope');
    await refused({ indicator: 'WORK_G', cluster: 'ha-noi-2019-cum-9' }, 'reports/unknown-scope');
  });

  it('answers the same 404 for an unknown unit and one that may not be read', async () => {
    const ward = await app.tree.appoint('phuong-3', 'CHAIR');
    for (const unit of ['khong-co', 'phuong-30', 'ha-noi']) {
      await app.api.as(ward).call(listFigures, { query: { indicator: 'WORK_G', unit, from: '2023-01-01', to: '2023-12-31' } }).expectProblem(404, 'directory/unit-not-found');
    }
    const own = await app.api.as(ward).call(listFigures, { query: { indicator: 'WORK_G', from: '2023-01-01', to: '2023-12-31' } }).expect(200);
    expect(own.items[0]).toMatchObject({ unit: 'phuong-3', value: '0' });
  });

  it('RPT-06: a unit that did not exist in the period is not reported', async () => {
    await app.tree.unit('phuong-84', { parent: 'ha-noi', type: 'S_WARD', foundedOn: '2025-10-01' });
    const item = await one({ indicator: 'WORK_G', unit: 'phuong-84', from: '2023-01-01', to: '2023-12-31' });
    expect(item).toMatchObject({ reported: false, value: null, recordsUrl: null });
  });

  it('RPT-06: past totals use the tree of then; ended units keep their records', async () => {
    await app.tree.move('cong-ty-b', 'ha-noi', '2025-07-01');
    await app.tree.end('tay-ho', '2025-06-30');
    expect(await one({ indicator: 'WORK_G', unit: 'tay-ho', from: '2023-01-01', to: '2023-12-31' })).toMatchObject({ value: '5' });
    expect(await one({ indicator: 'WORK_G', unit: 'tay-ho', from: '2025-07-01', to: '2025-12-31' })).toMatchObject({ reported: false });
    expect(await one({ indicator: 'UNIT_S_ENDED', unit: 'ha-noi', from: '2025-06-30', to: '2025-06-30' })).toMatchObject({ value: '1' });
    expect(await one({ indicator: 'UNIT_S_ENDED', unit: 'ha-noi', from: '2025-07-01', to: '2025-07-01' })).toMatchObject({ value: '0' });
    expect(await one({ indicator: 'UNIT_S_WARD', unit: 'ha-noi', from: '2025-09-01', to: '2025-09-30' })).toMatchObject({ value: '2' });
    expect(await one({ indicator: 'UNIT_S_WARD', unit: 'ha-noi', from: '2025-09-01', to: '2025-10-01' })).toMatchObject({ value: '3' });
  });

  it('an event delivered twice changes nothing', async () => {
    const before = await one({ indicator: 'WORK_G', round: 'ha-noi-2023-dot-1' });
    const data = { ...WorkVerifiedV1.example, workId: newId(), unitId: unitId('benh-vien-c'), level: 'G' as const, roundCode: 'ha-noi-2023-dot-1', completedOn: '2023-09-01', late: false };
    const consumer = app.get(ReadModel).consumerOf(1);
    await consumer.deliver(WorkVerifiedV1, data, { aggregateVersion: 1 });
    await consumer.deliver(WorkVerifiedV1, data, { aggregateVersion: 1 });
    expect(Number((await one({ indicator: 'WORK_G', round: 'ha-noi-2023-dot-1' }))?.value)).toBe(Number(before?.value) + 1);
  });
});
