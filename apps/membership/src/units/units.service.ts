import type { Principal } from '@doanket/auth';
import type {
  advanceUnit, AnswerOf, foundUnit, getTreeDiff, getUnit, InputOf, listTreeMarks, listUnitAncestors, listUnitPosts, listUnits, moveUnit, PostView, reclassifyUnit, renameUnit, UnitDetail, UnitRefView,
  UnitVersionView,
} from '@doanket/contracts';
import { Access, Directory, endOfDay, UnitNotFound, UnitNotThereYet, type AsOf } from '@doanket/directory';
import { Clock } from '@doanket/kernel';
import { Transactions, type Tx } from '@doanket/persistence';
import { decodeCursor, pageFrom } from '@doanket/service';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { LiveDecisions } from '../decisions/live-decisions';
import { PersonNames } from '../persons/person-names';
import { UnitDecisions, type DecisionOf } from './unit-decisions';
import { toPostView, toUnitRefView, toUnitView } from './units.dto';
import { UnitQueries, type UnitFilter } from './units.queries';

type AsOfInput = InputOf<typeof getUnit>['query'];

const NameCursor = z.tuple([z.string(), z.string()]);
const MarkCursor = z.tuple([z.iso.date(), z.uuid()]);
const CodeCursor = z.tuple([z.string()]);

/** Units: the tree on any day, and live decisions on single units. */
@Injectable()
export class UnitsService {
  constructor(
    private readonly transactions: Transactions, private readonly clock: Clock, private readonly directory: Directory, private readonly access: Access,
    private readonly queries: UnitQueries, private readonly changes: UnitDecisions, private readonly decisions: LiveDecisions, private readonly names: PersonNames,
  ) {}

  /** Runs over all rows with the caller's units put in: searches under a policy lose their indexes (engineering handbook 7.4). */
  list({ query }: InputOf<typeof listUnits>, principal: Principal): Promise<AnswerOf<typeof listUnits>> {
    return this.transactions.readWhole(async (tx) => {
      const parentId = query.parent === undefined ? null : await this.readable(tx, query.parent, principal, false);
      const rows = await this.queries.list(tx, {
        ...this.filterFor(query), seen: await this.access.unitsOf(tx, principal), parentId, q: query.q ?? null, type: query.type ?? null,
        level: query.level ?? null, state: query.state ?? null, bloc: query.bloc ?? null, after: decodeCursor(query.cursor, NameCursor), limit: query.limit + 1,
      });
      return pageFrom(rows, query.limit, toUnitView, (row) => [row.nameKey, row.code]);
    });
  }

  get({ params, query }: InputOf<typeof getUnit>, principal: Principal): Promise<UnitDetail> {
    return this.transactions.readWhole(async (tx) => this.detail(tx, await this.readable(tx, params.code, principal), query));
  }

  history(code: string, principal: Principal): Promise<{ items: UnitVersionView[] }> {
    return this.transactions.readWhole(async (tx) => ({ items: await this.queries.history(tx, await this.readable(tx, code, principal)) }));
  }

  posts({ params, query }: InputOf<typeof listUnitPosts>, principal: Principal): Promise<{ items: PostView[] }> {
    return this.transactions.readWhole(async (tx) => {
      const unitId = await this.readable(tx, params.code, principal);
      const on = this.asOf(query);
      return { items: await this.postViews(tx, unitId, on) };
    });
  }

  ancestors({ params, query }: InputOf<typeof listUnitAncestors>, principal: Principal): Promise<{ items: UnitRefView[] }> {
    return this.transactions.readWhole(async (tx) => {
      const unitId = await this.readable(tx, params.code, principal);
      return { items: (await this.directory.levelsAbove(tx, unitId, this.asOf(query))).map(toUnitRefView) };
    });
  }

  marks({ query }: InputOf<typeof listTreeMarks>, principal: Principal): Promise<AnswerOf<typeof listTreeMarks>> {
    return this.transactions.readWhole(async (tx) => {
      const seen = await this.seen(tx, query.unit, principal);
      const rows = await this.queries.marks(tx, { seen, before: decodeCursor(query.cursor, MarkCursor), limit: query.limit + 1 });
      return pageFrom(rows, query.limit, (row) => row, (row) => [row.day, row.decisionId]);
    });
  }

  diff({ query }: InputOf<typeof getTreeDiff>, principal: Principal): Promise<AnswerOf<typeof getTreeDiff>> {
    return this.transactions.readWhole(async (tx) => {
      const seen = await this.seen(tx, query.unit, principal);
      const rows = await this.queries.diff(tx, { from: query.from, to: query.to, seen, after: decodeCursor(query.cursor, CodeCursor)?.[0] ?? null, limit: query.limit + 1 });
      return pageFrom(rows, query.limit, (row) => row, (row) => [row.unit.code]);
    });
  }

  found({ body }: InputOf<typeof foundUnit>, principal: Principal): Promise<UnitDetail> {
    const { decision, ...item } = body;
    return this.decide('UNIT_FOUNDED', decision, principal, [item.parentCode], (tx, by) => this.changes.found(tx, item, by));
  }

  advance({ params, body }: InputOf<typeof advanceUnit>, principal: Principal): Promise<UnitDetail> {
    const { decision, ...item } = body;
    return this.decide('UNIT_ADVANCED', decision, principal, [params.code], (tx, by) => this.changes.advance(tx, { ...item, unitCode: params.code }, by));
  }

