import type { FigureAnswer, FigureItem } from '@doanket/contracts';
import type { GatewaySession } from '../../../tools/src/support/gateway-session';
import { signIn } from './support';

/** Every figure the articles tell, asked at the public door (issue section 5; domain handbook 1 and 4.9). */
let city: GatewaySession;

beforeAll(async () => {
  city = await signIn('c.chu-tich');
});

const ask = (query: Record<string, string>): Promise<FigureAnswer> => city.get<FigureAnswer>(`/api/reports/figures?${new URLSearchParams(query).toString()}`);
const one = async (query: Record<string, string>): Promise<FigureItem> => {
  const { items } = await ask(query);
  expect(items).toHaveLength(1);
  return items[0] as FigureItem;
};

const round = { round: 'ha-noi-2023-dot-1' };
const fiveYears = { unit: 'nam-tu-liem', from: '2015-01-01', to: '2020-12-31' };
const of2025 = { unit: 'ha-noi', from: '2025-01-01', to: '2025-12-31' };

const figures: [what: string, indicator: string, scope: Record<string, string>, value: string, more?: Partial<FigureItem>][] = [
  ['526 works of grassroots unions', 'WORK_G', round, '526', { frozenValue: '526' }],
  ['94 works of upper unions', 'WORK_S', round, '94', { frozenValue: '94' }],
  ['6 plaques', 'WORK_PLAQUE', round, '6', { frozenValue: '6' }],
  ['363 contestants', 'CONTEST_CONTESTANT', round, '363', { frozenValue: '363' }],
  ['100 enterprises', 'CONTEST_ENTERPRISE', round, '100'],
  ['30 units', 'CONTEST_UNIT', round, '30'],
  ['11 trades', 'CONTEST_TRADE', round, '11'],
  ['111 winners', 'CONTEST_WINNER', round, '111', { frozenValue: '111' }],
  ['11 first prizes', 'CONTEST_PRIZE_1', round, '11'],
  ['22 second prizes', 'CONTEST_PRIZE_2', round, '22'],
  ['33 third prizes', 'CONTEST_PRIZE_3', round, '33'],
  ['45 consolation prizes', 'CONTEST_PRIZE_4', round, '45'],
  ['564 million dong', 'CONTEST_MONEY', round, '564000000', { valueUnit: 'VND' }],
  ['600 petitions in writing', 'PETITION_WRITTEN', round, '600', { frozenValue: '600' }],
  ['26 petitions directly', 'PETITION_DIRECT', round, '26'],
  ['100 good workers of the capital', 'GOODWORKER_CITY', round, '100', { frozenValue: '100' }],
  ['100 for initiatives', 'INI_HONOUR_CITY', round, '100'],
  ['10 chairs', 'CHAIR_CITY', round, '10'],
  ['149 good workers of the district', 'GOODWORKER_S', fiveYears, '149'],
  ['10 of them of the city', 'GOODWORKER_CITY', fiveYears, '10'],
  ['26 initiatives of the district', 'INI_S_INNOVATION', fiveYears, '26'],
  ['2 of them of the city', 'INI_CITY_INNOVATION', fiveYears, '2'],
  ['2,365 teaching initiatives', 'INI_S_TEACHING', fiveYears, '2365'],
  ['more than 60 of the city', 'INI_CITY_TEACHING', fiveYears, '60', { qualifier: 'APPROX_ABOVE', source: 'SUBMISSION' }],
  ['101 individuals honoured', 'TYPICAL_IND', fiveYears, '101'],
  ['30 collectives honoured', 'TYPICAL_COL', fiveYears, '30'],
  ['2 delegates', 'DELEGATE_IND', fiveYears, '2'],
  ['2 collectives sent', 'DELEGATE_COL', fiveYears, '2'],
  ['115 contestants over two editions', 'CONTEST_CONTESTANT', fiveYears, '115'],
  ['35 entries of units', 'CONTEST_ENTRY', fiveYears, '35'],
  ['4 trades', 'CONTEST_TRADE', fiveYears, '4'],
  ['8 first prizes', 'CONTEST_PRIZE_1', fiveYears, '8'],
  ['12 second prizes', 'CONTEST_PRIZE_2', fiveYears, '12'],
  ['15 third prizes', 'CONTEST_PRIZE_3', fiveYears, '15'],
  ['21 consolation prizes', 'CONTEST_PRIZE_4', fiveYears, '21'],
  ['12 teachers in the joint award', 'JOINT_AWARD_S', fiveYears, '12'],
  ['tier 1: 5', 'JOINT_AWARD_TIER_1', fiveYears, '5'],
  ['tier 2: 4', 'JOINT_AWARD_TIER_2', fiveYears, '4'],
  ['tier 3: 3', 'JOINT_AWARD_TIER_3', fiveYears, '3'],
  ['3 teachers at the city', 'JOINT_AWARD_CITY', fiveYears, '3'],
  ['unit A: 10 of 50', 'INI_STAFF_SHARE', { unit: 'tay-ho-don-vi-a', from: '2023-01-01', to: '2023-12-31' }, '20', { numerator: '10', denominator: '50', valueUnit: 'PERCENT' }],
  ['unit B: 8 of 50', 'INI_STAFF_SHARE', { unit: 'tay-ho-don-vi-b', from: '2023-01-01', to: '2023-12-31' }, '16', { numerator: '8', denominator: '50' }],
  ['2 rounds planned in 2025', 'ROUND_PLANNED', of2025, '2'],
  ['40 upper unions ended', 'UNIT_S_ENDED', of2025, '40'],
  ['40 of them on one night', 'UNIT_S_ENDED', { unit: 'ha-noi', from: '2025-06-30', to: '2025-06-30' }, '40'],
  ['84 ward unions', 'UNIT_S_WARD', { unit: 'ha-noi', from: '2025-10-01', to: '2025-10-01' }, '84'],
  ['no ward union the day before', 'UNIT_S_WARD', { unit: 'ha-noi', from: '2025-09-30', to: '2025-09-30' }, '0'],
  ['3 housing cases of Sóc Sơn approved', 'HOUSING_APPROVED', { unit: 'soc-son', from: '2025-05-06', to: '2025-05-06' }, '3'],
  ['2 of them built', 'HOUSING_PAID_BUILD', { unit: 'soc-son', from: '2025-05-06', to: '2025-05-06' }, '2'],
  ['1 of them repaired', 'HOUSING_PAID_REPAIR', { unit: 'soc-son', from: '2025-05-06', to: '2025-05-06' }, '1'],
  ['1 repair paid on 18/8', 'HOUSING_PAID_REPAIR', { unit: 'ha-noi', from: '2025-08-18', to: '2025-08-18' }, '1'],
];

