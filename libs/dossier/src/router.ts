import { FINAL_UNIT_STATES } from '@doanket/contracts';
import type { Clock, Day } from '@doanket/kernel';
import type { Transactions, Tx } from '@doanket/persistence';
import type { Dossiers } from './dossiers';

const INTERVAL_MS = 2_000;
const FIRST = '00000000-0000-0000-0000-000000000000';
/** Dossiers looked at in one transaction. */
const BATCH = 200;
/** What stands higher has the smaller number. */
const RANK = (level: string): string => `array_position(array['N','C','S','G','D','T'], ${level})`;

/**
 * Dossiers whose step unit is not the nearest working one at its level or above any more, and those of ended units, whose
 * way leads over successors: these are found one by one.
 */
const MISPLACED = `
  select d.id from dossier d
  join directory_scope s on s.unit_id = d.unit_id
  left join directory_unit_version own on own.unit_id = d.unit_id and upper_inf(own.recorded) and own.valid @> $1::date
  left join lateral (
    select a.unit_id from directory_scope a join directory_unit u on u.id = a.unit_id
    join directory_unit_version v on v.unit_id = a.unit_id and upper_inf(v.recorded) and v.valid @> $1::date and v.state <> all($2)
    where a.path @> s.path and ${RANK('u.level')} <= ${RANK('d.step_level')} order by nlevel(a.path) desc limit 1) nearest on true
  where d.state = 'OPEN' and d.id > $3 and (nearest.unit_id is distinct from d.step_unit_id or own.state = any($2))
  order by d.id limit ${BATCH}`;

/** Open dossiers of units that were merged into another one. */
const OF_MERGED = `
  select d.id from dossier d join directory_unit_version own on own.unit_id = d.unit_id and upper_inf(own.recorded) and own.valid @> $1::date and own.state = 'MERGED' and own.successor_id is not null
  where d.state in ('DRAFT', 'RETURNED', 'OPEN') and d.id > $2 order by d.id limit ${BATCH} for update of d skip locked`;

/**
 * Finds the current steps anew when units changed or the day turned: steps of an ended unit go to its successor, else to
 * the city. One per process; of several replicas the one that holds the row works.
 */
export class DossierRouter {
  private timer: NodeJS.Timeout | null = null;
  private running: Promise<void> = Promise.resolve();
  private seen = '';

  constructor(
    private readonly transactions: Transactions, private readonly dossiers: Dossiers, private readonly clock: Clock, private readonly onFault: (error: unknown) => void,
  ) {}

  start(): void {
    this.timer = setInterval(() => {
      this.running = this.tick().then(() => undefined, this.onFault);
    }, INTERVAL_MS);
    this.timer.unref();
  }

  async stop(): Promise<void> {
    if (this.timer !== null) clearInterval(this.timer);
    this.timer = null;
    await this.running;
  }

  /** Looks once; answers how many dossiers it looked at. */
  async tick(): Promise<number> {
    const today = this.clock.today();
    const version = await this.transactions.readWhole((tx) => unitVersion(tx));
    if (this.seen === `${version} ${today}`) return 0;
    await this.passMerged(today);
    let after = FIRST;
    let looked = 0;
    for (;;) {
      const ids = await this.transactions.runWhole((tx) => this.batch(tx, { today, version, after }));
      if (ids === null) return looked;
      looked += ids.length;
      after = ids.at(-1) ?? after;
      if (ids.length < BATCH) break;
    }
    await this.transactions.runWhole((tx) => tx.query('update dossier_route set unit_version = $1, on_day = $2', [version, today]));
    this.seen = `${version} ${today}`;
    return looked;
  }

  /** What is open in a merged unit passes to its successor, before steps are found anew. What another process holds it does itself. */
  private async passMerged(today: Day): Promise<void> {
    for (let after = FIRST; ;) {
      const ids = await this.transactions.runWhole(async (tx) => {
        const found: { id: string }[] = await tx.query(OF_MERGED, [today, after]);
        for (const { id } of found) await this.dossiers.passMerged(tx, id);
        return found.map((row) => row.id);
      });
      after = ids.at(-1) ?? after;
      if (ids.length < BATCH) return;
    }
  }

  /** Ids looked at; null when another process works or has done it. */
  private async batch(tx: Tx, { today, version, after }: { today: Day; version: string; after: string }): Promise<string[] | null> {
    const rows: { done: boolean }[] = await tx.query('select unit_version = $1 and on_day = $2::date as done from dossier_route for update skip locked', [version, today]);
    if (rows[0] === undefined) return null;
    if (rows[0].done) {
      this.seen = `${version} ${today}`;
      return null;
    }
    const found: { id: string }[] = await tx.query(MISPLACED, [today, FINAL_UNIT_STATES, after]);
    for (const { id } of found) await this.dossiers.reroute(tx, id);
    return found.map((row) => row.id);
  }
}

/** Number of the newest change of units; posts do not move dossiers. */
async function unitVersion(tx: Tx): Promise<string> {
  const rows: { version: string }[] = await tx.query('select coalesce(max(id), 0)::text as version from directory_unit_version');
  return rows[0]?.version ?? '0';
}
