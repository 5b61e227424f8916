import { Audit } from '@doanket/audit';
import type { Principal } from '@doanket/auth';
import type { AnswerOf, GrowthTargetView, InputOf, listGrowthTargets, reportGrowthResult, setGrowthTarget } from '@doanket/contracts';
import { Access, Directory, UnitNotFound } from '@doanket/directory';
import { addDays, Clock, DomainError, newId, percentText, type Day } from '@doanket/kernel';
import { Transactions, type Tx } from '@doanket/persistence';
import { decodeCursor, pageFrom } from '@doanket/service';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { LiveDecisions } from '../decisions/live-decisions';
import { GrowthTargetNotFound, GrowthTargetPassed, TargetOverGiven } from './growth-target.errors';

const Cursor = z.tuple([z.number().int(), z.uuid()]);
interface Row { readonly id: string; readonly unitId: string; readonly unitCode: string; readonly unitName: string; readonly year: number; readonly kind: GrowthTargetView['kind']; readonly target: number; readonly reported: number | null; readonly decisionId: string; readonly version: number; readonly passedTo: GrowthTargetView['passedTo']; readonly passedFrom: readonly (GrowthTargetView['passedFrom'][number] & { unitId: string })[] }

const COLUMNS = `t.id, t.unit_id as "unitId", u.code as "unitCode", coalesce(n.name, u.code) as "unitName", t.year, t.kind, t.target, t.reported, t.decision_id as "decisionId", t.version,
  (select json_build_object('unitCode', o.code, 'on', p.passed_on::text) from growth_target_passing p join directory_unit o on o.id = p.unit_id where p.target_id = t.id) as "passedTo",
  coalesce((select json_agg(json_build_object('unitId', o.id, 'unitCode', o.code, 'target', p.amount, 'on', p.passed_on::text) order by p.passed_on, o.code)
    from growth_target_passing p join growth_target f on f.id = p.target_id join directory_unit o on o.id = f.unit_id where p.to_target_id = t.id), '[]'::json) as "passedFrom"
  from growth_target t join directory_unit u on u.id = t.unit_id
  left join lateral (select v.name from directory_unit_version v where v.unit_id = u.id and upper_inf(v.recorded) order by lower(v.valid) desc limit 1) n on true`;

/** Targets of new members and new unions, and their results from the records (ORG-14). */
@Injectable()
export class GrowthTargetsService {
  constructor(
    private readonly transactions: Transactions, private readonly access: Access, private readonly directory: Directory, private readonly decisions: LiveDecisions, private readonly audit: Audit, private readonly clock: Clock,
  ) {}

  set({ body }: InputOf<typeof setGrowthTarget>, principal: Principal): Promise<GrowthTargetView> {
    return this.transactions.run(async (tx) => {
      const unitId = await this.access.requireUnitByCode(tx, principal, 'membership.target.set', body.unitCode);
      await this.requireOwn(tx, 't.unit_id = $1 and t.year = $2 and t.kind = $3', [unitId, body.year, body.kind]);
      const decision = await this.decisions.take(tx, principal, { kind: 'GROWTH_TARGET', ...body.decision });
      const rows: { id: string }[] = await tx.query(
        `insert into growth_target as t (id, unit_id, year, kind, target, decision_id, version) values ($1, $2, $3, $4, $5, $6, 1)
         on conflict (unit_id, year, kind) do update set target = excluded.target, decision_id = excluded.decision_id, version = t.version + 1 returning id`,
        [newId(), unitId, body.year, body.kind, body.target, decision.id]);
      const view = await this.one(tx, rows[0]?.id ?? '');
      if (view.left < 0) throw new TargetOverGiven(view.target, view.givenOn);
      await this.audit.record(tx, { action: 'growth-target.set', objectType: 'growth-target', objectId: view.id, unitId, after: { year: body.year, kind: body.kind, target: body.target } });
      return view;
    });
  }

  report({ params, body }: InputOf<typeof reportGrowthResult>, principal: Principal): Promise<GrowthTargetView> {
    return this.transactions.run(async (tx) => {
      const { unitCode } = await this.one(tx, params.id);
      const unitId = await this.access.requireUnitByCode(tx, principal, 'membership.target.set', unitCode).catch((error: unknown) => {
        throw error instanceof UnitNotFound ? new GrowthTargetNotFound() : error as DomainError;
      });
      await this.requireOwn(tx, 't.id = $1', [params.id]);
      const decision = await this.decisions.take(tx, principal, { kind: 'GROWTH_RESULT', ...body.decision });
      await tx.query('update growth_target set reported = $2, version = version + 1 where id = $1', [params.id, body.result]);
      await this.audit.record(tx, { action: 'growth-target.report', objectType: 'growth-target', objectId: params.id, unitId, after: { result: body.result, decisionId: decision.id } });
      return this.one(tx, params.id);
    });
  }

