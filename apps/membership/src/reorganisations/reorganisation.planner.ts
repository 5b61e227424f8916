import type { UnitEndingItem, UnitsEndedItem } from '@doanket/contracts';
import { Directory, UNIT_ON_COLUMNS, type PostHeld, type UnitOn } from '@doanket/directory';
import { addDays, type Day } from '@doanket/kernel';
import type { Tx } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';
import { ParentNotHigher } from '../units/unit.errors';
import { mayHangOn } from '../units/unit.rules';
import { UnitTree } from '../units/unit-tree';
import { PendingSplits } from './pending-splits';
import { HeirEndsToo, RootCannotEnd, UnitEndsAlready, UnitNamedTwice } from './reorganisation.errors';
import { rehang, type Child, type Ending, type Rehung } from './reorganisation.rules';

/** Everything a reorganisation will do; nothing of it has happened. */
export interface ReorganisationPlan {
  readonly lastDay: Day;
  readonly effectiveOn: Day;
  /** Units named by the decision. */
  readonly endings: readonly Ending<UnitOn>[];
  /** Departments and groups inside them, which end with them. */
  readonly inside: readonly UnitOn[];
  readonly rehung: readonly Rehung<UnitOn>[];
  readonly endedPosts: readonly PostHeld[];
}

/** Works out a reorganisation: the dry run and the decision see the same plan. */
@Injectable()
export class ReorganisationPlanner {
  constructor(private readonly directory: Directory, private readonly tree: UnitTree, private readonly splits: PendingSplits) {}

  async plan(tx: Tx, item: UnitsEndedItem): Promise<ReorganisationPlan> {
    const { lastDay } = item;
    const effectiveOn = addDays(lastDay, 1);
    const endings: Ending<UnitOn>[] = [];
    for (const one of item.units) {
      if (endings.some(({ unit }) => unit.code === one.unitCode)) throw new UnitNamedTwice(one.unitCode);
      endings.push(await this.ending(tx, one, lastDay, effectiveOn));
    }
    const inside = await this.inside(tx, endings.map(({ unit }) => unit), effectiveOn);
    const endedIds = [...endings.map(({ unit }) => unit.unitId), ...inside.map(({ unitId }) => unitId)];
    this.requireHeirs(endings, new Set(endedIds));
    const rehung = rehang(endings, await this.children(tx, endings, new Set(endedIds), effectiveOn), mayHangOn);
    if ('fault' in rehung) {
      throw rehung.fault === 'HEIR_ENDS_TOO' ? new HeirEndsToo(rehung.unit.code, rehung.to.code) : new ParentNotHigher(rehung.unit.type, rehung.to.type);
    }
    return { lastDay, effectiveOn, endings, inside, rehung, endedPosts: await this.directory.openPostsOfUnits(tx, endedIds, lastDay) };
  }

  private async ending(tx: Tx, item: UnitEndingItem, lastDay: Day, effectiveOn: Day): Promise<Ending<UnitOn>> {
    await this.tree.openOn(tx, item.unitCode, lastDay);
    const unit = await this.tree.on(tx, item.unitCode, effectiveOn);
    await this.requireGoesOn(tx, unit, effectiveOn);
    const above = await this.directory.levelsAbove(tx, unit.unitId, effectiveOn);
    const city = above.find(({ level }) => level === 'C') ?? above[0];
    if (city === undefined) throw new RootCannotEnd();
    return {
      unit, state: item.state, city,
      successor: item.successorCode === undefined ? null : await this.tree.liveOn(tx, item.successorCode, effectiveOn),
      childrenTo: item.childrenTo === undefined ? null : await this.tree.liveOn(tx, item.childrenTo, effectiveOn),
    };
  }

  /** Throws UnitEndsAlready or UnionSplitsAlready: another decision came first. */
  async requireGoesOn(tx: Tx, { unitId, code }: UnitOn, day: Day): Promise<void> {
    const ended: { lastDay: Day }[] = await tx.query(
      `select (min(lower(valid)) - 1)::text as "lastDay" from directory_unit_version
       where unit_id = $1 and upper_inf(recorded) and state in ('ENDED', 'MERGED', 'TRANSFERRED_OUT') and (upper_inf(valid) or upper(valid) > $2::date) having count(*) > 0`,
      [unitId, day]);
    if (ended[0] !== undefined) throw new UnitEndsAlready(code, ended[0].lastDay);
    await this.splits.requireNone(tx, unitId, code);
  }

  private requireHeirs(endings: readonly Ending<UnitOn>[], ended: ReadonlySet<string>): void {
    for (const { unit, successor, childrenTo } of endings) {
      for (const heir of [successor, childrenTo]) if (heir !== null && ended.has(heir.unitId)) throw new HeirEndsToo(unit.code, heir.code);
    }
  }

  /** Departments and groups below, which have no life of their own. */
  private inside(tx: Tx, units: readonly UnitOn[], day: Day): Promise<UnitOn[]> {
    return tx.query(
      `select ${UNIT_ON_COLUMNS} from directory_unit_version v join directory_unit u on u.id = v.unit_id
       where upper_inf(v.recorded) and v.valid @> $2::date and v.state in ('PROPOSED', 'PROVISIONAL', 'ACTIVE') and u.type in ('D', 'T')
         and v.path <@ any($1::ltree[]) and not exists (
           select from directory_unit_version m join directory_unit g on g.id = m.unit_id
           where g.type = 'G_MEMBER' and upper_inf(m.recorded) and m.valid @> $2::date and m.path @> v.path and not m.path = any($1::ltree[]))
       order by u.code`, [units.map(({ path }) => path), day]);
  }

  /** Units that hang on an ending one, on the effective day or later; each from the day it does. */
  private async children(tx: Tx, endings: readonly Ending<UnitOn>[], ended: ReadonlySet<string>, effectiveOn: Day): Promise<Child<UnitOn>[]> {
    const rows: (UnitOn & { from: Day })[] = await tx.query(
      `select ${UNIT_ON_COLUMNS}, greatest(lower(v.valid), $2::date)::text as "from"
       from directory_unit_version v join directory_unit u on u.id = v.unit_id
       where upper_inf(v.recorded) and v.parent_id = any($1) and (upper_inf(v.valid) or upper(v.valid) > $2::date)
         and v.state in ('PROPOSED', 'PROVISIONAL', 'ACTIVE')
       order by u.code, lower(v.valid)`, [endings.map(({ unit }) => unit.unitId), effectiveOn]);
    const seen = new Set<string>();
    return rows.flatMap(({ from, ...unit }) => {
      if (ended.has(unit.unitId) || seen.has(unit.unitId)) return [];
      seen.add(unit.unitId);
      return [{ unit, from }];
    });
  }
}
