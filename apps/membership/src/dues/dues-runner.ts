import { Audit } from '@doanket/audit';
import { FailPoints } from '@doanket/messaging';
import type { Day } from '@doanket/kernel';
import { Clock } from '@doanket/kernel';
import { type Actor, systemCall, Transactions, type Tx, withCallContext } from '@doanket/persistence';
import { InjectConfig, Log } from '@doanket/service';
import { Injectable } from '@nestjs/common';
import type { MembershipConfig } from '../config';
import { Ledger, type Entry } from '../ledger/ledger';
import { firstDayOf, type Month } from '../ledger/month.rules';
import type { GroupRule } from './dues-rules';
import { CLAIM_UNITS, GIVE_CREDIT, INSERT_DIFFERENCES, INSERT_LINES, INSERT_MAKE_UP, SUM_OF_RUN, UPDATE_TOTALS, UPDATE_TOTALS_CORRECTED, USE_CREDIT } from './dues-run.sql';
import { DuesTotalsEvents } from './dues-totals';

interface RunRow {
  readonly id: string; readonly unitId: string; readonly month: Month; readonly kind: 'REGULAR' | 'CORRECTION'; readonly rules: readonly GroupRule[]; readonly unitsDone: number; readonly units: number; readonly actor: Actor;
}
interface Sum { readonly unitId: string; readonly amountVnd: string; readonly bookedIn?: Month }

const UNITS_IN_CHUNK = 500;

/**
 * Works runs off, one chunk of units per transaction: lines, ledger, totals and events of a chunk are there together or not at
 * all, so a run that was killed goes on after the last chunk. Two workers share runs, never a chunk.
 */
@Injectable()
export class DuesRunner {
  private working: Promise<void> | null = null;
  private started = false;

  constructor(
    private readonly transactions: Transactions, private readonly clock: Clock, private readonly ledger: Ledger, private readonly totals: DuesTotalsEvents, private readonly audit: Audit,
    private readonly log: Log, private readonly points: FailPoints, @InjectConfig() private readonly config: MembershipConfig,
  ) {}

  start(): void {
    this.started = true;
  }

  /** Ends after the chunk under way. */
  async stop(): Promise<void> {
    this.started = false;
    await this.working;
  }

  /** Starts working in the background, unless it is at it. A failure is logged; the timer comes back to it. */
  wake(): void {
    if (!this.started) return;
    this.working ??= this.goOn().catch((error: unknown) => this.log.failure('dues-run-failed', error)).finally(() => {
      this.working = null;
    });
  }

  /** Works off everything there is to do. */
  async workOff(): Promise<void> {
    while (await this.chunk());
  }

  private async goOn(): Promise<void> {
    while (this.started && (await this.chunk()));
  }

  /** One chunk of the oldest run; false when no run is open. */
  async chunk(): Promise<boolean> {
    const call = systemCall('membership', 'dues-run');
    return withCallContext(call, () => this.transactions.runWhole(async (tx) => {
      const run = await this.oldest(tx);
      if (run === null) return false;
      call.actor = run.actor;
      const units: { n: number; unitId: string; members: number }[] = await tx.query(
        `select n, unit_id as "unitId", members from (select n, unit_id, members, sum(members) over (order by n) - members as before from dues_run_unit where run_id = $1 and n > $2 order by n limit $4) u
         where before < $3 order by n`, [run.id, run.unitsDone, this.config.DUES_RUN_CHUNK_MEMBERS, UNITS_IN_CHUNK]);
      if (units.length > 0) await this.reckon(tx, run, units.map((unit) => unit.unitId));
      const done = run.unitsDone + units.length;
      const ended = done >= run.units;
      await tx.query(
        `update dues_run set units_done = $2, members_done = members_done + $3, state = case when $4 then 'DONE' else state end, ended_at = case when $4 then $5::timestamptz end where id = $1`,
        [run.id, done, units.reduce((sum, unit) => sum + unit.members, 0), ended, this.clock.now()]);
      this.points.hit('dues-chunk-written');
      if (ended) await this.audit.record(tx, { action: 'dues-run.end', objectType: 'dues-run', objectId: run.id, unitId: run.unitId, after: { month: run.month, units: run.units } });
      return true;
    }));
  }

