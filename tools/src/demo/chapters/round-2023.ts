import type { Stage } from '../stage';
import { GRASSROOTS, UPPER_UNIONS } from '../upper-unions';

const ROUND = 'ha-noi-2023-dot-1';
const STARTS = '2023-05-01';
const ENDS = '2023-09-30';

/** Trades of 2023 with their contestants; the last three hold 70 together (handbook 4.10, by arithmetic). */
const TRADES = [
  ['INDUSTRIAL_ELECTRICITY', 'Điện công nghiệp', 54], ['COMPUTER_DRAWING', 'Vẽ và thiết kế trên máy tính', 48], ['CO2_WELDING', 'Hàn CO2', 46], ['CNC_MILLING', 'Phay CNC', 37],
  ['INDUSTRIAL_SEWING', 'May công nghiệp', 31], ['ARC_WELDING', 'Hàn hồ quang', 31], ['UNIVERSAL_LATHE', 'Tiện vạn năng', 31], ['AUTOMOTIVE', 'Công nghệ ô tô', 15],
  ['CNC_LATHE', 'Tiện CNC', 24], ['UNIVERSAL_MILLING', 'Phay vạn năng', 23], ['TIG_WELDING', 'Hàn TIG', 23],
] as const;

/** Prizes of each rank: an invented split that closes at exactly 564,000,000 đồng. */
const PRIZES = [['FIRST', 11, 10_000_000], ['SECOND', 22, 7_000_000], ['THIRD', 33, 5_000_000], ['CONSOLATION', 45, 3_000_000]] as const;

const GROUPS = [
  { ordinal: 1, title: 'Tháng Công nhân, Tháng hành động về an toàn, vệ sinh lao động', indicators: ['PETITION_WRITTEN', 'PETITION_DIRECT', 'GOODWORKER_CITY'] },
  { ordinal: 2, title: 'Lao động giỏi, lao động sáng tạo', indicators: ['CONTEST_CONTESTANT', 'CONTEST_ENTERPRISE', 'CONTEST_UNIT', 'CONTEST_TRADE', 'CONTEST_WINNER', 'CONTEST_MONEY', 'INI_HONOUR_CITY'] },
  { ordinal: 3, title: 'Đăng ký và hoàn thành công trình, sản phẩm, phần việc', indicators: ['WORK_G', 'WORK_S', 'WORK_PLAQUE'] },
  { ordinal: 4, title: 'Văn hóa, thể thao', indicators: [] },
  { ordinal: 5, title: 'Đại hội công đoàn các cấp', indicators: ['CHAIR_CITY'] },
];

const KINDS = ['STRUCTURE', 'PRODUCT', 'TASK'] as const;
const TOPICS = ['SOCIAL_HOUSING', 'HEALTH', 'INSURANCE', 'FOOD_SAFETY', 'TRAINING', 'SECURITY', 'BUSINESS_SUPPORT', 'WAGES'] as const;

/** The peak round of 2023, from its plan to the awards. */
export async function round2023(stage: Stage): Promise<void> {
  const { player } = stage;
  const desk = stage.desk('ha-noi');
  await player.paper(desk, {
    service: 'campaigns', kind: 'PLAN_ISSUED', issuer: 'ha-noi', number: '80/KH-LĐLĐ', decidedOn: '2023-04-28',
    items: [{
      code: 'ha-noi-2023-ke-hoach-80', title: 'Kế hoạch đợt thi đua cao điểm chào mừng Đại hội Công đoàn các cấp, nhiệm kỳ 2023–2028', year: 2023, startsOn: STARTS, endsOn: ENDS,
      themes: [{ kind: 'UNION', text: 'Tập trung phát triển đoàn viên, thành lập công đoàn cơ sở' }, { kind: 'CITY', text: 'Kỷ cương, trách nhiệm, hành động, sáng tạo, phát triển' }],
      rounds: [{ label: '150 ngày', startsOn: STARTS, endsOn: ENDS }],
    }],
  });
  await player.paper(desk, {
    service: 'campaigns', kind: 'ROUND_LAUNCHED', issuer: 'ha-noi', number: player.demoNumber('ha-noi'), decidedOn: '2023-04-28',
    items: [{ roundCode: ROUND, label: '150 ngày', startsOn: STARTS, endsOn: ENDS, registrationUntil: '2023-06-30', plaqueQuota: 6, groups: GROUPS }],
  });
  await works(stage);
  await contest(stage);
  await petitions(stage);
  await honours(stage);
}

/** Which of the 40 upper unions, or of their 80 grassroots unions, the n-th record belongs to. */
const upperOf = (n: number): string => UPPER_UNIONS[n % UPPER_UNIONS.length]?.code ?? 'tay-ho';

