import type { Level, TreeDiffView, TreeMarkView, UnitState, UnitVersionView } from '@doanket/contracts';
import { knownSql, UNIT_ON_COLUMNS, type UnitOn } from '@doanket/directory';
import { searchKey, type Day } from '@doanket/kernel';
import type { Tx } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';

/** Which units may be looked at: ids of the caller's subtree, null for all (the scope builder's answer). */
export type UnitsSeen = readonly string[] | null;

/** A unit on a day with the codes of its neighbours. */
export interface UnitRow extends UnitOn { readonly foundedOn: Day; readonly nameKey: string; readonly parentCode: string | null; readonly successorCode: string | null; readonly childCount: number }

export interface UnitFilter {
  readonly day: Day;
  readonly knownAt: string | null;
  readonly seen: UnitsSeen;
  readonly parentId: string | null;
  readonly unitId: string | null;
  readonly q: string | null;
  readonly type: string | null;
  readonly level: Level | null;
  readonly state: UnitState | null;
  readonly bloc: string | null;
  readonly after: readonly [nameKey: string, code: string] | null;
  readonly limit: number;
}

const OPEN = "('PROPOSED', 'PROVISIONAL', 'ACTIVE')";

const UNITS = `
  select ${UNIT_ON_COLUMNS}, u.founded_on::text as "foundedOn", v.name_key as "nameKey", p.code as "parentCode", s.code as "successorCode",
    (select count(*)::int from directory_unit_version c
      where c.parent_id = v.unit_id and c.valid @> $1::date and ${knownSql(2, 'c')} and c.state in ${OPEN}) as "childCount"
  from directory_unit_version v
  join directory_unit u on u.id = v.unit_id
  left join directory_unit p on p.id = v.parent_id
  left join directory_unit s on s.id = v.successor_id
  where v.valid @> $1::date and ${knownSql(2)}
    and ($3::uuid[] is null or v.unit_id = any($3))
    and ($4::uuid is null or v.parent_id = $4)
    and ($5::uuid is null or v.unit_id = $5)
    and ($6::text is null or v.name_key like $6 or u.code like $6)
    and ($7::text is null or u.type = $7)
    and ($8::text is null or u.level = $8)
    and (case when $9::text is null then $5::uuid is not null or v.state in ${OPEN} else v.state = $9 end)
    and ($10::text is null or v.bloc = $10)
    and ($11::text is null or (v.name_key, u.code) > ($11, $12))
  order by v.name_key, u.code limit $13`;

/** Reading the tree. Every query is given the units it may look at, for it runs over all rows (engineering handbook 7.4). */
@Injectable()
export class UnitQueries {
  list(tx: Tx, filter: UnitFilter): Promise<UnitRow[]> {
    return tx.query(UNITS, [
      filter.day, filter.knownAt, filter.seen, filter.parentId, filter.unitId, filter.q === null ? null : `%${escaped(searchKey(filter.q))}%`,
      filter.type, filter.level, filter.state, filter.bloc, filter.after?.[0] ?? null, filter.after?.[1] ?? null, filter.limit,
    ]);
  }

  /** Units below, by level, that have not ended on that day. */
  async descendants(tx: Tx, path: string, day: Day, knownAt: string | null): Promise<Partial<Record<Level, number>>> {
    const rows: { level: Level; units: number }[] = await tx.query(
      `select u.level, count(*)::int as units from directory_unit_version v join directory_unit u on u.id = v.unit_id
       where v.path <@ text2ltree($1) and v.path <> text2ltree($1) and v.valid @> $2::date and ${knownSql(3)} and v.state in ${OPEN} group by u.level`,
      [path, day, knownAt]);
    return Object.fromEntries(rows.map((row) => [row.level, row.units]));
  }

  async history(tx: Tx, unitId: string): Promise<UnitVersionView[]> {
    const rows: (Omit<UnitVersionView, 'recordedAt' | 'recordedUntil'> & { recordedAt: Date; recordedUntil: Date | null })[] = await tx.query(
      `select v.name, p.code as "parentCode", v.state, s.code as "successorCode", v.bloc, v.territories, lower(v.valid)::text as "validFrom",
              (upper(v.valid) - 1)::text as "validTo", lower(v.recorded) as "recordedAt", upper(v.recorded) as "recordedUntil", v.decision_id as "decisionId"
       from directory_unit_version v left join directory_unit p on p.id = v.parent_id left join directory_unit s on s.id = v.successor_id
       where v.unit_id = $1 order by upper(v.recorded) desc nulls first, lower(v.valid) desc, v.id desc limit 1000`, [unitId]);
    return rows.map((row) => ({ ...row, recordedAt: row.recordedAt.toISOString(), recordedUntil: row.recordedUntil?.toISOString() ?? null }));
  }

