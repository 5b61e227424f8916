import { Audit } from '@doanket/audit';
import type { Principal } from '@doanket/auth';
import type { AnswerOf, cancelDuesRun, DuesRunView, InputOf, listDuesRuns, startDuesRun } from '@doanket/contracts';
import { Access } from '@doanket/directory';
import { Clock, newId } from '@doanket/kernel';
import { currentCall, systemCall, Transactions, type Tx } from '@doanket/persistence';
import { decodeCursor, pageFrom } from '@doanket/service';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { InsuredSalaries } from '../insurance/insured-salaries';
import { firstDayOf, type Month, monthOf } from '../ledger/month.rules';
import { DuesMonthAhead, DuesMonthNotReckoned, DuesMonthReckoned, DuesRunEnded, DuesRunNotFound, DuesRunUnderWay } from './dues.errors';
import { DuesRules } from './dues-rules';
import { MAKE_UP_DUE, OWES } from './dues-run.sql';
import { DuesRunner } from './dues-runner';

interface RunRow extends Omit<DuesRunView, 'startedAt' | 'endedAt'> { readonly startedAt: Date; readonly endedAt: Date | null; readonly unitId: string }

const SELECT = `
  select r.id, r.unit_id as "unitId", u.code as "unitCode", to_char(r.month, 'YYYY-MM') as month, r.kind, r.state, r.units, r.units_done as "unitsDone", r.members, r.members_done as "membersDone",
    r.started_at as "startedAt", r.ended_at as "endedAt"
  from dues_run r join directory_unit u on u.id = r.unit_id`;

/** Months taken at once. */
const RECALCULATIONS = 500;

/** Starts the reckoning of a month for a unit and all below it; `DuesRunner` does it (ORG-16, ORG-17). */
@Injectable()
export class DuesRunsService {
  constructor(
    private readonly transactions: Transactions, private readonly clock: Clock, private readonly access: Access, private readonly audit: Audit, private readonly rules: DuesRules, private readonly runner: DuesRunner,
    private readonly salaries: InsuredSalaries,
  ) {}

  async start({ body }: InputOf<typeof startDuesRun>, principal: Principal): Promise<DuesRunView> {
    const run = await this.transactions.runWhole(async (tx) => {
      const unitId = await this.access.requireUnitByCode(tx, principal, 'membership.dues.run', body.unitCode);
      if (body.month > monthOf(this.clock.today())) throw new DuesMonthAhead();
      // One at a time may look which units are free; the lock ends with the transaction.
      await tx.query('select pg_advisory_xact_lock(hashtext($1))', [`dues-run:${body.month}`]);
      await this.requireFree(tx, unitId, body.month);
      const id = newId();
      await this.insert(tx, id, unitId, body.month, body.kind);
      await this.plan(tx, id, unitId, body.month, body.kind);
      await this.audit.record(tx, { action: 'dues-run.start', objectType: 'dues-run', objectId: id, unitId, after: { month: body.month, kind: body.kind } });
      return this.row(tx, id);
    });
    this.runner.wake();
    return toView(run);
  }

  get(id: string): Promise<DuesRunView> {
    return this.transactions.read(async (tx) => toView(await this.row(tx, id)));
  }

  list({ query }: InputOf<typeof listDuesRuns>): Promise<AnswerOf<typeof listDuesRuns>> {
    return this.transactions.read(async (tx) => {
      const after = decodeCursor(query.cursor, z.tuple([z.uuid()]));
      const rows: RunRow[] = await tx.query(`${SELECT} where ($1::date is null or r.month = $1) and ($2::uuid is null or r.id < $2) order by r.id desc limit $3`,
        [query.month === undefined ? null : firstDayOf(query.month), after?.[0] ?? null, query.limit + 1]);
      return pageFrom(rows, query.limit, toView, (row) => [row.id]);
    });
  }

  cancel({ params }: InputOf<typeof cancelDuesRun>, principal: Principal): Promise<DuesRunView> {
    return this.transactions.run(async (tx) => {
      const rows: { state: string; unitId: string }[] = await tx.query('select state, unit_id as "unitId" from dues_run where id = $1 for update', [params.id]);
      if (rows[0] === undefined) throw new DuesRunNotFound();
      await this.access.requireUnit(tx, principal, 'membership.dues.run', rows[0].unitId);
      if (rows[0].state !== 'RUNNING') throw new DuesRunEnded();
      await tx.query("update dues_run set state = 'CANCELLED', ended_at = $2 where id = $1", [params.id, this.clock.now()]);
      await this.audit.record(tx, { action: 'dues-run.cancel', objectType: 'dues-run', objectId: params.id, unitId: rows[0].unitId });
      return toView(await this.row(tx, params.id));
    });
  }

