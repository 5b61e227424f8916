import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Row } from '../row';
import { pause } from '../bench-lab';
import { membersPage } from './calls';
import type { CityLab } from './city-lab';

/** Tables that are large in a city. A list, search or count that reads one of them from end to end has no plan at this size. */
const LARGE_ROWS = 50_000;
/** Lines of the log that hold a plan begin with this. */
const MARK = /duration: ([\d.]+) ms {2}plan:/;
const SETTLE_MS = 1_500;

interface PlanNode { readonly 'Node Type': string; readonly 'Relation Name'?: string; readonly Schema?: string; readonly 'Index Name'?: string; readonly Plans?: readonly PlanNode[] }
interface Logged { readonly 'Query Text': string; readonly Plan: PlanNode }

/**
 * The plans of what the lists, searches and counts of a city really send, as the server logs them (auto_explain): no large
 * table is read from end to end. Nothing is written down twice: the statements are those of the product.
 */
export async function plans(city: CityLab): Promise<Row[]> {
  const large = await largeTables(city);
  await switchPlans(city, true);
  const rows: Row[] = [];
  try {
    for (const [title, call] of await questions(city)) {
      const before = logSize();
      // Twice: a service may keep what it learned from the first.
      await call();
      await call();
      await pause(SETTLE_MS);
      const logged = plansIn(readFileSync(logFile()).subarray(before).toString('utf8'));
      const walked = new Map<string, number>();
      for (const { Plan } of logged) for (const table of scanned(Plan)) if (large.has(table)) walked.set(table, (walked.get(table) ?? 0) + 1);
      rows.push({
        id: `city-plan-${title}`, title: `plan: ${title}`, ours: { label: 'statements', unit: 'statements', values: [logged.length] }, baseline: null,
        figure: walked.size === 0 ? [...new Set(logged.flatMap(({ Plan }) => indexes(Plan, large)))].sort().slice(0, 4).join(', ') || 'no large table' : `reads all of ${[...walked.keys()].join(', ')}`,
        target: 'no large table from end to end', pass: logged.length === 0 ? false : walked.size === 0,
      });
    }
  } finally {
    await switchPlans(city, false);
  }
  return rows;
}

type Question = readonly [title: string, call: () => Promise<unknown>];

/** What officers ask at three depths: the city, an upper union, a union. */
async function questions(city: CityLab): Promise<Question[]> {
  const { clerk } = city;
  const chair = city.lab.people.officer;
  const [union] = city.ended;
  const [known] = city.sample(1);
  if (union === undefined || known === undefined) throw new Error('The city is empty');
  const upper = union.upper;
  const api = '/api/membership';
  const part = known.fullName.split(' ').slice(-2).join(' ');
  const [member] = (await membersPage(chair, { q: known.personalId, limit: '1' })).items as unknown as { id: string }[];
  const list = (query: Readonly<Record<string, string>>) => () => membersPage(chair, query);
  const get = (path: string) => () => chair.get(`${api}${path}`);
  return [
    ['members of the city', list({ limit: '50' })],
    ['members of the city, a filter', list({ status: 'ACTIVE', gender: 'FEMALE', limit: '50' })],
    ['members of the city, a rare filter', list({ status: 'RETIRED', limit: '50' })],
    ['members by admission', list({ admittedFrom: '2020-01-01', admittedTo: '2020-01-31', limit: '50' })],
    ['members by a part of the name', list({ q: part, limit: '50' })],
    ['members by two letters', list({ q: 'an', limit: '50' })],
    ['members by identifier', list({ q: known.personalId, limit: '50' })],
    ['members by code of an employee', list({ q: 'NV-000123', limit: '50' })],
    ['members of an upper union', list({ unit: upper, limit: '50' })],
    ['members of an upper union by name', list({ unit: upper, q: part, limit: '50' })],
    ['members of a union', () => membersPage(clerk, { limit: '50' })],
    ['members of a union by name', () => membersPage(clerk, { q: part, limit: '50' })],
    ['count of the city', get('/members/count')],
    ['count of the city, a filter', get('/members/count?status=ACTIVE&gender=FEMALE')],
    ['count of the city by name', get(`/members/count?q=${encodeURIComponent(part)}`)],
    ['count of an upper union', get(`/members/count?unit=${upper}`)],
    ['one member', get(`/members/${member?.id ?? ''}`)],
    ['statistics of the city', get('/units/ha-noi/statistics')],
    ['statistics of a union', get(`/units/${union.code}/statistics`)],
    ['duplicates', get('/duplicates?limit=20')],
    ['units below the city', get('/units?limit=50')],
    ['imports', get('/imports?limit=20')],
    ['dues of months', get('/dues-months?from=2026-03&to=2026-03&limit=50')],
    ['dues of a month in a union', get(`/units/${union.code}/dues-lines?month=2026-03&limit=50`)],
    ['arrears', get('/dues-arrears?limit=50')],
    ['dues of a member', get(`/members/${member?.id ?? ''}/dues`)],
    ['employers', get('/employers?limit=50')],
  ];
}