  rename({ params, body }: InputOf<typeof renameUnit>, principal: Principal): Promise<UnitDetail> {
    const { decision, ...item } = body;
    return this.decide('UNIT_RENAMED', decision, principal, [params.code], (tx, by) => this.changes.rename(tx, { ...item, unitCode: params.code }, by));
  }

  reclassify({ params, body }: InputOf<typeof reclassifyUnit>, principal: Principal): Promise<UnitDetail> {
    const { decision, ...item } = body;
    return this.decide('UNIT_RECLASSIFIED', decision, principal, [params.code], (tx, by) => this.changes.reclassify(tx, { ...item, unitCode: params.code }, by));
  }

  move({ params, body }: InputOf<typeof moveUnit>, principal: Principal): Promise<UnitDetail> {
    const { decision, ...item } = body;
    return this.decide('UNIT_MOVED', decision, principal, [params.code, item.parentCode], (tx, by) => this.changes.move(tx, { ...item, unitCode: params.code }, by));
  }

  /** One live decision on one unit: reach, decision, change, in one transaction. */
  private decide(
    kind: string, body: InputOf<typeof foundUnit>['body']['decision'], principal: Principal, codes: readonly string[],
    change: (tx: Tx, by: DecisionOf) => Promise<string>,
  ): Promise<UnitDetail> {
    return this.transactions.run(async (tx) => {
      for (const code of codes) await this.access.requireUnitByCode(tx, principal, 'membership.unit.decide', code);
      const decision = await this.decisions.take(tx, principal, { kind, ...body });
      const unitId = await change(tx, decision);
      return this.detail(tx, unitId, {});
    });
  }

  /** The unit as of a day; of a unit that begins later, its first day. */
  private async detail(tx: Tx, unitId: string, query: AsOfInput): Promise<UnitDetail> {
    const on = this.asOf(query);
    const found = await this.one(tx, unitId, on, query.asOf === undefined);
    if (found === null) throw new UnitNotThereYet(on.day);
    const { row, day } = found;
    const ancestors = await this.directory.levelsAbove(tx, unitId, { ...on, day });
    const [head] = (await this.postViews(tx, unitId, { ...on, day })).filter((post) => post.post === 'CHAIR' || post.acting);
    return {
      ...toUnitView(row), ancestors: ancestors.map(toUnitRefView).reverse(),
      descendants: await this.queries.descendants(tx, row.path, day, on.knownAt ?? null), head: head ?? null,
    };
  }

  private async one(tx: Tx, unitId: string, on: AsOf, orFirstDay: boolean) {
    const filter = { ...NOTHING_ELSE, seen: null, unitId, limit: 1, knownAt: on.knownAt ?? null };
    const [row] = await this.queries.list(tx, { ...filter, day: on.day });
    if (row !== undefined) return { row, day: on.day };
    const founded: { day: string }[] = orFirstDay ? await tx.query('select founded_on::text as day from directory_unit where id = $1', [unitId]) : [];
    const day = founded[0]?.day;
    if (day === undefined || day <= on.day) return null;
    const [first] = await this.queries.list(tx, { ...filter, day });
    return first === undefined ? null : { row: first, day };
  }

  private async postViews(tx: Tx, unitId: string, on: AsOf): Promise<PostView[]> {
    const unit = await this.directory.unitOn(tx, unitId, on);
    if (unit === null) throw new UnitNotThereYet(on.day);
    const posts = await this.directory.postsOfUnit(tx, unitId, on);
    const names = await this.names.of(tx, posts.map((post) => post.personId));
    return posts.map((post) => toPostView(post, unit, names.get(post.personId) ?? null));
  }

  /** The id of a unit the caller may read; units above one's own may be looked at, not searched. */
  private async readable(tx: Tx, code: string, principal: Principal, above = true): Promise<string> {
    const unit = await this.directory.findByCode(tx, code);
    if (unit === null) throw new UnitNotFound();
    await this.access.requireReadable(tx, principal, unit.unitId, above);
    return unit.unitId;
  }

  /** The caller's units, or those of them that ever lay below one unit. */
  private async seen(tx: Tx, code: string | undefined, principal: Principal): Promise<readonly string[] | null> {
    const mine = await this.access.unitsOf(tx, principal);
    if (code === undefined) return mine;
    const unitId = await this.readable(tx, code, principal, false);
    const rows: { id: string }[] = await tx.query(
      `select distinct v.unit_id as id from directory_unit_version v join directory_unit u on u.id = $1
       where upper_inf(v.recorded) and v.path ~ ('*.' || u.code || '.*')::lquery and ($2::uuid[] is null or v.unit_id = any($2))`, [unitId, mine]);
    return rows.map((row) => row.id);
  }

  private asOf(query: AsOfInput): AsOf {
    return { day: query.asOf ?? this.clock.today(), knownAt: query.knownOn === undefined ? null : endOfDay(query.knownOn) };
  }

  private filterFor(query: AsOfInput): Omit<UnitFilter, 'seen' | 'limit'> {
    const { day, knownAt } = this.asOf(query);
    return { ...NOTHING_ELSE, day, knownAt: knownAt ?? null };
  }
}

const NOTHING_ELSE = { parentId: null, unitId: null, q: null, type: null, level: null, state: null, bloc: null, after: null } as const;
