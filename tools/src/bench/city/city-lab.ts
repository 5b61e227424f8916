import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { IMPORT_PART_BYTES } from '@doanket/contracts';
import type { Pool } from 'pg';
import { csvPieces, membersOf, type CityMember } from '../../city/city-members';
import { planCity, type CitySize, type CityUnion } from '../../city/city-plan';
import { importFile, type Imported } from '../../city/import-door';
import type { DemoAccount } from '../../demo/accounts';
import { Player, type Desk } from '../../demo/player';
import { Stage } from '../../demo/stage';
import { UPPER_UNIONS, ZONE_UNION } from '../../demo/upper-unions';
import type { GatewaySession } from '../../support/gateway-session';
import { pause, type BenchLab } from '../bench-lab';
import { memoryOf, processes, treeOf } from '../processes';

/** A smaller city for trying things out: `0.01` makes a hundredth. The figures count at 1 only. */
const SHARE = Number(process.env['BENCH_CITY_SHARE'] ?? 1);
const shareOf = (n: number): number => Math.max(1, Math.round(n * SHARE));

/** What ended on 30/6/2025 and hung on the city for three months: 40 upper unions, 6,349 unions, 629,022 members (handbook 4.12); the rest fills up to 7,000 unions and a million members. */
const ENDED: CitySize = { members: shareOf(629_022), unions: shareOf(6_349), seed: 'bench' };
const REST: CitySize = { members: shareOf(1_000_000) - ENDED.members, unions: shareOf(7_000) - ENDED.unions, seed: 'bench-rest', code: 'kcn', after: { members: ENDED.members, unions: ENDED.unions } };
const MEMBERS = ENDED.members + REST.members;
/** The limit per session is there against abuse; for these measurements it is set out of reach. */
const NO_LIMIT = { RATE_SESSION_PER_SECOND: '1000000', RATE_SESSION_BURST: '1000000' };
const SAMPLE_MS = 100;
const DRAINED_WITHIN_MS = 900_000;
const PART_OF_CITY = `${ENDED.seed}.csv`;

/** The synthetic city of the measurements in a running stack: its tree, its officers, its members. Everything comes in through the API. */
export class CityLab {
  readonly sizes = { members: MEMBERS, unions: ENDED.unions + REST.unions, endedUnits: UPPER_UNIONS.length, movedUnits: ENDED.unions, movedMembers: ENDED.members };
  readonly ended = planCity(ENDED);
  private readonly rest = planCity(REST);
  /** Running number of the next member beyond the city's own. */
  private next = MEMBERS;

  private constructor(
    readonly lab: BenchLab, readonly pool: Pool, readonly desk: Desk, readonly player: Player,
    /** An officer of the first union. */
    readonly clerk: GatewaySession,
    /** The confederation's chair: sees four depths of the tree. */
    readonly nation: GatewaySession,
  ) {}

  /** Founds the tree where it is not there yet. Answers how long the unions took, in seconds. */
  static async open(lab: BenchLab): Promise<{ city: CityLab; foundedIn: number }> {
    await lab.stack.restart('gateway', { env: NO_LIMIT });
    const player = new Player(lab.baseUrl, () => undefined);
    const stage = new Stage(player);
    const desk: Desk = { recorder: lab.people.officer, confirmer: lab.people.chair };
    const foundedIn = await foundTree(player, desk);
    const union = planCity(ENDED)[0]?.code ?? '';
    const { personId, account } = await stage.account(desk.recorder, { username: `g.can-bo.${Date.now().toString(36)}`, level: 'G', unitCode: union, posts: ['OFFICER'] });
    await player.paper(desk, {
      service: 'membership', kind: 'POST_STARTED', issuer: 'ha-noi', number: `CAN-BO-${Date.now().toString(36)}/QĐ`, decidedOn: lab.today,
      items: [{ unitCode: union, personId, post: 'OFFICER', body: 'OFFICE', acting: false, appointment: 'APPOINTED', fullTime: true, validFrom: lab.today }],
    });
    const accounts = (JSON.parse(readFileSync(join(process.env['DATA_DIR'] ?? '', 'run-accounts.json'), 'utf8')) as { accounts: DemoAccount[] }).accounts;
    const chairOfNation = accounts.find(({ username }) => username === 'n.chu-tich');
    if (chairOfNation === undefined) throw new Error('The chair of the confederation is missing');
    return { city: new CityLab(lab, lab.pool(8, 'membership'), desk, player, await stage.signIn(account), await stage.signIn(chairOfNation)), foundedIn };
  }

  async close(): Promise<void> {
    await this.pool.end();
    await this.lab.stack.restart('gateway');
  }

  get unions(): readonly CityUnion[] {
    return [...this.ended, ...this.rest];
  }

  /** Some members of the city as the list named them, from all over it. */
  sample(count: number): CityMember[] {
    const step = Math.max(1, Math.floor(this.ended.length / count));
    return this.ended.filter((_, at) => at % step === 0).slice(0, count).flatMap((union) => [...membersOf(union, ENDED)].slice(-1));
  }