async function works(stage: Stage): Promise<void> {
  const { player } = stage;
  const desk = stage.desk('ha-noi');
  const finished = (n: number): string => ['2023-07-15', '2023-08-20', '2023-09-10', ENDS][n % 4] ?? ENDS;
  // 526 works of grassroots unions, each verified by the upper union it belonged to; 94 of upper unions, verified by the city.
  const grassroots = Array.from({ length: 526 }, (_, n) => {
    const union = GRASSROOTS[n % GRASSROOTS.length];
    return { issuer: union?.parent ?? 'tay-ho', item: { roundCode: ROUND, unitCode: union?.code, kind: KINDS[n % 3], title: `Công trình thi đua cơ sở số ${n + 1}`, level: 'G', registeredOn: '2023-05-25', completedOn: finished(n) } };
  });
  for (const { code } of UPPER_UNIONS) {
    const items = grassroots.filter(({ issuer }) => issuer === code).map(({ item }) => item);
    await player.paper(desk, { service: 'campaigns', kind: 'WORK_VERIFIED', issuer: code, number: player.demoNumber(code), decidedOn: '2023-10-05', items });
  }
  await player.paper(desk, {
    service: 'campaigns', kind: 'WORK_VERIFIED', issuer: 'ha-noi', number: player.demoNumber('ha-noi'), decidedOn: '2023-10-05',
    items: Array.from({ length: 94 }, (_, n) => ({ roundCode: ROUND, unitCode: upperOf(n), kind: KINDS[n % 3], title: `Công trình cấp trên số ${n + 1}`, level: 'S', registeredOn: '2023-05-30', completedOn: finished(n), valueVnd: 200_000_000 + n * 10_000_000 })),
  });
  await player.paper(desk, {
    service: 'campaigns', kind: 'PLAQUE_ATTACHED', issuer: 'ha-noi', number: player.demoNumber('ha-noi'), decidedOn: '2023-10-10',
    items: Array.from({ length: 6 }, (_, n) => ({
      roundCode: ROUND, unitCode: upperOf(n), title: `Công trình cấp trên số ${n + 1}`, socialMeaning: 'Phục vụ đời sống đoàn viên, người lao động trên địa bàn.',
      plaqueText: 'Công trình chào mừng Đại hội Công đoàn thành phố Hà Nội lần thứ XVII', attachedOn: '2023-10-12', place: 'Tại công trình', valueVnd: 200_000_000 + n * 10_000_000,
    })),
  });
}

async function contest(stage: Stage): Promise<void> {
  const { player } = stage;
  const desk = stage.desk('ha-noi');
  const code = 'ha-noi-2023';
  const paper = (kind: string, decidedOn: string, items: readonly Record<string, unknown>[]): Promise<string[]> =>
    player.paper(desk, { service: 'campaigns', kind, issuer: 'ha-noi', number: player.demoNumber('ha-noi'), decidedOn, items });
  await paper('CONTEST_HELD', '2023-08-12', [{
    code, title: 'Hội thi thợ giỏi thành phố Hà Nội năm 2023', year: 2023, heldOn: '2023-08-12', heldUntil: '2023-08-13', coOrganisers: ['Ủy ban nhân dân thành phố Hà Nội'],
    trades: TRADES.map(([trade, name]) => ({ code: trade, name })), moneyByRank: Object.fromEntries(PRIZES.map(([rank, , money]) => [rank, money])), budgetVnd: 564_000_000, roundCode: ROUND,
  }]);
  const trades = TRADES.flatMap(([trade, , count]) => Array.from({ length: count }, () => trade));
  // 100 enterprises; enterprise n belongs to unit n modulo 30.
  await paper('CONTEST_ENTRIES', '2023-08-12', trades.map((trade, n) => ({
    contestCode: code, entryNo: `SBD-${String(n + 1).padStart(3, '0')}`, contestantName: stage.names.take(), enterprise: `Doanh nghiệp dự thi số ${(n % 100) + 1}`, trade, unitCode: upperOf((n % 100) % 30),
  })));
  const ranks = PRIZES.flatMap(([rank, count, money]) => Array.from({ length: count }, () => [rank, money] as const));
  await paper('CONTEST_PRIZES', '2023-08-19', ranks.map(([rank, amountVnd], n) => ({ contestCode: code, rank, entryNo: `SBD-${String(n * 3 + 1).padStart(3, '0')}`, amountVnd, certificateNo: `DEMO-HT-2023-${n + 1}` })));
}

