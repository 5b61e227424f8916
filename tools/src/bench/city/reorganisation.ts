import { dryRunReorganisation, executeReorganisation, type ReorganisationPreview, type ReorganisationView } from '@doanket/contracts';
import { UPPER_UNIONS } from '../../demo/upper-unions';
import { pause } from '../bench-lab';
import { atMost, atMostTimes, type Row } from '../row';
import { quantile, short } from '../stats';
import { membersPage, timed } from './calls';
import type { CityLab } from './city-lab';

const PREFIX = '/api/membership';
const DRY_RUNS = 3;
const DRY_RUN_S = 10;
const EXECUTION_S = 60;
const SWITCH_S = 30;
const READS_TIMES = 3;
const READERS = 4;
const BEFORE_MS = 15_000;
const COPIES = ['campaigns', 'initiatives', 'welfare', 'awards', 'reports'] as const;
const WATCH_MS = 100;
const SWITCHED_WITHIN_MS = 120_000;
const TIMEOUT_MS = 300_000;
/** Where a unit that was moved lies now: directly below the city. */
const MOVED = (service: string): string => `
  select count(*)::int as n from ${service}.directory_scope s join ${service}.directory_unit u on u.id = s.unit_id
  where u.type = 'G' and u.code like 'tp-%' and nlevel(s.path) = 3`;

/** The night of 30/6/2025 once more: 40 upper unions end, their unions hang on the city, while others read. Once: it cannot be played twice. */
export async function reorganisation(city: CityLab): Promise<Row[]> {
  await city.load();
  await city.quiet();
  const { lab, desk, pool, sizes } = city;
  const yesterday = dayBefore(lab.today);
  const item = { lastDay: yesterday, units: UPPER_UNIONS.map(({ code }) => ({ unitCode: code })) };
  const dry: number[] = [];
  for (let n = 0; n < DRY_RUNS; n += 1) {
    const began = performance.now();
    const preview = await desk.recorder.post<ReorganisationPreview>(`${PREFIX}${dryRunReorganisation.path}`, item, { timeoutMs: TIMEOUT_MS });
    dry.push((performance.now() - began) / 1_000);
    if (preview.rehung.length !== sizes.movedUnits) throw new Error(`The dry run moves ${preview.rehung.length} units, the plan has ${sizes.movedUnits}`);
  }
  const moved = await pool.query<{ n: number }>(
    `select coalesce(sum(c.members), 0)::int as n from membership.member_count c join membership.directory_scope s on s.unit_id = c.unit_id join membership.directory_unit u on u.id = c.unit_id
     where u.code like 'tp-%' and nlevel(s.path) = 4 and c.status = 'ACTIVE'`);
  const sheet = { issuer: 'ha-noi', number: `SAP-XEP-${Date.now().toString(36)}/QĐ`, decidedOn: lab.today, items: 1 };
  const fileId = await city.player.scan(desk.confirmer, 'membership', sheet);
  const reading = readers(city);
  const before = await reading.during(() => pause(BEFORE_MS));
  let executedAt = 0;
  const copies = watchCopies(city, () => executedAt);
  const during = await reading.during(async () => {
    const began = performance.now();
    const done = await desk.confirmer.post<ReorganisationView>(`${PREFIX}${executeReorganisation.path}`, { ...item, decision: { number: sheet.number, decidedOn: lab.today, fileId } }, { timeoutMs: TIMEOUT_MS });
    executedAt = performance.now();
    if (done.movedUnits !== sizes.movedUnits) throw new Error(`${done.movedUnits} units were moved`);
    return (executedAt - began) / 1_000;
  });
  const seen = await copies.done;
  const one = (label: string, unit: string, values: readonly number[]) => ({ label, unit, values });
  const what = `${UPPER_UNIONS.length} upper unions, ${sizes.movedUnits} unions, ${moved.rows[0]?.n ?? 0} members`;
  const slowest = Math.max(...seen.map(({ seconds }) => seconds));
  const half = seen.filter(({ partly }) => partly > 0);
  return [
    atMost('city-dry-run', `reorganisation, dry run: ${what}`, one('through the gateway', 's', dry), DRY_RUN_S),
    atMost('city-execution', `reorganisation, execution: ${what}`, one('through the gateway', 's', [during.result]), EXECUTION_S),
    atMostTimes('city-reads', `reads while it is executed, p99 (${during.times.length} of them)`, one('meanwhile', 'ms', [quantile(during.times, 0.99)]), one('before', 'ms', [quantile(before.times, 0.99)]), { times: READS_TIMES }),
    atMost('city-copies', `directory copies switched after it: ${seen.map(({ service, seconds }) => `${service} ${short(seconds)} s`).join(', ')}`, one('slowest', 's', [slowest]), SWITCH_S),
    { id: 'city-copies-at-once', title: 'copies that were seen half switched', ours: one('copies', '', [half.length]), baseline: null, figure: half.length === 0 ? 'none' : half.map(({ service, partly }) => `${service} ${partly} times`).join(', '), target: 'none', pass: half.length === 0 },
  ];
}

interface Switched { readonly service: string; readonly seconds: number; readonly partly: number }

/** Looks at each copy all the time: when all units have moved in it, and whether a part of them ever had. */
function watchCopies(city: CityLab, executedAt: () => number): { done: Promise<Switched[]> } {
  const watch = async (service: string): Promise<Switched> => {
    let partly = 0;
    for (let deadline = Infinity; ;) {
      const { rows } = await city.pool.query<{ n: number }>(MOVED(service));
      const n = rows[0]?.n ?? 0;
      if (n > 0 && n < city.sizes.movedUnits) partly += 1;
      if (n === city.sizes.movedUnits) return { service, partly, seconds: executedAt() === 0 ? 0 : (performance.now() - executedAt()) / 1_000 };
      if (executedAt() > 0) deadline = Math.min(deadline, executedAt() + SWITCHED_WITHIN_MS);
      if (performance.now() > deadline) throw new Error(`${service} has not switched`);
      await pause(WATCH_MS);
    }
  };
  return { done: Promise.all(COPIES.map(watch)) };
}

/** People who look at lists, figures and the tree all the while. */
function readers(city: CityLab): { during: <T>(work: () => Promise<T>) => Promise<{ result: T; times: number[] }> } {
  const chair = city.lab.people.officer;
  const names = city.sample(100).map(({ fullName }) => fullName.split(' ').slice(-2).join(' '));
  const reads: ((n: number) => Promise<unknown>)[] = [
    (n) => membersPage(chair, { q: names[n % names.length] ?? '', limit: '20' }),
    (n) => membersPage(chair, { unit: city.ended[n % city.ended.length]?.code ?? '', limit: '20' }),
    (n) => chair.get(`${PREFIX}/units/${UPPER_UNIONS[n % UPPER_UNIONS.length]?.code ?? ''}/statistics`),
    (n) => chair.get(`${PREFIX}/units/${city.ended[n % city.ended.length]?.code ?? ''}`),
  ];
  const during = async <T>(work: () => Promise<T>): Promise<{ result: T; times: number[] }> => {
    const times: number[] = [];
    let reading = true;
    const reader = async (offset: number): Promise<void> => {
      for (let n = offset; reading; n += READERS) times.push(await timed(() => reads[n % reads.length]?.(n) ?? Promise.resolve()));
    };
    const all = Array.from({ length: READERS }, (_, offset) => reader(offset));
    try {
      return { result: await work(), times };
    } finally {
      reading = false;
      await Promise.all(all);
    }
  };
  return { during };
}

function dayBefore(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() - 1);
  return date.toISOString().slice(0, 10);
}