  /** The city's million, once; answers null when they are in already. */
  async load(): Promise<Imported | null> {
    const { rows } = await this.pool.query<{ there: boolean }>(`select exists (select from membership.import_batch where file_name = $1 and state = 'DONE') as there`, [PART_OF_CITY]);
    if (rows[0]?.there === true) return null;
    const pieces = function* (unions: readonly CityUnion[], others: readonly CityUnion[]): Generator<Buffer> {
      yield* oneList([csvPieces(unions, ENDED, IMPORT_PART_BYTES), csvPieces(others, REST, IMPORT_PART_BYTES)]);
    };
    const done = await this.import(pieces(this.ended, this.rest), PART_OF_CITY);
    await this.quiet();
    await this.pool.query('vacuum (analyze) membership.person, membership.member, membership.outbox');
    return done;
  }

  /** Members beyond the city's own, spread over its unions. */
  more(count: number): Iterable<Buffer> {
    const size: CitySize = { members: count, unions: Math.min(count, this.ended.length), seed: `more-${this.next}`, after: { members: this.next, unions: 0 } };
    this.next += count;
    return csvPieces(planCity(size), size, IMPORT_PART_BYTES);
  }

  import(pieces: Iterable<Buffer>, fileName: string): Promise<Imported> {
    return importFile(this.desk.recorder, pieces, { fileName, basis: 'Danh sách đoàn viên của thành phố mô phỏng' });
  }

  /** Waits until what was written has been sent and counted, so that one measurement does not pay for another. */
  async quiet(): Promise<void> {
    for (const deadline = performance.now() + DRAINED_WITHIN_MS; ;) {
      const { rows } = await this.pool.query<{ waits: boolean }>('select exists (select from membership.outbox where published_at is null) or exists (select from membership.member_count_pending) as waits');
      if (rows[0]?.waits === false) return;
      if (performance.now() > deadline) throw new Error('The outbox of membership is not drained');
      await pause(250);
    }
  }

  /** Runs something while the memory of membership is looked at; answers the most it took, in MB. */
  async watchingMemory<T>(work: () => Promise<T>): Promise<{ result: T; peakMb: number }> {
    const pid = await this.lab.stack.pid('membership');
    if (pid === undefined) throw new Error('membership does not run');
    let peakMb = 0;
    const look = (): void => {
      peakMb = Math.max(peakMb, memoryOf(treeOf(processes(), pid)) / 1_024);
    };
    const timer = setInterval(look, SAMPLE_MS);
    try {
      look();
      return { result: await work(), peakMb: Math.max(peakMb) };
    } finally {
      clearInterval(timer);
    }
  }
}

async function foundTree(player: Player, desk: Desk): Promise<number> {
  const found = async (number: string, decidedOn: string, items: readonly Record<string, unknown>[]): Promise<void> => {
    await player.paper(desk, { service: 'membership', kind: 'UNIT_FOUNDED', issuer: 'ha-noi', number: `${number}-${Date.now().toString(36)}/QĐ`, decidedOn, items });
  };
  const known = await desk.recorder.call('GET', `/api/membership/units/${ZONE_UNION.code}`);
  if (known.status === 200) return 0;
  await found('CAP-TREN', '2008-08-01', [...UPPER_UNIONS.map(({ code, type, name }) => ({ code, type, name, parentCode: 'ha-noi' })), { code: ZONE_UNION.code, type: 'S_ZONE', name: ZONE_UNION.name, parentCode: 'ha-noi' }]);
  const began = performance.now();
  const items = (unions: readonly CityUnion[], parent: (union: CityUnion) => string) =>
    unions.map((union) => ({ code: union.code, type: 'G', name: union.name, parentCode: parent(union), bloc: union.bloc, validFrom: union.foundedOn < '2008-08-02' ? '2008-08-02' : union.foundedOn }));
  await found('CO-SO', '2019-01-02', [...items(planCity(ENDED), ({ upper }) => upper), ...items(planCity(REST), () => ZONE_UNION.code)]);
  return (performance.now() - began) / 1_000;
}

/** Several lists as one: only the first head is kept, pieces are cut anew. */
function* oneList(lists: readonly Iterable<Buffer>[]): Generator<Buffer> {
  let kept = Buffer.alloc(0);
  for (const [at, list] of lists.entries()) {
    let headGone = at === 0;
    for (const piece of list) {
      let body: Buffer = piece;
      if (!headGone) {
        body = piece.subarray(piece.indexOf('\n') + 1);
        headGone = true;
      }
      kept = Buffer.concat([kept, body]);
      while (kept.length >= IMPORT_PART_BYTES) {
        yield kept.subarray(0, IMPORT_PART_BYTES);
        kept = kept.subarray(IMPORT_PART_BYTES);
      }
    }
  }
  if (kept.length > 0) yield kept;
}