  /**
   * Takes the months a later list of the insurer changed and corrects the units in which they are reckoned already; the
   * others come right with their first run (SOC-03). Called by a timer; answers how many corrections it began.
   */
  async recalculate(): Promise<number> {
    const begun = await this.transactions.runWhole(async (tx) => {
      const waiting = await this.salaries.take(tx, RECALCULATIONS);
      const places: { unitId: string; month: Month; members: number }[] = await tx.query(
        `select d.unit_id as "unitId", to_char(d.month, 'YYYY-MM') as month, d.members from dues_month d
         where (d.unit_id, d.month) in (select * from unnest($1::uuid[], $2::date[])) order by d.month, d.unit_id`, [waiting.map((one) => one.unitId), waiting.map((one) => one.month)]);
      for (const { unitId, month, members } of places) {
        const id = newId();
        await this.insert(tx, id, unitId, month, 'CORRECTION');
        await tx.query('insert into dues_run_unit (run_id, n, unit_id, members) values ($1, 1, $2, $3)', [id, unitId, members]);
        await tx.query('update dues_run set units = 1, members = $2 where id = $1', [id, members]);
      }
      return places.length;
    });
    if (begun > 0) this.runner.wake();
    return begun;
  }

  private async insert(tx: Tx, id: string, unitId: string, month: Month, kind: 'REGULAR' | 'CORRECTION'): Promise<void> {
    await tx.query(
      `insert into dues_run (id, unit_id, month, kind, state, rules, units, units_done, members, members_done, actor, started_at) values ($1, $2, $3, $4, 'RUNNING', $5::jsonb, 0, 0, 0, 0, $6::jsonb, $7)`,
      [id, unitId, firstDayOf(month), kind, JSON.stringify(await this.rules.ofMonth(tx, month)), JSON.stringify(currentCall()?.actor ?? systemCall('membership', id).actor), this.clock.now()]);
  }

  /** Throws DuesRunUnderWay while a run of the month works on some of the units. */
  private async requireFree(tx: Tx, unitId: string, month: Month): Promise<void> {
    const rows: { units: number; unitsDone: number }[] = await tx.query(
      `select r.units, r.units_done as "unitsDone" from dues_run r join directory_scope theirs on theirs.unit_id = r.unit_id join directory_scope ours on ours.unit_id = $1
       where r.state = 'RUNNING' and r.month = $2 and (theirs.path <@ ours.path or theirs.path @> ours.path) limit 1`, [unitId, firstDayOf(month)]);
    if (rows[0] !== undefined) throw new DuesRunUnderWay({ month, unitsDone: rows[0].unitsDone, units: rows[0].units });
  }

  /** Lays down the units of the run in their order. Whatever is reckoned already is left out, or is all there is to correct. */
  private async plan(tx: Tx, id: string, unitId: string, month: Month, kind: 'REGULAR' | 'CORRECTION'): Promise<void> {
    const below = 'join directory_scope s on s.unit_id = x.unit_id join directory_scope top on top.unit_id = $2 and s.path <@ top.path';
    // A union whose members are gone may still be owed what it had suspended.
    const owing = `(select unit_id, sum(members)::int as members from (
        select m.unit_id, count(*) as members from member m where ${OWES} group by m.unit_id
        union all select f.unit_id, 0 from dues_relief f where ${MAKE_UP_DUE} and exists (select from dues_line l where l.relief_id = f.id and l.unit_id = f.unit_id and l.suspended_vnd > 0)) o group by unit_id)`;
    const reckoned = '(select d.unit_id, d.members from dues_month d where d.month = $1::date)';
    const [from, where] = kind === 'REGULAR' ? [owing, 'where not exists (select from dues_month d where d.unit_id = x.unit_id and d.month = $1::date)'] : [reckoned, ''];
    const planned: { units: number; members: string | null }[] = await tx.query(
      `with planned as (insert into dues_run_unit (run_id, n, unit_id, members) select $3, row_number() over (order by x.unit_id), x.unit_id, x.members from ${from} x ${below} ${where} returning members)
       select count(*)::int as units, sum(members) as members from planned`, [firstDayOf(month), unitId, id]);
    const { units, members } = planned[0] ?? { units: 0, members: null };
    if (units === 0 && kind === 'CORRECTION') throw new DuesMonthNotReckoned(month);
    if (units === 0) {
      const done: { n: number }[] = await tx.query(`select count(*)::int as n from dues_month x ${below} where x.month = $1::date`, [firstDayOf(month), unitId]);
      if ((done[0]?.n ?? 0) > 0) throw new DuesMonthReckoned({ month, units: done[0]?.n ?? 0 });
    }
    await tx.query('update dues_run set units = $2, members = $3 where id = $1', [id, units, Number(members ?? 0)]);
  }

  private async row(tx: Tx, id: string): Promise<RunRow> {
    const rows: RunRow[] = await tx.query(`${SELECT} where r.id = $1`, [id]);
    if (rows[0] === undefined) throw new DuesRunNotFound();
    return rows[0];
  }
}

function toView(row: RunRow): DuesRunView {
  return {
    id: row.id, unitCode: row.unitCode, month: row.month, kind: row.kind, state: row.state, units: row.units, unitsDone: row.unitsDone, members: row.members, membersDone: row.membersDone,
    startedAt: row.startedAt.toISOString(), endedAt: row.endedAt?.toISOString() ?? null,
  };
}
