import {
  announceContest, awardPrizes, closeContest, ContestClosedV1, ContestEnteredV1, ContestHeldV1, ContestPrizeAwardedV1, enterContest, getContest, holdContest, listContestEntries, listPrizes, markEntries, type PrizeRank,
} from '@doanket/contracts';
import type { TestApp } from '@doanket/testing';
import { campaignsApp, nextNumber, paper, record, round2023, SIX } from './support/campaigns-app';

/** Contestants per trade of 2023 (handbook 4.10); the last three share 70. */
const TRADES_2023: [string, number][] = [
  ['INDUSTRIAL_ELECTRICITY', 54], ['COMPUTER_DRAWING', 48], ['CO2_WELDING', 46], ['CNC_MILLING', 37], ['INDUSTRIAL_SEWING', 31], ['ARC_WELDING', 31], ['UNIVERSAL_LATHE', 31], ['AUTOMOTIVE', 15],
  ['CNC_LATHE', 30], ['UNIVERSAL_MILLING', 20], ['TIG_WELDING', 20],
];
const MONEY = { FIRST: 10_000_000, SECOND: 7_000_000, THIRD: 5_000_000, CONSOLATION: 3_000_000 };
const PRIZES_2023: [PrizeRank, number][] = [['FIRST', 11], ['SECOND', 22], ['THIRD', 33], ['CONSOLATION', 45]];
const trades = (list: [string, number][]) => list.map(([code]) => ({ code, name: code.toLowerCase() }));

