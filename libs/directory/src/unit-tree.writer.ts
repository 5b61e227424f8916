import type { DataOf, UnitFoundedV1 } from '@doanket/contracts';
import { addDays, searchKey, type Day } from '@doanket/kernel';
import type { Tx } from '@doanket/persistence';
import { changeFrom, segmentOn, type UnitChange, type UnitSegment } from './unit-timeline.rules';
import { ReorganisationIncomplete } from './directory.errors';

/** When and by which decision a change is written. */
export interface Provenance { readonly decisionId: string; readonly recordedAt: string; readonly validFrom: Day }

/** One group of facts of one unit, and when it changes. */
export interface UnitChanged { readonly unitId: string; readonly change: UnitChange; readonly at: Provenance }

/** Units whose timelines are to be written, as rows for SQL. */
interface TimelineRow {
  readonly unit_id: string; readonly name: string; readonly name_key: string; readonly parent_id: string | null; readonly state: string;
  readonly successor_id: string | null; readonly bloc: string | null; readonly territories: readonly string[]; readonly decision_id: string;
  readonly valid: string;
}
type VersionRow = TimelineRow & { readonly path: string };

const COLUMNS = `unit_id uuid, name text, name_key text, parent_id uuid, state text, successor_id uuid, bloc text, territories text[], decision_id uuid, valid daterange`;

/** The paths of these timelines from the current paths of their parents; a piece for each period in which all is the same. */
const PLACED = `
  with placed as (
    select t.*, case when t.parent_id is null then text2ltree(u.code) else p.path || u.code end as path,
           case when t.parent_id is null then t.valid else t.valid * p.valid end as held
    from jsonb_to_recordset($1::jsonb) as t(${COLUMNS})
    join directory_unit u on u.id = t.unit_id
    left join directory_unit_version p on p.unit_id = t.parent_id and upper_inf(p.recorded) and p.valid && t.valid
    where t.parent_id is null or p.unit_id is not null
  )
  select unit_id, name, name_key, parent_id, state, successor_id, bloc, territories, decision_id, path::text as path,
         unnest(range_agg(held))::text as valid
  from placed
  group by unit_id, name, name_key, parent_id, state, successor_id, bloc, territories, decision_id, path`;

const CURRENT = `
  select id, unit_id, name, name_key, parent_id, state, successor_id, bloc, territories, decision_id, path::text as path, valid::text as valid
  from directory_unit_version where upper_inf(recorded) and unit_id = any($1)`;

/** Writes the bitemporal tree of units. Paths of everything below follow a move; nothing that was known is overwritten. */
export class UnitTreeWriter {
  /** Units that are new, recorded at one instant; none of them hangs on another one of them. */
  async found(tx: Tx, units: readonly DataOf<typeof UnitFoundedV1>[]): Promise<void> {
    const [first] = units;
    if (first === undefined) return;
    await tx.query(
      `insert into directory_unit (id, code, type, level, founded_on)
       select "unitId", code, type, level, "validFrom" from jsonb_to_recordset($1::jsonb) as t("unitId" uuid, code text, type text, level text, "validFrom" date)`,
      [JSON.stringify(units)]);
    const rows = units.map((unit) => toRow(unit.unitId, {
      name: unit.name, parentId: unit.parentId, state: unit.state, successorId: null, bloc: unit.bloc, territories: unit.territories,
      decisionId: unit.decisionId, from: unit.validFrom, until: null,
    }));
    await this.write(tx, rows, first.recordedAt);
  }

  /** One group of facts of a unit is different from `at.validFrom` on. */
  change(tx: Tx, unitId: string, change: UnitChange, at: Provenance): Promise<void> {
    return this.changeMany(tx, [{ unitId, change, at }]);
  }

  /** The same for many different units that were recorded at one instant, set-based: a reorganisation moves thousands. */
  async changeMany(tx: Tx, changes: readonly UnitChanged[]): Promise<void> {
    const [first] = changes;
    if (first === undefined) return;
    const timelines = await this.timelines(tx, changes.map(({ unitId }) => unitId));
    const rows = changes.flatMap(({ unitId, change, at }) =>
      changeFrom(timelines.get(unitId) ?? [], at.validFrom, change, at.decisionId).map((segment) => toRow(unitId, segment)));
    const moved = changes.filter(({ change }) => 'parentId' in change).map(({ unitId }) => unitId);
    await this.write(tx, rows, first.at.recordedAt);
    if (moved.length > 0) await this.follow(tx, moved, first.at.recordedAt);
  }

