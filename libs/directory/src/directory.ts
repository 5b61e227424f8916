import type { Level, Post } from '@doanket/contracts';
import { Clock, type Day } from '@doanket/kernel';
import type { Tx } from '@doanket/persistence';
import { DirectoryStale, PostNotHeld, UnitNotFound, UnitNotThereYet } from './directory.errors';
import type { AsOf, FoundUnits, PostHeld, UnitLabel, UnitOn, UnitRef, UnitThen } from './directory.types';
import * as posts from './post.queries';
import * as units from './unit.queries';

/** How long a copy may go without proof that it is complete before it refuses decisions. Source: engineering handbook 6.1. */
export const STALE_AFTER_MS = 60_000;

/** Longest line of successors that is followed. */
const MAX_SUCCESSORS = 20;

/** Questions to the service's own directory of units and posts. All are asked inside the caller's transaction. */
export class Directory {
  constructor(private readonly clock: Clock) {}

  findByCode(tx: Tx, code: string): Promise<UnitRef | null> {
    return units.unitRef(tx, 'code', code);
  }

  /** Throws UnitNotFound. Says nothing of the caller's rights: see `Access`. */
  async getByCode(tx: Tx, code: string): Promise<UnitRef> {
    return found(await this.findByCode(tx, code));
  }

  /** Throws UnitNotFound. */
  async getById(tx: Tx, unitId: string): Promise<UnitRef> {
    return found(await units.unitRef(tx, 'id', unitId));
  }

  /** The unit as it was on a day (and as we knew it at an instant), or null when it did not exist. */
  async unitOn(tx: Tx, unitId: string, on: Day | AsOf): Promise<UnitOn | null> {
    return (await units.unitsOn(tx, [unitId], asOf(on)))[0] ?? null;
  }

  /** The same for many; units that did not exist are missing. */
  async unitsOn(tx: Tx, unitIds: readonly string[], on: Day | AsOf): Promise<Map<string, UnitOn>> {
    return new Map((await units.unitsOn(tx, unitIds, asOf(on))).map((unit) => [unit.unitId, unit]));
  }

  /** The unit on a day; throws UnitNotThereYet before its founding. */
  async requireUnitOn(tx: Tx, unitId: string, day: Day): Promise<UnitOn> {
    const unit = await this.unitOn(tx, unitId, day);
    if (unit === null) throw new UnitNotThereYet(day);
    return unit;
  }

  /**
   * Many units, each on a day of its own, in one question. What is answered says which one was on a day: it throws UnitNotFound
   * for an unknown code, UnitNotThereYet before the founding.
   */
  async byCodesOn(tx: Tx, asked: readonly { readonly code: string; readonly on: Day }[]): Promise<(code: string, on: Day) => UnitOn> {
    const rows = asked.length === 0 ? [] : await units.unitsByCodeOn(tx, asked);
    const known = new Map(rows.map(({ asked: on, ...unit }) => [`${unit.code} ${on}`, unit]));
    return (code, on) => {
      const unit = found(known.get(`${code} ${on}`));
      if (unit.unitId === null) throw new UnitNotThereYet(on);
      return unit as UnitOn;
    };
  }

  /** The name on the day, else the nearest one the unit had. Throws UnitNotFound. */
  async nameOn(tx: Tx, unitId: string, day: Day): Promise<string> {
    return found((await this.namesOn(tx, [unitId], day)).get(unitId));
  }

  namesOn(tx: Tx, unitIds: readonly string[], day: Day): Promise<Map<string, string>> {
    return units.namesOn(tx, unitIds, day);
  }

  /** How units are shown on a day, many at a time; what is not known has neither code nor name. */
  async labels(tx: Tx, unitIds: readonly (string | null | undefined)[], day: Day): Promise<(unitId: string | null | undefined) => UnitLabel> {
    const ids = [...new Set(unitIds.filter((id): id is string => typeof id === 'string'))];
    if (ids.length === 0) return () => ({ code: '', name: '' });
    const names = await units.namesOn(tx, ids, day);
    const codes = await units.codesOf(tx, ids);
    return (unitId) => {
      const code = codes.get(unitId ?? '') ?? '';
      return { code, name: names.get(unitId ?? '') ?? code };
    };
  }

  /** The units with these codes, and the codes that nobody has. */
  async byCodes(tx: Tx, codes: readonly string[]): Promise<FoundUnits<UnitRef>> {
    return foundOf(codes, codes.length === 0 ? [] : await units.refsByCode(tx, codes));
  }

  /** Units that worked on a day: found, codes unknown on that day, and codes of those that were neither the issuer nor below it. */
  async withinOn(tx: Tx, issuerUnitId: string, codes: readonly string[], on: Day): Promise<FoundUnits<UnitThen> & { readonly outside: readonly string[] }> {
    const rows = codes.length === 0 ? [] : await units.withinOn(tx, issuerUnitId, codes, on);
    return { ...foundOf(codes, rows), outside: rows.filter((row) => !row.within).map((row) => row.code) };
  }

  /** Ids of a unit and of all that is below it today, ended units under their successors; for filters of lists. */
  idsBelowToday(tx: Tx, code: string): Promise<string[]> {
    return units.idsBelowToday(tx, code);
  }

  /** Ids of the unit and of everything below it on that day; empty when it did not exist. */
  subtreeOn(tx: Tx, unitId: string, on: Day | AsOf): Promise<string[]> {
    return units.subtreeOn(tx, unitId, asOf(on));
  }

  children(tx: Tx, unitId: string, on: Day | AsOf): Promise<UnitOn[]> {
    return units.childrenOn(tx, unitId, asOf(on));
  }