  list({ query }: InputOf<typeof listGrowthTargets>, principal: Principal): Promise<AnswerOf<typeof listGrowthTargets>> {
    return this.transactions.read(async (tx) => {
      const unitId = query.unit === undefined ? null : (await this.directory.getByCode(tx, query.unit)).unitId;
      if (unitId !== null) await this.access.requireReadable(tx, principal, unitId);
      const after = decodeCursor(query.cursor, Cursor);
      const rows: Row[] = await tx.query(
        `select ${COLUMNS} where ($1::int is null or t.year = $1) and ($2::text is null or t.kind = $2)
           and ($3::uuid is null or t.unit_id = $3 or exists (select from directory_unit_version v where v.unit_id = t.unit_id and v.parent_id = $3 and upper_inf(v.recorded) and v.valid @> make_date(t.year, 12, 31)))
           and ($4::int is null or (t.year, t.id) < ($4, $5::uuid)) order by t.year desc, t.id desc limit $6`,
        [query.year ?? null, query.kind ?? null, unitId, after?.[0] ?? null, after?.[1] ?? null, query.limit + 1]);
      const page = pageFrom(rows, query.limit, (row) => row, (row) => [row.year, row.id]);
      const items: GrowthTargetView[] = [];
      for (const row of page.items) items.push(await this.view(tx, row));
      return { items, nextCursor: page.nextCursor };
    });
  }

  /** Throws GrowthTargetPassed for one that a merger gave to somebody else. */
  private async requireOwn(tx: Tx, condition: string, values: readonly unknown[]): Promise<void> {
    const [passed]: { passedOn: Day }[] = await tx.query(`select t.passed_on::text as "passedOn" from growth_target t where ${condition} and t.passed_on is not null`, [...values]);
    if (passed !== undefined) throw new GrowthTargetPassed(passed.passedOn);
  }

  private async one(tx: Tx, id: string): Promise<GrowthTargetView> {
    const rows: Row[] = await tx.query(`select ${COLUMNS} where t.id = $1`, [id]);
    if (rows[0] === undefined) throw new GrowthTargetNotFound();
    return this.view(tx, rows[0]);
  }

  /** Results come up from the records of the subtree as it stood at the end of the year, or stands today. */
  private async view(tx: Tx, row: Row): Promise<GrowthTargetView> {
    const yearEnd = `${row.year}-12-31`;
    const day = yearEnd < this.clock.today() ? yearEnd : this.clock.today();
    const units = await this.counted(tx, row, day);
    const counted: { n: number }[] = row.reported !== null ? [{ n: row.reported }] : await tx.query(
      row.kind === 'NEW_MEMBERS'
        ? "select count(*)::int as n from member where unit_id = any($1) and admitted_on between $2::date and $3::date and status not in ('DRAFT', 'SUBMITTED', 'ACCEPTED', 'REJECTED') and (member_since is null or member_since = admitted_on) and transferred_from is null"
        : "select count(*)::int as n from directory_unit where id = any($1) and level = 'G' and founded_on between $2::date and $3::date and exists (select from directory_unit_version v where v.unit_id = directory_unit.id and upper_inf(v.recorded) and v.state in ('PROPOSED', 'PROVISIONAL', 'ACTIVE'))", [units, `${row.year}-01-01`, yearEnd]);
    const given: { n: number }[] = await tx.query(
      `select coalesce(sum(t.target), 0)::int as n from growth_target t join directory_unit_version v on v.unit_id = t.unit_id and upper_inf(v.recorded) and v.valid @> $4::date
       where v.parent_id = $1 and t.year = $2 and t.kind = $3 and t.passed_on is null`, [row.unitId, row.year, row.kind, day]);
    const result = counted[0]?.n ?? 0;
    const givenOn = given[0]?.n ?? 0;
    return {
      id: row.id, unitCode: row.unitCode, unitName: row.unitName, year: row.year, kind: row.kind, target: row.target, result, source: row.reported === null ? 'RECORDS' : 'REPORTED',
      achieved: { numerator: result, denominator: row.target, percent: percentText({ numerator: result, denominator: row.target }) }, givenOn, left: row.target - givenOn, decisionId: row.decisionId, version: row.version, passedTo: row.passedTo,
      passedFrom: row.passedFrom.map(({ unitCode, target, on }) => ({ unitCode, target, on })),
    };
  }

  /** The subtree, and those of units whose targets were added to this one, as they were on their last day and over several mergers. */
  private async counted(tx: Tx, { id, unitId }: Row, day: Day): Promise<string[]> {
    const units = new Set(await this.directory.subtreeOn(tx, unitId, day));
    const joined: { unitId: string; on: Day }[] = await tx.query(
      `with recursive joined as (
         select p.target_id, p.passed_on, 1 as step from growth_target_passing p where p.to_target_id = $1
         union all select p.target_id, p.passed_on, j.step + 1 from joined j join growth_target_passing p on p.to_target_id = j.target_id where j.step < 20)
       select f.unit_id as "unitId", j.passed_on::text as "on" from joined j join growth_target f on f.id = j.target_id`, [id]);
    for (const one of joined) for (const below of await this.directory.subtreeOn(tx, one.unitId, addDays(one.on, -1))) units.add(below);
    return [...units];
  }
}
