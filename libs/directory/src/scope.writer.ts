import { FINAL_UNIT_STATES } from '@doanket/contracts';
import type { Day } from '@doanket/kernel';
import type { Tx } from '@doanket/persistence';

const FINAL = FINAL_UNIT_STATES.map((state) => `'${state}'`).join(', ');

/** On what each unit hangs on the day `$1`. */
const hanging = (condition: string): string => `
    select distinct on (v.unit_id) v.unit_id, u.code,
           case when v.state in (${FINAL}) then coalesce(v.successor_id, v.parent_id) else v.parent_id end as under
    from directory_unit_version v join directory_unit u on u.id = v.unit_id
    where upper_inf(v.recorded) ${condition}
    order by v.unit_id, (v.valid @> $1::date) desc, lower(v.valid)`;

/**
 * The tree in which rights are measured: where each unit hangs on a day. An ended unit hangs on its successor, else its
 * last parent; one that is not there yet hangs where it will. Source: handbook 2.0; engineering handbook 6.1.
 */
const TREE_ON = `
  with recursive hang as (${hanging('')}), tree (unit_id, path) as (
    select unit_id, text2ltree(code) from hang where under is null
    union all
    select h.unit_id, t.path || h.code from tree t join hang h on h.under = t.unit_id
  )`;

/** Keeps `directory_scope`, the tree of today, which row-level security and reach read. */
export class ScopeWriter {
  /** Puts units that were just founded below their parents; far cheaper than the whole tree. None hangs on another one of them. */
  async add(tx: Tx, units: readonly { readonly unitId: string; readonly parentId: string | null; readonly code: string }[]): Promise<void> {
    await tx.query(
      `insert into directory_scope (unit_id, path)
       select t."unitId", case when t."parentId" is null then text2ltree(t.code) else (select s.path || t.code from directory_scope s where s.unit_id = t."parentId") end
       from jsonb_to_recordset($1::jsonb) as t("unitId" uuid, "parentId" uuid, code text)`,
      [JSON.stringify(units)]);
  }

  /**
   * Puts one unit, with all that hangs on it, where it hangs on a day: nothing else moves when one unit does. Thousands of
   * single moves would else compute thousands of whole trees. Where that is not enough the whole tree is computed.
   */
  async follow(tx: Tx, unitId: string, day: Day): Promise<void> {
    const rows: { from: string; to: string; inside: boolean }[] = await tx.query(
      `select s.path::text as "from", (p.path || h.code)::text as "to", p.path <@ s.path as inside
       from (${hanging('and v.unit_id = $2')}) h
       join directory_scope s on s.unit_id = h.unit_id join directory_scope p on p.unit_id = h.under
       join directory_state on scope_day = $1`, [day, unitId]);
    const [place] = rows;
    // A root, a unit hanging on its own subtree, a tree of another day.
    if (place === undefined || place.inside) return this.recompute(tx, day);
    if (place.from === place.to) return;
    await tx.query(
      `update directory_scope set path = case when path = text2ltree($1) then text2ltree($2) else text2ltree($2) || subpath(path, nlevel(text2ltree($1))) end
       where path <@ text2ltree($1)`, [place.from, place.to]);
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