it.each(figures)('%s (%s)', async (_what, indicator, scope, value, more = {}) => {
  const item = await one({ indicator, ...scope });
  expect(item).toMatchObject({ reported: true, value, qualifier: 'EXACT', source: 'RECORDS', ...more });
});

it.each(figures.filter(([, , , , more]) => more?.source !== 'SUBMISSION' && more?.valueUnit !== 'PERCENT' && more?.valueUnit !== 'VND' && more?.denominator === undefined))(
  'the records behind it are as many: %s (%s)', async (_what, indicator, scope, value) => {
    const { recordsUrl } = await one({ indicator, ...scope });
    const { total } = await city.get<{ total: number }>(recordsUrl ?? '');
    expect(String(total)).toBe(value);
  });

describe('Cluster 2 of 2019', () => {
  const cluster = { cluster: 'ha-noi-2019-cum-2' };

  it('shows six members side by side: 2, 3, 6, 2, 1 programmes and one not reported; 14 of 5', async () => {
    const { items, summary } = await ask({ indicator: 'PARTNER_PROGRAMME_NEW', ...cluster });
    expect(Object.fromEntries(items.map((item) => [item.unit, item.value]))).toEqual({ 'bac-tu-liem': '2', 'nam-tu-liem': '3', 'cau-giay': '6', 'tay-ho': '2', 'ha-dong': '1', 'thanh-xuan': null });
    expect(items.find((item) => item.unit === 'thanh-xuan')?.reported).toBe(false);
    expect(summary).toMatchObject({ value: '14', reportedUnits: 5, units: 6, missing: ['thanh-xuan'] });
  });

  it('keeps percents without their parts apart, with no average', async () => {
    const { items, summary } = await ask({ indicator: 'CBA_COVERAGE', ...cluster });
    expect(Object.fromEntries(items.map((item) => [item.unit, item.value]))).toEqual({ 'bac-tu-liem': '52', 'nam-tu-liem': '75.2', 'cau-giay': '62.6', 'tay-ho': '69', 'ha-dong': '70.37', 'thanh-xuan': null });
    for (const item of items.filter(({ reported }) => reported)) expect(item).toMatchObject({ valueUnit: 'LEGACY_PERCENT', numerator: null, denominator: null, source: 'SUBMISSION' });
    expect(summary).toMatchObject({ value: null, reportedUnits: 5, units: 6 });
  });

  it('has one count of 64 newly signed', async () => {
    const { items } = await ask({ indicator: 'CBA_NEW', ...cluster });
    expect(items.filter(({ reported }) => reported).map(({ unit, value }) => [unit, value])).toEqual([['thanh-xuan', '64']]);
  });

  it('all members adopted the welfare plan', async () => {
    const { items } = await ask({ indicator: 'PLAN_ADOPTION', unit: 'ha-noi', from: '2019-01-01', to: '2019-12-31' });
    expect(items[0]).toMatchObject({ value: '100', numerator: '6', denominator: '6' });
  });

  it('has head, deputy, commitment and the survey of 27/11/2019', async () => {
    const found = await city.get<Record<string, unknown>>('/api/campaigns/clusters/ha-noi-2019-cum-2');
    expect(found).toMatchObject({ year: 2019, state: 'COMMITTED' });
    expect(JSON.stringify(found)).toContain('bac-tu-liem');
  });
});

