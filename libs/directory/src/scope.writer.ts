import { FINAL_UNIT_STATES } from '@doanket/contracts';
import type { Day } from '@doanket/kernel';
import type { Tx } from '@doanket/persistence';

const FINAL = FINAL_UNIT_STATES.map((state) => `'${state}'`).join(', ');

/**
 * The tree in which rights are measured: where each unit hangs on a day. An ended unit hangs on its successor, else its
 * last parent; one that is not there yet hangs where it will. Source: handbook 2.0; engineering handbook 6.1.
 */
const TREE_ON = `
  with recursive hang as (
    select distinct on (v.unit_id) v.unit_id, u.code,
           case when v.state in (${FINAL}) then coalesce(v.successor_id, v.parent_id) else v.parent_id end as under
    from directory_unit_version v join directory_unit u on u.id = v.unit_id
    where upper_inf(v.recorded)
    order by v.unit_id, (v.valid @> $1::date) desc, lower(v.valid)
  ), tree (unit_id, path) as (
    select unit_id, text2ltree(code) from hang where under is null
    union all
    select h.unit_id, t.path || h.code from tree t join hang h on h.under = t.unit_id
  )`;

/** Keeps `directory_scope`, the tree of today, which row-level security and reach read. */
export class ScopeWriter {
  /** Puts a unit that was just founded below its parent; far cheaper than the whole tree when many are founded. */
  async add(tx: Tx, unitId: string, parentId: string | null, code: string): Promise<void> {
    await tx.query(
      `insert into directory_scope (unit_id, path)
       select $1, case when $2::uuid is null then text2ltree($3) else (select path || $3 from directory_scope where unit_id = $2) end`,
      [unitId, parentId, code]);
  }

  /** Computes the whole tree of a day, writing only what is different: one pass over all units, milliseconds for a city. */
  async recompute(tx: Tx, day: Day): Promise<void> {
    await tx.query(
      `${TREE_ON}
       insert into directory_scope as s (unit_id, path) select unit_id, path from tree
       on conflict (unit_id) do update set path = excluded.path where s.path is distinct from excluded.path`, [day]);
    await tx.query('update directory_state set scope_day = $1', [day]);
  }
}