  /** Parents, states and successors that this decision changed are again what they were on the day before it. */
  async undo(tx: Tx, at: Provenance): Promise<void> {
    const units: { unit_id: string }[] = await tx.query(
      'select distinct unit_id from directory_unit_version where decision_id = $1 and upper_inf(recorded)', [at.decisionId]);
    const timelines = await this.timelines(tx, units.map((unit) => unit.unit_id));
    const before = units.flatMap(({ unit_id: unitId }) => {
      const segment = segmentOn(timelines.get(unitId) ?? [], addDays(at.validFrom, -1));
      return segment === null ? [] : [{ unitId, segment, at: { ...at, decisionId: segment.decisionId } }];
    });
    await this.changeMany(tx, before.map(({ unitId, segment, at: then }) => ({ unitId, change: { state: segment.state, successorId: segment.successorId }, at: then })));
    await this.changeMany(tx, before.flatMap(({ unitId, segment, at: then }) => (segment.parentId === null ? [] : [{ unitId, change: { parentId: segment.parentId }, at: then }])));
  }

  /** The current timelines of units, without regard to their paths. */
  private async timelines(tx: Tx, unitIds: readonly string[]): Promise<Map<string, UnitSegment[]>> {
    const rows: { unit_id: string; name: string; parent_id: string | null; state: UnitSegment['state']; successor_id: string | null;
      bloc: UnitSegment['bloc']; territories: string[]; decision_id: string; from: string; until: string | null }[] = await tx.query(
      `select unit_id, name, parent_id, state, successor_id, bloc, territories, decision_id, lower(valid)::text as "from", upper(valid)::text as until
       from directory_unit_version where unit_id = any($1) and upper_inf(recorded) order by lower(valid)`, [unitIds]);
    const timelines = new Map<string, UnitSegment[]>();
    for (const row of rows) {
      const segment = {
        name: row.name, parentId: row.parent_id, state: row.state, successorId: row.successor_id, bloc: row.bloc, territories: row.territories,
        decisionId: row.decision_id, from: row.from, until: row.until,
      };
      timelines.set(row.unit_id, [...(timelines.get(row.unit_id) ?? []), segment]);
    }
    return timelines;
  }

  /** Gives everything below these units its new paths, level by level. */
  private async follow(tx: Tx, unitIds: readonly string[], recordedAt: string): Promise<void> {
    const below: TimelineRow[] = await tx.query(
      `select unit_id, name, name_key, parent_id, state, successor_id, bloc, territories, decision_id, valid::text as valid
       from directory_unit_version
       where upper_inf(recorded) and unit_id in (select unit_id from directory_unit_version where upper_inf(recorded) and parent_id = any($1))`,
      [unitIds]);
    if (below.length === 0) return;
    const changed = await this.write(tx, below, recordedAt);
    if (changed.length > 0) await this.follow(tx, changed, recordedAt);
  }

  /** Makes these timelines the current ones; answers the units for which something is different now. */
  private async write(tx: Tx, timelines: readonly TimelineRow[], recordedAt: string): Promise<string[]> {
    const unitIds = [...new Set(timelines.map((row) => row.unit_id))];
    const wanted: VersionRow[] = await tx.query(PLACED, [JSON.stringify(timelines)]);
    const current: (VersionRow & { id: string })[] = await tx.query(CURRENT, [unitIds]);
    const wantedKeys = new Set(wanted.map(keyOf));
    const currentKeys = new Set(current.map(keyOf));
    const closed = current.filter((row) => !wantedKeys.has(keyOf(row)));
    const added = wanted.filter((row) => !currentKeys.has(keyOf(row)));
    if (wanted.length === 0) throw new ReorganisationIncomplete(timelines.length, 0);
    await this.close(tx, closed.map((row) => row.id), recordedAt);
    if (added.length > 0) {
      await tx.query(
        `insert into directory_unit_version (unit_id, name, name_key, parent_id, state, successor_id, bloc, territories, decision_id, valid, path, recorded)
         select unit_id, name, name_key, parent_id, state, successor_id, bloc, territories, decision_id, valid, text2ltree(path), tstzrange($2::timestamptz, null)
         from jsonb_to_recordset($1::jsonb) as t(${COLUMNS}, path text)`, [JSON.stringify(added), recordedAt]);
    }
    return [...new Set([...closed, ...added].map((row) => row.unit_id))];
  }

  /** What was known until now is kept as known until now; what was written at this very instant was never known. */
  private async close(tx: Tx, ids: readonly string[], recordedAt: string): Promise<void> {
    if (ids.length === 0) return;
    await tx.query('delete from directory_unit_version where id = any($1) and lower(recorded) >= $2', [ids, recordedAt]);
    await tx.query('update directory_unit_version set recorded = tstzrange(lower(recorded), $2::timestamptz) where id = any($1)', [ids, recordedAt]);
  }
}

function toRow(unitId: string, segment: UnitSegment): TimelineRow {
  return {
    unit_id: unitId, name: segment.name, name_key: searchKey(segment.name), parent_id: segment.parentId, state: segment.state,
    successor_id: segment.successorId, bloc: segment.bloc, territories: segment.territories, decision_id: segment.decisionId,
    valid: `[${segment.from},${segment.until ?? ''})`,
  };
}

const keyOf = (row: VersionRow): string =>
  JSON.stringify([row.unit_id, row.name, row.parent_id, row.state, row.successor_id, row.bloc, row.territories, row.decision_id, row.path, row.valid]);