async function petitions(stage: Stage): Promise<void> {
  const { player } = stage;
  const desk = stage.desk('ha-noi');
  const items = [...Array.from({ length: 600 }, () => 'WRITTEN'), ...Array.from({ length: 26 }, () => 'DIRECT')].map((channel, n) => ({
    channel, topic: TOPICS[n % TOPICS.length], unitCode: upperOf(n), text: `Kiến nghị số ${n + 1} của công nhân gửi Chủ tịch UBND thành phố.`, receivedOn: channel === 'DIRECT' ? '2023-05-20' : '2023-05-12',
    roundCode: ROUND, outcome: n % 4 === 3 ? 'DIRECTED' : 'ANSWERED', answer: n % 4 === 3 ? 'Giao cơ quan chuyên môn xử lý và báo cáo.' : 'Đã trả lời bằng văn bản.', settledOn: '2023-06-15', ownerBody: 'Cơ quan chuyên môn của thành phố',
  }));
  await player.paper(desk, { service: 'campaigns', kind: 'PETITIONS_SETTLED', issuer: 'ha-noi', number: player.demoNumber('ha-noi'), decidedOn: '2023-06-15', items });
}

/** 100 good workers, 100 for initiatives and 10 chairs of the city; who holds a title of the city held that of the level below first. */
async function honours(stage: Stage): Promise<void> {
  const { player } = stage;
  const desk = stage.desk('ha-noi');
  const award = (issuer: string, decidedOn: string, items: readonly Record<string, unknown>[]): Promise<string[]> =>
    player.paper(desk, { service: 'awards', kind: 'TITLE_AWARDED', issuer, number: player.demoNumber(issuer), decidedOn, items });
  await player.paper(desk, {
    service: 'awards', kind: 'QUOTA_SET', issuer: 'ha-noi', number: player.demoNumber('ha-noi'), decidedOn: '2023-02-15',
    items: [['OUTSTANDING_WORKER', 100], ['CREATIVE_CAPITAL', 100], ['OUTSTANDING_CHAIR', 10]].map(([titleCode, places]) => ({ titleCode, level: 'C', year: 2023, places })),
  });
  const holders = (titleCode: string, directWorker?: boolean) => Array.from({ length: 100 }, (_, n) => {
    const union = GRASSROOTS[n % GRASSROOTS.length];
    return { parent: union?.parent ?? 'tay-ho', item: { unitCode: union?.code, titleCode, year: 2023, receiver: { receiverKind: 'INDIVIDUAL', name: stage.names.take(), ...(directWorker === undefined ? {} : { directWorker }) } } };
  });
  const workers = holders('OUTSTANDING_WORKER', true);
  const creative = holders('CREATIVE_CAPITAL');
  for (const { code } of UPPER_UNIONS) {
    const items = [...workers, ...creative].filter(({ parent }) => parent === code).map(({ item }) => item);
    if (items.length > 0) await award(code, '2023-04-14', items);
  }
  const ofRound = (holder: { item: Record<string, unknown> }): Record<string, unknown> => ({ ...holder.item, round: ROUND });
  await award('ha-noi', '2023-05-04', workers.map(ofRound));
  await award('ha-noi', '2023-07-20', creative.map(ofRound));
  await award('ha-noi', '2023-07-20', Array.from({ length: 10 }, (_, n) => ({
    unitCode: GRASSROOTS.filter(({ bloc }) => bloc === 'ENTERPRISE_NONSTATE')[n]?.code, titleCode: 'OUTSTANDING_CHAIR', year: 2023, round: ROUND, receiver: { receiverKind: 'INDIVIDUAL', name: stage.names.take() },
  })));
}

/** Freezes the summary of the round in five groups, once every figure has arrived. */
export async function summary2023(stage: Stage): Promise<void> {
  const { player } = stage;
  const { recorder, confirmer } = stage.desk('ha-noi');
  await player.until<{ total: number }>(recorder, `/api/campaigns/honours?round=${ROUND}&level=C&limit=1`, ({ total }) => total === 210, 'the honours of the round');
  await player.post(confirmer, `/api/campaigns/rounds/${ROUND}/closure`, { closedOn: '2023-10-12' });
  await player.post(confirmer, `/api/campaigns/rounds/${ROUND}/summary`, {
    summarisedOn: '2023-10-12',
    texts: [
      { ordinal: 1, text: 'Gặp gỡ, đối thoại với công nhân; biểu dương Công nhân giỏi Thủ đô.' }, { ordinal: 2, text: 'Hội thi thợ giỏi có quy mô lớn nhất từ trước đến nay; tôn vinh cá nhân sáng kiến, sáng tạo Thủ đô.' },
      { ordinal: 3, text: 'Các cấp công đoàn đăng ký, hoàn thành công trình, sản phẩm, phần việc; thành phố chọn gắn biển.' }, { ordinal: 4, text: 'Các hoạt động văn hóa, thể thao được tổ chức ở các cấp.' },
      { ordinal: 5, text: 'Đại hội công đoàn các cấp; biểu dương Chủ tịch công đoàn cơ sở tiêu biểu.' },
    ],
  });
}
