import { Audit } from '@doanket/audit';
import { Clock, newId, type Day } from '@doanket/kernel';
import { systemCall, Transactions, type Tx, withCallContext } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';

/** Mergers looked at in one round. */
const MERGERS = 50;

interface Merger { readonly unitId: string; readonly successorId: string; readonly effectiveOn: Day; readonly decisionId: string }
interface Passed { readonly id: string; readonly year: number; readonly kind: string; readonly amount: number; readonly toId: string }

/**
 * Targets of a merged unit that are open are added to its successor's: counts are added, and so are the results behind them.
 * A target of a year that was over before the merger, or whose result was entered, keeps the old unit; so does one whose
 * successor's result was entered. What was said of the old unit stays readable, and where it went. Source: handbook ORG-05, ORG-14.
 */
@Injectable()
export class MergedTargets {
  constructor(private readonly transactions: Transactions, private readonly clock: Clock, private readonly audit: Audit) {}

  /** Answers how many targets passed. Called by a timer; a second process finds nothing more to do. */
  async round(): Promise<number> {
    const waiting = await this.transactions.readWhole((tx) => this.mergers(tx));
    let passed = 0;
    for (const merger of waiting) {
      passed += await withCallContext(systemCall('membership', 'merged-targets'), () => this.transactions.runWhole((tx) => this.pass(tx, merger)));
    }
    return passed;
  }

  /** In the order in which they came into effect: what passes twice passes one after the other. */
  private mergers(tx: Tx): Promise<Merger[]> {
    return tx.query(
      `select distinct on (first.day, v.unit_id) v.unit_id as "unitId", v.successor_id as "successorId", first.day::text as "effectiveOn", v.decision_id as "decisionId"
       from directory_unit_version v
       cross join lateral (select min(lower(w.valid)) as day from directory_unit_version w where w.unit_id = v.unit_id and upper_inf(w.recorded) and w.state = 'MERGED' and w.successor_id = v.successor_id) first
       where upper_inf(v.recorded) and v.state = 'MERGED' and v.successor_id is not null and v.valid @> $1::date
         and exists (select from growth_target t where t.unit_id = v.unit_id and t.passed_on is null and t.reported is null and t.year >= extract(year from first.day)
           and not exists (select from growth_target s where s.unit_id = v.successor_id and s.year = t.year and s.kind = t.kind and s.reported is not null))
       order by first.day, v.unit_id limit ${MERGERS}`, [this.clock.today()]);
  }

  private async pass(tx: Tx, { unitId, successorId, effectiveOn, decisionId }: Merger): Promise<number> {
    const open: Omit<Passed, 'toId'>[] = await tx.query(
      `select t.id, t.year, t.kind, t.target as amount from growth_target t
       where t.unit_id = $1 and t.passed_on is null and t.reported is null and t.year >= extract(year from $3::date)
         and not exists (select from growth_target s where s.unit_id = $2 and s.year = t.year and s.kind = t.kind and s.reported is not null)
       order by t.id for update of t`, [unitId, successorId, effectiveOn]);
    const passed: Passed[] = [];
    for (const one of open) {
      const [to]: { id: string }[] = await tx.query(
        `insert into growth_target as t (id, unit_id, year, kind, target, decision_id, version) values ($1, $2, $3, $4, $5, $6, 1)
         on conflict (unit_id, year, kind) do update set target = t.target + excluded.target, version = t.version + 1 returning id`,
        [newId(), successorId, one.year, one.kind, one.amount, decisionId]);
      passed.push({ ...one, toId: to?.id ?? '' });
    }
    await tx.query('update growth_target set passed_on = $2, version = version + 1 where id = any($1)', [passed.map(({ id }) => id), effectiveOn]);
    await tx.query(
      `insert into growth_target_passing (target_id, to_target_id, unit_id, amount, passed_on, decision_id)
       select p.id, p.to_id, $4, p.amount, $5, $6 from unnest($1::uuid[], $2::uuid[], $3::int[]) as p(id, to_id, amount)`,
      [passed.map(({ id }) => id), passed.map(({ toId }) => toId), passed.map(({ amount }) => amount), successorId, effectiveOn, decisionId]);
    await this.audit.record(tx, passed.map(({ id, toId, year, kind, amount }) => ({ action: 'growth-target.pass', objectType: 'growth-target', objectId: id, unitId: successorId, after: { year, kind, amount, toTargetId: toId, decisionId } })));
    return passed.length;
  }
}