  /** Days on which decisions changed something, newest first. */
  marks(tx: Tx, options: { seen: UnitsSeen; before: readonly [Day, string] | null; limit: number }): Promise<TreeMarkView[]> {
    return tx.query(
      `with known as (
         select v.unit_id, lower(v.valid) as day, v.decision_id, v.state,
                lag(v.state) over w as before, lag(v.decision_id) over w as decision_before
         from directory_unit_version v where upper_inf(v.recorded) and ($1::uuid[] is null or v.unit_id = any($1))
         window w as (partition by v.unit_id order by lower(v.valid))
       )
       select day::text as day, decision_id as "decisionId",
              count(*) filter (where before is null)::int as founded,
              count(*) filter (where before in ${OPEN} and state not in ${OPEN})::int as ended,
              count(*) filter (where before is not null and not (before in ${OPEN} and state not in ${OPEN}))::int as changed
       from known
       where decision_before is distinct from decision_id and ($2::date is null or (day, decision_id) < ($2::date, $3::uuid))
       group by day, decision_id order by day desc, decision_id desc limit $4`,
      [options.seen, options.before?.[0] ?? null, options.before?.[1] ?? null, options.limit]);
  }

  /** Units that are not the same on two days. */
  async diff(tx: Tx, options: { from: Day; to: Day; seen: UnitsSeen; after: string | null; limit: number }): Promise<TreeDiffView[]> {
    const rows: DiffRow[] = await tx.query(
      `select u.id, u.code, u.type, u.level, b.name as "nameBefore", pb.code as "parentBefore", b.state as "stateBefore", a.name as "nameAfter",
              pa.code as "parentAfter", a.state as "stateAfter", (b.bloc, b.territories) is distinct from (a.bloc, a.territories) as reclassified
       from directory_unit u
       left join directory_unit_version b on b.unit_id = u.id and upper_inf(b.recorded) and b.valid @> $1::date
       left join directory_unit_version a on a.unit_id = u.id and upper_inf(a.recorded) and a.valid @> $2::date
       left join directory_unit pb on pb.id = b.parent_id left join directory_unit pa on pa.id = a.parent_id
       where ($3::uuid[] is null or u.id = any($3)) and ($4::text is null or u.code > $4)
         and (b.name, b.parent_id, b.state, b.bloc, b.territories) is distinct from (a.name, a.parent_id, a.state, a.bloc, a.territories)
       order by u.code limit $5`, [options.from, options.to, options.seen, options.after, options.limit]);
    return rows.map(toDiff);
  }
}

interface DiffRow {
  id: string; code: string; type: TreeDiffView['unit']['type']; level: Level; nameBefore: string | null; parentBefore: string | null; stateBefore: UnitState | null;
  nameAfter: string | null; parentAfter: string | null; stateAfter: UnitState | null; reclassified: boolean;
}

function toDiff(row: DiffRow): TreeDiffView {
  const before = side(row.nameBefore, row.parentBefore, row.stateBefore);
  const after = side(row.nameAfter, row.parentAfter, row.stateAfter);
  const shown = after ?? before;
  if (shown === null) throw new Error('A difference without a side');
  return { unit: { id: row.id, code: row.code, type: row.type, level: row.level, name: shown.name, state: shown.state }, changes: changesOf(row), before, after };
}

const side = (name: string | null, parentCode: string | null, state: UnitState | null): TreeDiffView['before'] =>
  (name === null || state === null ? null : { name, parentCode, state });

function changesOf(row: DiffRow): TreeDiffView['changes'] {
  if (row.stateBefore === null) return ['FOUNDED'];
  const ended = row.stateAfter !== null && !OPEN.includes(`'${row.stateAfter}'`) && OPEN.includes(`'${row.stateBefore}'`);
  const changes: [boolean, TreeDiffView['changes'][number]][] = [
    [ended, 'ENDED'],
    [!ended && row.stateBefore !== row.stateAfter, 'ADVANCED'],
    [row.nameBefore !== row.nameAfter, 'RENAMED'],
    [row.parentBefore !== row.parentAfter, 'MOVED'],
    [row.reclassified, 'RECLASSIFIED'],
  ];
  return changes.flatMap(([is, change]) => (is ? [change] : []));
}

const escaped = (text: string): string => text.replace(/[\\%_]/g, (sign) => `\\${sign}`);