  /** The units above on that day, the nearest first: the chain that papers climb. */
  levelsAbove(tx: Tx, unitId: string, on: Day | AsOf): Promise<UnitOn[]> {
    return units.ancestorsOn(tx, unitId, asOf(on));
  }

  /**
   * The unit that goes on for this one on a day: itself while it works, then its successor, else the city above it
   * (handbook 2.0), else its last parent.
   */
  async liveUnit(tx: Tx, unitId: string, day: Day): Promise<UnitOn> {
    let unit = await this.requireUnitOn(tx, unitId, day);
    for (let step = 0; units.hasEnded(unit) && step < MAX_SUCCESSORS; step += 1) {
      const next = unit.successorId ?? (await this.cityAbove(tx, unit, day)) ?? unit.parentId;
      if (next === null) break;
      unit = await this.requireUnitOn(tx, next, day);
    }
    return unit;
  }

  /**
   * Who takes a step of this level for a unit on a day: the nearest unit at that level or above, from the unit (or who goes
   * on for it) upwards. So the city stands in where there is no S. Throws UnitNotThereYet before the founding.
   */
  async unitForStep(tx: Tx, unitId: string, level: Level, day: Day): Promise<UnitOn> {
    const start = await this.liveUnit(tx, unitId, day);
    const chain = [start, ...(await this.levelsAbove(tx, start.unitId, day))];
    const decides = chain.find((unit) => units.standsAtOrAbove(unit, level) && !units.hasEnded(unit));
    return decides ?? start;
  }

  /** The posts of whoever signs in with this subject, on that day. */
  async postsOfSubject(tx: Tx, subject: string, day: Day): Promise<PostHeld[]> {
    const personId = await this.personOf(tx, subject);
    return personId === null ? [] : posts.postsOfPerson(tx, personId, day);
  }

  async personOf(tx: Tx, subject: string): Promise<string | null> {
    const rows: { person_id: string }[] = await tx.query('select person_id from directory_account where subject = $1', [subject]);
    return rows[0]?.person_id ?? null;
  }

  postsOfPerson(tx: Tx, personId: string, day: Day): Promise<PostHeld[]> {
    return posts.postsOfPerson(tx, personId, day);
  }

  postsOfUnit(tx: Tx, unitId: string, on: Day | AsOf): Promise<PostHeld[]> {
    return posts.postsOfUnit(tx, unitId, asOf(on));
  }

  /** Posts of these units that would go on after `lastDay`. */
  openPostsOfUnits(tx: Tx, unitIds: readonly string[], lastDay: Day): Promise<PostHeld[]> {
    return posts.openPostsOfUnits(tx, unitIds, lastDay);
  }

  postHeldOn(tx: Tx, postId: string, day: Day): Promise<PostHeld | null> {
    return posts.postOn(tx, postId, day);
  }

  findPost(tx: Tx, postId: string): Promise<PostHeld | null> {
    return posts.postById(tx, postId);
  }

  /**
   * The holding, if the post was held in this unit on that day and is one of `posts` (a person leading while the chair is
   * vacant counts as chair). Throws PostNotHeld: the signer of a decision held the post on its day (handbook 2.0).
   */
  async requirePostOf(tx: Tx, required: { postId: string; unitId: string; day: Day; posts: readonly Post[] }): Promise<PostHeld> {
    const held = await this.postHeldOn(tx, required.postId, required.day);
    if (held === null || held.unitId !== required.unitId || !givesRightsOf(held, required.posts)) throw new PostNotHeld(required.day);
    return held;
  }

  /** Number of the newest change this copy has received; the audit keeps it beside a decision. */
  async version(tx: Tx): Promise<number> {
    return (await this.state(tx)).version;
  }

  /** Throws DirectoryStale unless this copy is proven complete within the last 60 s. Every decision asks this first. */
  async requireFresh(tx: Tx): Promise<void> {
    const { kept_as: keptAs, complete_at: completeAt } = await this.state(tx);
    if (keptAs === 'SOURCE') return;
    if (completeAt === null || this.clock.now().getTime() - completeAt.getTime() > STALE_AFTER_MS) {
      throw new DirectoryStale(completeAt?.toISOString() ?? null);
    }
  }

  private async state(tx: Tx): Promise<{ kept_as: string; version: number; complete_at: Date | null }> {
    const rows: { kept_as: string; version: number; complete_at: Date | null }[] = await tx.query(
      'select kept_as, version, complete_at from directory_state');
    return rows[0] ?? { kept_as: 'COPY', version: 0, complete_at: null };
  }

  private async cityAbove(tx: Tx, unit: UnitOn, day: Day): Promise<string | null> {
    const above = await this.levelsAbove(tx, unit.unitId, day);
    return above.find((candidate) => candidate.level === 'C')?.unitId ?? null;
  }
}

/** True when a holding carries the rights of one of these posts. */
export function givesRightsOf(held: Pick<PostHeld, 'post' | 'authority'>, wanted: readonly Post[]): boolean {
  if (wanted.includes(held.authority)) return true;
  return held.authority === 'ACTING_HEAD' && (wanted.includes('CHAIR') || wanted.includes(held.post));
}

const asOf = (on: Day | AsOf): AsOf => (typeof on === 'string' ? { day: on } : on);

function found<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) throw new UnitNotFound();
  return value;
}

function foundOf<Unit extends { readonly code: string }>(codes: readonly string[], rows: readonly Unit[]): FoundUnits<Unit> {
  const found = new Map(rows.map((unit) => [unit.code, unit]));
  return { found, unknown: [...new Set(codes)].filter((code) => !found.has(code)) };
}