describe('the round of 2023', () => {
  it('is labelled "150 ngày" and counts 153 calendar days', async () => {
    expect(await city.get('/api/campaigns/rounds/ha-noi-2023-dot-1')).toMatchObject({ label: '150 ngày', calendarDays: 153, startsOn: '2023-05-01', endsOn: '2023-09-30', state: 'SUMMARISED' });
  });

  it('has its summary frozen in five groups', async () => {
    const summary = await city.get<{ groups: unknown[] }>('/api/campaigns/rounds/ha-noi-2023-dot-1/summary');
    expect(summary.groups).toHaveLength(5);
  });

  it('stands on plan 80/KH-LĐLĐ', async () => {
    expect(await city.get('/api/campaigns/plans/ha-noi-2023-ke-hoach-80')).toMatchObject({ number: '80/KH-LĐLĐ', issuedOn: '2023-04-28' });
  });
});

it('the tree answers as it was: six districts alive on 27/11/2019, ended on 1/7/2025', async () => {
  for (const code of ['tay-ho', 'thanh-xuan', 'nam-tu-liem', 'bac-tu-liem', 'cau-giay', 'ha-dong']) {
    expect(await city.get(`/api/membership/units/${code}?asOf=2019-11-27`)).toMatchObject({ state: 'ACTIVE' });
    expect(await city.get(`/api/membership/units/${code}?asOf=2025-07-01`)).toMatchObject({ state: 'ENDED' });
  }
});

it('takes two scopes or an unknown code as 422, an unknown or unreadable unit as the same 404', async () => {
  expect((await city.call('GET', '/api/reports/figures?indicator=WORK_G&round=ha-noi-2023-dot-1&from=2023-01-01&to=2023-12-31')).status).toBe(422);
  expect((await city.call('GET', '/api/reports/figures?indicator=NOPE&round=ha-noi-2023-dot-1')).status).toBe(422);
  const ward = await signIn('s.chu-tich.phuong-3');
  const unknown = await ward.call<{ type: string; detail: string }>('GET', '/api/reports/figures?indicator=WORK_G&unit=khong-co&from=2023-01-01&to=2023-12-31');
  const sister = await ward.call<{ type: string; detail: string }>('GET', '/api/reports/figures?indicator=WORK_G&unit=phuong-30&from=2023-01-01&to=2023-12-31');
  expect([unknown.status, sister.status]).toEqual([404, 404]);
  expect({ type: sister.body.type, detail: sister.body.detail }).toEqual({ type: unknown.body.type, detail: unknown.body.detail });
});