describe('skill contests', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await campaignsApp();
    await round2023(app);
  });
  afterAll(() => app.close());
  const city = () => app.api.as(app.tree.chairOf('ha-noi'));

  it('CMP-14: the city contest of 2023 has 11 trades, 363 contestants, 100 enterprises and 30 units', async () => {
    await paper(app, 'CONTEST_HELD', [{
      code: 'ha-noi-2023-tho-gioi', title: 'Hội thi thợ giỏi Thủ đô 2023', year: 2023, heldOn: '2023-08-12', heldUntil: '2023-08-13', coOrganisers: ['UBND Thành phố Hà Nội'], trades: trades(TRADES_2023),
      moneyByRank: MONEY, budgetVnd: 564_000_000, roundCode: 'ha-noi-2023-dot-1',
    }], { on: '2023-08-01', number: '129/KH-UBND' });
    let n = 0;
    const entries = TRADES_2023.flatMap(([trade, count]) => Array.from({ length: count }, () => {
      n += 1;
      const unit = n % 30;
      return {
        contestCode: 'ha-noi-2023-tho-gioi', entryNo: `SBD-${String(n).padStart(3, '0')}`, contestantName: `Thí sinh ${n}`, enterprise: `Công ty số ${n % 100}`, trade,
        ...(unit < SIX.length ? { unitCode: SIX[unit] } : { unitName: `Đơn vị ${unit}` }),
      };
    }));
    await paper(app, 'CONTEST_ENTRIES', entries, { on: '2023-08-13' });
    const contest = await city().call(getContest, { params: { code: 'ha-noi-2023-tho-gioi' } }).expect(200);
    expect(contest.statistics).toMatchObject({ contestants: 363, enterprises: 100, units: 30, entries: 30 });
    expect(contest.statistics.byTrade.reduce((sum, trade) => sum + trade.contestants, 0)).toBe(363);
    const events = await app.published(ContestEnteredV1);
    expect(events).toHaveLength(363);
    expect(new Set(events.map((event) => event.entrantKey)).size).toBe(30);
    expect(JSON.stringify(events)).not.toContain('Thí sinh');
    await app.expectPublished(ContestHeldV1, { contestCode: 'ha-noi-2023-tho-gioi', roundCode: 'ha-noi-2023-dot-1' });
  });

  it('CMP-14: entering a contestant twice is refused, in another trade too, and so is a unit outside', async () => {
    const entry = { contestCode: 'ha-noi-2023-tho-gioi', entryNo: 'SBD-900', contestantName: 'THÍ SINH 1', enterprise: 'CÔNG TY SỐ 1', trade: 'AUTOMOTIVE', unitCode: 'tay-ho' };
    await expect(record(app, 'CONTEST_ENTRIES', [entry], { on: '2023-08-13' })).rejects.toThrow('campaigns/contestant-twice');
    await expect(record(app, 'CONTEST_ENTRIES', [{ ...entry, contestantName: 'Người mới', trade: 'COOKING' }], { on: '2023-08-13' })).rejects.toThrow('campaigns/trade-unknown');
    await expect(record(app, 'CONTEST_ENTRIES', [{ ...entry, contestantName: 'Người mới', unitCode: 'viet-nam' }], { on: '2023-08-13' })).rejects.toThrow('campaigns/entrant-not-below');
    await expect(record(app, 'CONTEST_ENTRIES', [{ ...entry, contestantName: 'Người mới', unitName: 'Và tên' }], { on: '2023-08-13' })).rejects.toThrow('campaigns/entrant-unclear');
  });

  it('CMP-15: 111 winners of 363 with exactly 564.000.000 đồng; any other sum blocks closing', async () => {
    const params = { code: 'ha-noi-2023-tho-gioi' };
    let n = 0;
    const prizes = PRIZES_2023.flatMap(([rank, count]) => Array.from({ length: count }, () => {
      n += 1;
      return { contestCode: params.code, rank, entryNo: `SBD-${String(n).padStart(3, '0')}`, amountVnd: MONEY[rank as keyof typeof MONEY], certificateNo: `GCN-${n}` };
    }));
    await expect(record(app, 'CONTEST_PRIZES', [{ ...prizes[0], amountVnd: 9_999_999 }], { on: '2023-08-19' })).rejects.toThrow('campaigns/prize-money-wrong');
    await paper(app, 'CONTEST_PRIZES', prizes.slice(0, 110), { on: '2023-08-19' });
    await city().call(closeContest, { params, body: { closedOn: '2023-08-31' } }).expectProblem(422, 'campaigns/prize-budget-not-met');
    await paper(app, 'CONTEST_PRIZES', prizes.slice(110), { on: '2023-08-19' });
    await paper(app, 'CONTEST_PRIZES', [{ contestCode: params.code, rank: 'FIRST', teamUnitCode: 'tay-ho', amountVnd: 20_000_000, certificateNo: 'TD-1' }], { on: '2023-08-19' });
    await expect(record(app, 'CONTEST_PRIZES', [{ contestCode: params.code, rank: 'CONSOLATION', entryNo: 'SBD-200', amountVnd: 3_000_000, certificateNo: 'GCN-200' }], { on: '2023-08-19' })).rejects.toThrow('campaigns/prize-budget-exceeded');
    const closed = await city().call(closeContest, { params, body: { closedOn: '2023-08-31' } }).expect(200);
    expect(closed.statistics).toMatchObject({ winners: 111, winnerShare: '30.58', moneyVnd: 564_000_000, teamPrizes: 1 });
    expect(closed.statistics.byRank.map((row) => [row.rank, row.prizes])).toEqual(PRIZES_2023);
    await app.expectPublished(ContestClosedV1, { winners: 111, moneyVnd: 564_000_000 });
    expect((await app.published(ContestPrizeAwardedV1)).filter((event) => event.teamPrize)).toHaveLength(1);
    const listed = await app.api.as(app.tree.officerOf('tay-ho')).call(listPrizes, { params, query: { rank: 'FIRST', limit: 5 } }).expect(200);
    expect(listed.total).toBe(12);
  });

  it('CMP-15: the district contests of 2018 and 2019 have 35 entries, 115 contestants and 8+12+15+21 prizes over 4 trades', async () => {
    const four = [['ELECTRIC_WELDING', 0], ['CO2_WELDING', 0], ['INDUSTRIAL_ELECTRICITY', 0], ['INFORMATION_TECHNOLOGY', 0]] as [string, number][];
    await paper(app, 'MOVEMENT_OPENED', [{ code: 'nam-tu-liem-2015-2020', title: 'Phong trào 2015–2020', startsOn: '2015-01-01', endsOn: '2020-12-31' }], { issuer: 'nam-tu-liem', on: '2015-01-20' });
    const editions = [{ year: 2018, units: 17, contestants: 55, prizes: [4, 6, 7, 10] }, { year: 2019, units: 18, contestants: 60, prizes: [4, 6, 8, 11] }];
    for (const { year, units, contestants, prizes } of editions) {
      const contestCode = `nam-tu-liem-${year}`;
      await paper(app, 'CONTEST_HELD', [{ code: contestCode, title: `Hội thi ${year}`, year, heldOn: `${year}-09-15`, trades: trades(four), movementCode: 'nam-tu-liem-2015-2020' }], { issuer: 'nam-tu-liem', on: `${year}-09-01` });
      await paper(app, 'CONTEST_ENTRIES', Array.from({ length: contestants }, (_, n) => ({
        contestCode, entryNo: `${n + 1}`, contestantName: `Thợ ${n + 1}`, enterprise: `Doanh nghiệp ${n % units}`, trade: four[n % 4]?.[0], unitName: `CĐCS ${n % units}`,
      })), { issuer: 'nam-tu-liem', on: `${year}-09-15` });
      let n = 0;
      const list = (['FIRST', 'SECOND', 'THIRD', 'CONSOLATION'] as const).flatMap((rank, at) => Array.from({ length: prizes[at] ?? 0 }, () => ({ contestCode, rank, entryNo: `${(n += 1)}`, amountVnd: 500_000, certificateNo: `${year}-${n}` })));
      await paper(app, 'CONTEST_PRIZES', list, { issuer: 'nam-tu-liem', on: `${year}-09-20` });
    }
    const both = await Promise.all(editions.map(({ year }) => app.api.as(app.tree.officerOf('nam-tu-liem')).call(getContest, { params: { code: `nam-tu-liem-${year}` } }).expect(200)));
    const sum = (pick: (contest: (typeof both)[number]) => number) => both.reduce((total, contest) => total + pick(contest), 0);
    expect(sum((contest) => contest.statistics.entries)).toBe(35);
    expect(sum((contest) => contest.statistics.contestants)).toBe(115);
    expect(sum((contest) => contest.statistics.winners)).toBe(56);
    expect(['FIRST', 'SECOND', 'THIRD', 'CONSOLATION'].map((rank) => sum((contest) => contest.statistics.byRank.find((row) => row.rank === rank)?.prizes ?? 0))).toEqual([8, 12, 15, 21]);
  });

  it('CMP-14: a contestant qualifies by taking part in the lower round; the special prize and certificate numbers are kept apart', async () => {
    const lower = 'tay-ho-2024-tho-gioi';
    const upper = 'ha-noi-2024-tho-gioi';
    const held = (code: string, heldOn: string, over: object = {}) => ({ code, title: 'Hội thi', year: 2024, heldOn, trades: [{ code: 'CO2_WELDING', name: 'Hàn CO2' }], ...over });
    await expect(record(app, 'CONTEST_HELD', [held(lower, '2024-06-01', { trades: [{ code: 'CO2_WELDING', name: 'Hàn CO2' }, { code: 'CO2_WELDING', name: 'Hàn CO2 lần nữa' }] })], { issuer: 'tay-ho', on: '2024-05-20' })).rejects.toThrow('campaigns/trade-twice');
    await paper(app, 'CONTEST_HELD', [held(lower, '2024-06-01')], { issuer: 'tay-ho', on: '2024-05-20' });
    const entry = (contestCode: string, entryNo: string, contestantName: string, over: object = {}) => ({ contestCode, entryNo, contestantName, birthYear: 1990, enterprise: 'Công ty B', trade: 'CO2_WELDING', ...over });
    await paper(app, 'CONTEST_ENTRIES', [entry(lower, '1', 'Thợ Qua Vòng', { unitCode: 'cong-ty-b' }), entry(lower, '2', 'Thợ Ngoài Cây', { unitName: 'Đơn vị ngoài' })], { issuer: 'tay-ho', on: '2024-06-01' });
    await paper(app, 'CONTEST_HELD', [held(upper, '2024-08-10', { moneyByRank: { SPECIAL: 20_000_000, FIRST: 10_000_000 }, budgetVnd: 30_000_000 })], { on: '2024-08-01' });
    const qualified = (entryNo: string, name: string, over: object = {}) => record(app, 'CONTEST_ENTRIES', [entry(upper, entryNo, name, { unitCode: 'tay-ho', qualifiedIn: lower, ...over })], { on: '2024-08-10' });
    await expect(qualified('1', 'Thợ Chưa Thi')).rejects.toThrow('campaigns/not-qualified');
    await expect(qualified('1', 'Thợ Qua Vòng', { birthYear: 1991 })).rejects.toThrow('campaigns/not-qualified');
    await expect(qualified('1', 'Thợ Qua Vòng', { qualifiedIn: 'ha-noi-2023-tho-gioi' })).rejects.toThrow('campaigns/not-qualified');
    await paper(app, 'CONTEST_ENTRIES', [entry(upper, '1', 'THỢ qua vòng', { unitCode: 'tay-ho', qualifiedIn: lower }), entry(upper, '2', 'Thợ Ngoài Cây', { unitCode: 'tay-ho', qualifiedIn: lower })], { on: '2024-08-10' });
    const prize = (rank: PrizeRank, entryNo: string, amountVnd: number, certificateNo: string) => ({ contestCode: upper, rank, entryNo, amountVnd, certificateNo });
    await expect(record(app, 'CONTEST_PRIZES', [prize('SPECIAL', '1', 20_000_000, 'A'), prize('FIRST', '2', 10_000_000, 'A')], { on: '2024-08-19' })).rejects.toThrow('campaigns/prize-twice');
    await expect(record(app, 'CONTEST_PRIZES', [prize('SPECIAL', '1', 10_000_000, 'A')], { on: '2024-08-19' })).rejects.toThrow('campaigns/prize-money-wrong');
    await paper(app, 'CONTEST_PRIZES', [prize('SPECIAL', '1', 20_000_000, 'A'), prize('FIRST', '2', 10_000_000, 'B')], { on: '2024-08-19' });
    const closed = await city().call(closeContest, { params: { code: upper }, body: { closedOn: '2024-08-31' } }).expect(200);
    expect(closed.statistics.byRank).toEqual([{ rank: 'SPECIAL', prizes: 1, moneyVnd: 20_000_000 }, { rank: 'FIRST', prizes: 1, moneyVnd: 10_000_000 }]);
  });

  it('CMP-14: a contest of today: announced, entered by the units below, marked, awarded', async () => {
    const params = { code: 'ha-noi-2026-tho-gioi' };
    await city().call(announceContest, {
      body: { code: params.code, title: 'Hội thi 2026', year: 2026, heldOn: '2026-03-02', trades: [{ code: 'CO2_WELDING', name: 'Hàn CO2' }], budgetVnd: 5_000_000, number: nextNumber(), decidedOn: '2026-03-02' },
    }).expect(201);
    const entry = (no: string, unitCode: string) => ({ entryNo: no, contestantName: `Thợ hàn ${no}`, enterprise: 'Công ty B', trade: 'CO2_WELDING', unitCode });
    const made = await app.api.as(app.tree.officerOf('cong-ty-b')).call(enterContest, { params, body: entry('1', 'cong-ty-b') }).expect(201);
    expect(made).toMatchObject({ unitCode: 'tay-ho', contestantName: 'Thợ hàn 1' });
    await app.api.as(app.tree.officerOf('nam-tu-liem')).call(enterContest, { params, body: entry('2', 'nam-tu-liem') }).expect(201);
    await app.api.as(app.tree.officerOf('tay-ho')).call(enterContest, { params, body: entry('3', 'nam-tu-liem') }).expectProblem(404, 'directory/unit-not-found');
    await app.expectNotPublished(ContestEnteredV1);
    await app.api.as(app.tree.officerOf('ha-noi')).call(markEntries, { params, body: { marks: [{ entryNo: '1', theory: 80, practice: 90 }] } }).expectProblem(409, 'campaigns/contest-state');
    await city().call(holdContest, { params }).expect(200);
    expect(await app.published(ContestEnteredV1)).toHaveLength(2);
    await app.api.as(app.tree.officerOf('ha-noi')).call(markEntries, { params, body: { marks: [{ entryNo: '1', theory: 80, practice: 90 }, { entryNo: '2', theory: 90, practice: 70 }] } }).expect(200);
    await app.api.as(app.tree.officerOf('ha-noi')).call(markEntries, { params, body: { marks: [{ entryNo: '9', theory: 1, practice: 1 }] } }).expectProblem(422, 'campaigns/entry-unknown');
    const all = await app.api.as(app.tree.officerOf('ha-noi')).call(listContestEntries, { params }).expect(200);
    expect(all.items.map((row) => [row.entryNo, row.total, row.place])).toEqual([['1', 87, 1], ['2', 76, 2]]);
    const own = await app.api.as(app.tree.officerOf('nam-tu-liem')).call(listContestEntries, { params }).expect(200);
    expect(own.items.map((row) => row.entryNo)).toEqual(['2']);
    const prize = (entryNo: string, amountVnd: number, certificateNo: string) => ({ rank: 'FIRST' as const, entryNo, amountVnd, certificateNo });
    const award = (prizes: object[]) => city().call(awardPrizes, { params, body: { number: nextNumber(), decidedOn: '2026-03-02', prizes } as never });
    await award([prize('1', 6_000_000, 'A')]).expectProblem(422, 'campaigns/prize-budget-exceeded');
    await award([prize('1', 3_000_000, 'A')]).expect(201);
    await award([prize('1', 1_000_000, 'B')]).expectProblem(422, 'campaigns/prize-twice');
    await city().call(closeContest, { params, body: { closedOn: '2026-03-02' } }).expectProblem(422, 'campaigns/prize-budget-not-met');
  });
});
