import { createWriteStream, readFileSync } from 'node:fs';
import { once } from 'node:events';
import { IMPORT_PART_BYTES } from '@doanket/contracts';
import type { DemoFile } from '../demo/accounts';
import { Player, type Desk } from '../demo/player';
import type { GatewaySession } from '../support/gateway-session';
import { csvPieces } from './city-members';
import { CITY, planCity, type CitySize, type CityUnion } from './city-plan';
import { importFile } from './import-door';

const AT_ONCE = 4;
/** Units of one decision: a decision takes 1,000, and a request has 30 s on a machine that may be busy. */
const UNITS_AT_ONCE = 500;
const WARDS_FROM = '2025-10-01';

/**
 * `npm run demo:city`: makes a synthetic city and puts it into a running stack through its doors, on top of the demo's tree.
 *   --members N  --unions N  --seed TEXT   size and seed; the same seed makes the same city
 *   --out FILE   writes the list of members as CSV and touches no stack
 *   --demo FILE  the demo's file with address and accounts; default .data/demo.json
 */
async function main(argv: readonly string[]): Promise<void> {
  const option = (name: string): string | undefined => (argv.includes(`--${name}`) ? argv[argv.indexOf(`--${name}`) + 1] : undefined);
  const size: CitySize = { members: Number(option('members') ?? CITY.members), unions: Number(option('unions') ?? CITY.unions), seed: option('seed') ?? CITY.seed };
  const unions = planCity(size);
  const out = option('out');
  if (out !== undefined) return writeList(unions, size, out);
  const demo = JSON.parse(readFileSync(option('demo') ?? process.env['DEMO_FILE'] ?? '.data/demo.json', 'utf8')) as DemoFile;
  const player = new Player(demo.baseUrl, () => undefined);
  const desk = await cityDesk(player, demo);
  await step('unions of 1996–2018, each under the upper union of its time', () => found(player, desk, unions));
  await step('on 1/10/2025 to the ward unions', () => toWards(player, desk, unions));
  await step('employers and counts of workers', () => employers(player, desk.recorder, unions));
  await step(`${size.members.toLocaleString('vi')} members by file`, async () => {
    const took = await importFile(desk.recorder, csvPieces(unions, size, IMPORT_PART_BYTES), { fileName: `thanh-pho-${size.seed}.csv`, basis: 'Danh sách đoàn viên của thành phố mô phỏng' });
    process.stdout.write(`sent ${Math.round(took.sent)} s, checked ${Math.round(took.checked)} s, written ${Math.round(took.written)} s: `);
  });
  process.stdout.write(`Largest resident memory: ${Math.round(process.resourceUsage().maxRSS / 1024)} MB\n`);
}

async function step(title: string, work: () => Promise<void>): Promise<void> {
  const began = performance.now();
  process.stdout.write(`${title} … `);
  await work();
  process.stdout.write(`${Math.round((performance.now() - began) / 1_000)} s\n`);
}

/** An officer of the city who records, and a head who confirms. */
async function cityDesk(player: Player, demo: DemoFile): Promise<Desk> {
  const city = demo.accounts.filter(({ unitCode, level }) => level === 'C' && unitCode === 'ha-noi');
  const confirmer = city.find(({ posts }) => posts.some((post) => post === 'CHAIR' || post === 'STANDING_VICE_CHAIR'));
  const recorder = city.find((account) => account !== confirmer && account.posts.some((post) => post === 'OFFICER' || post === 'VICE_CHAIR'));
  if (confirmer === undefined || recorder === undefined) throw new Error('The demo has no officer and head of the city');
  return { recorder: await player.signIn(recorder.username, recorder.password), confirmer: await player.signIn(confirmer.username, confirmer.password) };
}

/** Unions come in on paper as decisions of their time; those of ended upper unions go on by themselves (ORG-05). */
async function found(player: Player, desk: Desk, unions: readonly CityUnion[]): Promise<void> {
  await player.paper(desk, {
    service: 'membership', kind: 'UNIT_FOUNDED', issuer: 'ha-noi', number: `THANH-PHO-${Date.now().toString(36)}/QĐ`, decidedOn: '2019-01-02', atOnce: UNITS_AT_ONCE,
    items: unions.map(({ code, name, upper, bloc, foundedOn }) => ({ code, type: 'G', name, parentCode: upper, bloc, validFrom: foundedOn < '2014-04-02' ? '2014-04-02' : foundedOn })),
  });
}

async function toWards(player: Player, desk: Desk, unions: readonly CityUnion[]): Promise<void> {
  await player.paper(desk, {
    service: 'membership', kind: 'UNIT_MOVED', issuer: 'ha-noi', number: `DIA-BAN-${Date.now().toString(36)}/QĐ`, decidedOn: WARDS_FROM, atOnce: UNITS_AT_ONCE,
    items: unions.map(({ code, ward }) => ({ unitCode: code, parentCode: ward, validFrom: WARDS_FROM })),
  });
}

async function employers(player: Player, officer: GatewaySession, unions: readonly CityUnion[]): Promise<void> {
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let union = unions[next++]; union !== undefined; union = unions[next++]) {
      const { code, bloc, employer, ward } = union;
      await player.post(officer, '/api/membership/employers', {
        enterpriseCode: employer.enterpriseCode, name: employer.name, ward: `Phường ${ward.replace('phuong-', '')}`, keeperCode: 'ha-noi', standing: { ownership: employer.ownership, bloc, validFrom: '2019-01-01' },
        workforce: { countedOn: '2025-06-30', source: 'UNION_SURVEY', workers: employer.workers }, union: { unitCode: code, validFrom: '2019-01-01' },
      });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

async function writeList(unions: readonly CityUnion[], size: CitySize, file: string): Promise<void> {
  const stream = createWriteStream(file);
  for (const piece of csvPieces(unions, size, IMPORT_PART_BYTES)) if (!stream.write(piece)) await once(stream, 'drain');
  stream.end();
  await once(stream, 'finish');
  process.stdout.write(`${file}: ${size.members} members; largest resident memory ${Math.round(process.resourceUsage().maxRSS / 1024)} MB\n`);
}

main(process.argv.slice(2)).then(
  () => process.exit(),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exit(1);
  },
);