  private async oldest(tx: Tx): Promise<RunRow | null> {
    const rows: RunRow[] = await tx.query(
      `select id, unit_id as "unitId", to_char(month, 'YYYY-MM') as month, kind, rules, units, units_done as "unitsDone", actor from dues_run
       where state = 'RUNNING' order by started_at, id limit 1 for update skip locked`);
    return rows[0] ?? null;
  }

  private async reckon(tx: Tx, run: RunRow, unitIds: readonly string[]): Promise<void> {
    const month = firstDayOf(run.month);
    const rules = JSON.stringify(run.rules);
    const today = this.clock.today();
    // A chunk asks by keys only. A table that was nearly empty when this connection first planned (the foreign keys of postings are planned once) would
    // be read from end to end for every row of a first large run, until the server has analysed it.
    await tx.query("select set_config('enable_seqscan', 'off', true)");
    if (run.kind === 'REGULAR') {
      const nothing = run.rules.filter((rule) => !rule.collected).map((rule) => rule.dues_group);
      const claimed: { unitId: string }[] = await tx.query(CLAIM_UNITS, [unitIds, month, run.id, nothing]);
      const units = claimed.map((unit) => unit.unitId);
      if (units.length === 0) return;
      await tx.query(INSERT_LINES, [month, units, rules, run.id]);
      await tx.query(INSERT_MAKE_UP, [month, units, run.id]);
      const used: Sum[] = await tx.query(USE_CREDIT, [month, units, run.id, today]);
      await tx.query(UPDATE_TOTALS, [month, units]);
      await this.collected(tx, month, used, 1);
      await this.book(tx, run, units, used, 'DUES_CALCULATED', today);
      await this.totals.publish(tx, run.month, units, 'RECKONED');
      return;
    }
    await tx.query(INSERT_DIFFERENCES, [month, unitIds, rules, run.id]);
    const given: Sum[] = await tx.query(GIVE_CREDIT, [month, unitIds, run.id, today]);
    const changed: { unitId: string }[] = await tx.query('select distinct unit_id as "unitId" from dues_line where month = $1 and unit_id = any($2::uuid[]) and run_id = $3 order by 1', [month, unitIds, run.id]);
    const units = changed.map((unit) => unit.unitId);
    if (units.length === 0) return;
    await tx.query(UPDATE_TOTALS_CORRECTED, [month, units]);
    await this.collected(tx, month, given, -1);
    await this.book(tx, run, units, given, 'DUES_CORRECTED', today);
    await this.totals.publish(tx, run.month, units, 'CORRECTED');
  }

  /** Credit that was used counts as collected for the month, credit that was given does not any more. */
  private async collected(tx: Tx, month: Day, credits: readonly Sum[], sign: 1 | -1): Promise<void> {
    if (credits.length === 0) return;
    await tx.query('update dues_month d set collected_vnd = d.collected_vnd + $4 * c.amount_vnd from unnest($2::uuid[], $3::bigint[]) c(unit_id, amount_vnd) where d.unit_id = c.unit_id and d.month = $1',
      [month, credits.map((credit) => credit.unitId), credits.map((credit) => Math.abs(Number(credit.amountVnd))), sign]);
  }

  private async book(tx: Tx, run: RunRow, unitIds: readonly string[], credits: readonly Sum[], kind: 'DUES_CALCULATED' | 'DUES_CORRECTED', today: Day): Promise<void> {
    const sums: Required<Sum>[] = await tx.query(SUM_OF_RUN, [firstDayOf(run.month), unitIds, run.id]);
    const creditOf = new Map(credits.map((credit) => [credit.unitId, Number(credit.amountVnd)]));
    const entries = sums.map(({ unitId, bookedIn, amountVnd }): Entry => {
      // Given: positive, used: negative. Either way what members owe changes by it.
      const credit = creditOf.get(unitId) ?? 0;
      creditOf.delete(unitId);
      return { unitId, month: bookedIn, kind, bookedOn: today, sourceId: run.id, moves: { DUES_RECEIVABLE: Number(amountVnd) + credit, DUES_EXPECTED: -Number(amountVnd), MEMBER_CREDIT: -credit } };
    });
    await this.ledger.book(tx, entries);
  }
}
