import type { Stage } from '../stage';

const UNIT = 'nam-tu-liem';
const CLOSED = '2020-05-29';
const MOVEMENT = 'nam-tu-liem-2015-2020';
const TRADES = [
  { code: 'ELECTRIC_WELDING', name: 'Hàn điện' }, { code: 'CO2_WELDING', name: 'Hàn CO2' }, { code: 'INDUSTRIAL_ELECTRICITY', name: 'Điện công nghiệp' }, { code: 'INFORMATION_TECHNOLOGY', name: 'Công nghệ thông tin' },
];
/** Grassroots unions of the district that the demo keeps in its tree. */
const HOMES = [`${UNIT}-co-so-1`, `${UNIT}-co-so-2`];
const home = (n: number): string => HOMES[n % HOMES.length] ?? UNIT;

/** Five years of Nam Từ Liêm as its conference of 29/5/2020 told them. */
export async function namTuLiem(stage: Stage): Promise<void> {
  const { player } = stage;
  const desk = stage.desk('ha-noi');
  const paper = (service: 'campaigns' | 'awards' | 'initiatives' | 'reports', kind: string, decidedOn: string, items: readonly Record<string, unknown>[], issuer = UNIT): Promise<string[]> =>
    player.paper(desk, { service, kind, issuer, number: player.demoNumber(issuer), decidedOn, items });

  await paper('campaigns', 'MOVEMENT_OPENED', '2015-03-10', [{ code: MOVEMENT, title: 'Phong trào thi đua yêu nước quận Nam Từ Liêm giai đoạn 2015–2020', startsOn: '2015-01-01', endsOn: '2020-12-31' }]);
  await contests(stage, paper);
  await goodWorkers(stage, paper);
  await initiatives(stage, paper);

  const individuals = stage.names.many(101);
  const typical = { unitCode: home(0), titleCode: 'TYPICAL_EXAMPLE', year: 2020, movement: MOVEMENT };
  await paper('awards', 'TITLE_AWARDED', CLOSED, [
    ...individuals.map((name, n) => ({ ...typical, unitCode: home(n), receiver: { receiverKind: 'INDIVIDUAL', name } })),
    ...Array.from({ length: 30 }, (_, n) => ({ ...typical, unitCode: home(n), receiver: { receiverKind: 'COLLECTIVE', name: `Tập thể tiêu biểu số ${n + 1}`, size: 10 + n } })),
  ]);
  await paper('awards', 'DELEGATE_CHOSEN', CLOSED, [
    ...[0, 1].map((n) => ({ unitCode: home(n), titleCode: 'TYPICAL_EXAMPLE', name: individuals[n], chosenOn: CLOSED, movement: MOVEMENT })),
    ...[0, 1].map((n) => ({ unitCode: home(n), titleCode: 'TYPICAL_EXAMPLE', name: `Tập thể tiêu biểu số ${n + 1}`, chosenOn: CLOSED, movement: MOVEMENT })),
  ]);
  const teachers = stage.names.many(12);
  const joint = (name: string, n: number, tier?: number) => ({ unitCode: home(n), titleCode: 'DEDICATED_TEACHER', year: 2019, schoolYear: '2018-2019', receiver: { receiverKind: 'INDIVIDUAL', name }, ...(tier === undefined ? {} : { tier }) });
  await paper('awards', 'TITLE_AWARDED', '2019-06-20', teachers.map((name, n) => joint(name, n, n < 5 ? 1 : n < 9 ? 2 : 3)));
  await paper('awards', 'TITLE_AWARDED', '2019-11-15', teachers.slice(0, 3).map((name, n) => joint(name, n)), 'ha-noi');
  // "More than 60" teaching initiatives at city level were told without a list: a submission, no records.
  await paper('reports', 'SUBMISSION', CLOSED, [{
    indicator: 'INI_CITY_TEACHING', unitCode: UNIT, from: '2015-01-01', to: CLOSED, value: '60', valueUnit: 'COUNT', qualifier: 'APPROX_ABOVE', reason: 'Báo cáo nêu "hơn 60", không kèm danh sách.',
  }]);
  await paper('campaigns', 'MOVEMENT_CLOSED', CLOSED, [{
    movementCode: MOVEMENT, conferenceOn: CLOSED, conferenceTitle: 'Hội nghị biểu dương điển hình tiên tiến lần thứ II, giai đoạn 2015–2020',
    next: { code: 'nam-tu-liem-2020-2025', title: 'Phong trào thi đua yêu nước quận Nam Từ Liêm giai đoạn 2020–2025', startsOn: '2020-05-29', endsOn: '2025-12-31' },
  }]);
}

type PaperOf = (service: 'campaigns' | 'awards' | 'initiatives' | 'reports', kind: string, decidedOn: string, items: readonly Record<string, unknown>[], issuer?: string) => Promise<string[]>;