async function largeTables(city: CityLab): Promise<ReadonlySet<string>> {
  const { rows } = await city.pool.query<{ name: string }>(
    `select relname as name from pg_stat_user_tables t where schemaname = 'membership' and (select c.reltuples from pg_class c where c.oid = t.relid) >= $1`, [LARGE_ROWS * Math.min(1, city.sizes.members / 1_000_000)]);
  return new Set(rows.map(({ name }) => name));
}

/** Plans are logged by sessions that begin from now on: the service is started anew. */
async function switchPlans(city: CityLab, on: boolean): Promise<void> {
  const settings: Readonly<Record<string, string>> = { session_preload_libraries: "'auto_explain'", 'auto_explain.log_min_duration': '0', 'auto_explain.log_format': "'json'", 'auto_explain.log_parameter_max_length': '0' };
  await city.pool.query("load 'auto_explain'").catch(() => undefined);
  for (const [name, value] of Object.entries(settings)) await city.pool.query(on ? `alter role membership_app set ${name} = ${value}` : `alter role membership_app reset ${name}`);
  await city.lab.stack.restart('membership');
}

const logFile = (): string => join(process.env['DATA_DIR'] ?? '', 'logs', 'postgres.log');
const logSize = (): number => readFileSync(logFile()).length;

function plansIn(log: string): Logged[] {
  const found: Logged[] = [];
  const lines = log.split('\n');
  for (let at = 0; at < lines.length; at += 1) {
    if (!MARK.test(lines[at] ?? '')) continue;
    const body: string[] = [];
    for (at += 1; at < lines.length && (lines[at] ?? '').startsWith('\t'); at += 1) body.push((lines[at] ?? '').slice(1));
    at -= 1;
    try {
      found.push(JSON.parse(body.join('\n')) as Logged);
    } catch {
      // The end of the log was cut in the middle of a plan of a background job.
    }
  }
  // Background jobs of the service look for work all the time; theirs are not part of the question.
  return found.filter((one) => !BACKGROUND.test(one['Query Text']));
}

const BACKGROUND = /from (outbox|inbox|import_batch|exchange|export_job|webhook|dues_run|member_count_pending|directory_state|idempotency)\b|^(begin|commit|set|update|insert|delete)/i;

/** Large tables that a plan reads from end to end. */
function scanned(node: PlanNode): string[] {
  const own = node['Node Type'] === 'Seq Scan' && node['Relation Name'] !== undefined ? [node['Relation Name']] : [];
  return [...own, ...(node.Plans ?? []).flatMap(scanned)];
}

function indexes(node: PlanNode, large: ReadonlySet<string>): string[] {
  const name = node['Index Name'];
  const own = name !== undefined && [...large].some((table) => name.startsWith(table)) ? [name] : [];
  return [...own, ...(node.Plans ?? []).flatMap((child) => indexes(child, large))];
}