/** Two editions: 17 and 18 entries of units, 55 and 60 contestants; 8 + 12 + 15 + 21 prizes over four trades. */
async function contests(stage: Stage, paper: PaperOf): Promise<void> {
  const editions = [
    { year: 2018, heldOn: '2018-07-20', awardedOn: '2018-07-28', units: 17, contestants: 55, prizes: { FIRST: 4, SECOND: 6, THIRD: 7, CONSOLATION: 10 } },
    { year: 2019, heldOn: '2019-07-19', awardedOn: '2019-07-27', units: 18, contestants: 60, prizes: { FIRST: 4, SECOND: 6, THIRD: 8, CONSOLATION: 11 } },
  ];
  for (const edition of editions) {
    const code = `${UNIT}-${edition.year}`;
    await paper('campaigns', 'CONTEST_HELD', edition.heldOn, [{ code, title: `Hội thi thợ giỏi quận Nam Từ Liêm năm ${edition.year}`, year: edition.year, heldOn: edition.heldOn, trades: TRADES, movementCode: MOVEMENT }]);
    await paper('campaigns', 'CONTEST_ENTRIES', edition.heldOn, Array.from({ length: edition.contestants }, (_, n) => {
      const unit = n % edition.units;
      return {
        contestCode: code, entryNo: `SBD-${String(n + 1).padStart(3, '0')}`, contestantName: stage.names.take(), enterprise: `Doanh nghiệp dự thi số ${unit + 1}`, trade: TRADES[n % TRADES.length]?.code,
        ...(unit < HOMES.length ? { unitCode: HOMES[unit] } : { unitName: `CĐCS Doanh nghiệp dự thi số ${unit + 1}` }),
      };
    }));
    const ranks = Object.entries(edition.prizes).flatMap(([rank, count]) => Array.from({ length: count }, () => rank));
    await paper('campaigns', 'CONTEST_PRIZES', edition.awardedOn, ranks.map((rank, n) => ({
      contestCode: code, rank, entryNo: `SBD-${String(n + 1).padStart(3, '0')}`, amountVnd: { FIRST: 3_000_000, SECOND: 2_000_000, THIRD: 1_500_000, CONSOLATION: 500_000 }[rank], certificateNo: `DEMO-GT-${edition.year}-${n + 1}`,
    })));
  }
}

/** 149 good workers of the district in five years, ten of them of the city too. */
async function goodWorkers(stage: Stage, paper: PaperOf): Promise<void> {
  const perYear = [30, 30, 30, 30, 29];
  for (const [index, count] of perYear.entries()) {
    const year = 2015 + index;
    const items = stage.names.many(count).map((name, n) => ({ unitCode: home(n), titleCode: 'OUTSTANDING_WORKER', year, movement: MOVEMENT, receiver: { receiverKind: 'INDIVIDUAL', name, directWorker: true } }));
    await paper('awards', 'TITLE_AWARDED', `${year}-04-20`, items);
    await paper('awards', 'TITLE_AWARDED', `${year}-05-05`, items.slice(0, 2), 'ha-noi');
  }
}

/** 26 initiatives at district level, two of them at city level; 2,365 teaching initiatives at district level. */
async function initiatives(stage: Stage, paper: PaperOf): Promise<void> {
  const innovations = Array.from({ length: 26 }, (_, n) => ({
    unitCode: home(n), title: `Cải tiến quy trình sản xuất số ${n + 1}`, initiativeType: 'INNOVATION', solutionKind: 'TECHNICAL', recognitionLevel: 'S', authors: [{ name: stage.names.take(), share: 100 }],
    ...(n % 5 === 4 ? {} : { benefitVnd: 5_000_000_000 + n * 850_000_000 }),
  }));
  await paper('initiatives', 'INITIATIVE_RECOGNISED', '2019-12-20', innovations);
  await paper('initiatives', 'INITIATIVE_RECOGNISED', '2020-02-28', innovations.slice(0, 2).map((item) => ({ ...item, recognitionLevel: 'CITY' })), 'ha-noi');
  const teaching = Array.from({ length: 2365 }, (_, n) => ({
    unitCode: home(n), title: `Sáng kiến kinh nghiệm số ${n + 1}`, initiativeType: 'TEACHING_PRACTICE', solutionKind: 'APPLICATION', recognitionLevel: 'S', authors: [{ name: stage.names.take(), share: 100 }],
  }));
  const years = [2015, 2016, 2017, 2018, 2019];
  for (const [index, year] of years.entries()) await paper('initiatives', 'INITIATIVE_RECOGNISED', `${year}-06-15`, teaching.slice(index * 473, (index + 1) * 473));
}
