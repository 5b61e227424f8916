import { createHash } from 'node:crypto';
import type { Principal } from '@doanket/auth';
import type { ContestEntryItem, enterContest, InputOf } from '@doanket/contracts';
import { Access, Directory } from '@doanket/directory';
import { newId, searchKey } from '@doanket/kernel';
import { Transactions, type Tx, violated } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';
import { type DecisionRef, requireIssuedBy } from '../decisions/live-decisions.service';
import { Units } from '../units/units.service';
import { Contest, Contestant, ContestEntry } from './contest.entity';
import { ContestantTwice, EntrantNotBelow, EntrantUnclear, NotQualified, TradeUnknown } from './contest.errors';
import { contestantKey, nameKey } from './contest.rules';
import { ContestsService } from './contests.service';

type Entry = Omit<ContestEntryItem, 'contestCode'>;

/** The unit of the level below the organiser that a contestant stands for. */
interface Entrant { readonly key: string; readonly unitId: string | null; readonly name: string; /** The unit that was named, which may lie deeper. */ readonly namedUnitId: string | null }

/** Contestants of an edition: one trade each, from an enterprise and a unit of the level below the organiser (CMP-14). */
@Injectable()
export class EntriesService {
  constructor(
    private readonly transactions: Transactions, private readonly access: Access, private readonly directory: Directory, private readonly contests: ContestsService, private readonly units: Units,
  ) {}

  /** A unit below, or the organiser, enters a contestant while the edition is announced. */
  enterLive({ params, body }: InputOf<typeof enterContest>, principal: Principal): Promise<string> {
    return this.transactions.run(async (tx) => {
      const contest = await this.contests.getByCode(tx, params.code);
      const target = body.unitCode === undefined ? contest.unitId : (await this.directory.getByCode(tx, body.unitCode)).unitId;
      await this.access.requireUnit(tx, principal, 'campaigns.contest.enter', target);
      contest.requireState('ANNOUNCED');
      const [entry] = await this.enter(tx, contest, [body]);
      return entry?.id ?? '';
    });
  }

  /** Entries of past editions, from paper; they are told at once. */
  async enterPaper(tx: Tx, items: readonly ContestEntryItem[], decision: DecisionRef): Promise<string[]> {
    const ids = new Map<number, string>();
    for (const code of new Set(items.map((item) => item.contestCode))) {
      const contest = await this.contests.getByCode(tx, code);
      requireIssuedBy(decision, contest.unitId, code);
      contest.requireState('HELD');
      const of = items.map((item, at) => ({ item, at })).filter(({ item }) => item.contestCode === code);
      const entries = await this.enter(tx, contest, of.map(({ item }) => item));
      of.forEach(({ at }, place) => ids.set(at, entries[place]?.id ?? ''));
      await this.contests.announceEntries(tx, contest, entries);
      await this.contests.tell(tx, contest, 'CONTEST_ENTERED');
    }
    return items.map((_item, at) => ids.get(at) ?? '');
  }

  /** The hard rules of entries, as far as they can be told before storing. */
  async check(tx: Tx, contest: Contest, entries: readonly Entry[]): Promise<Map<string, Entrant>> {
    const trades = new Set(contest.trades.map((trade) => trade.code));
    const seen = new Set<string>();
    for (const entry of entries) {
      if (!trades.has(entry.trade)) throw new TradeUnknown(entry.trade);
      if ((entry.unitCode === undefined) === (entry.unitName === undefined)) throw new EntrantUnclear(entry.entryNo);
      const identity = contestantKey({ ...entry, birthYear: entry.birthYear ?? null });
      if (seen.has(identity) || seen.has(`no ${entry.entryNo}`)) throw new ContestantTwice(entry.entryNo);
      seen.add(identity).add(`no ${entry.entryNo}`);
    }
    await this.requireQualified(tx, contest, entries);
    return this.entrantsOf(tx, contest, entries.flatMap((entry) => entry.unitCode ?? []));
  }

  private async enter(tx: Tx, contest: Contest, items: readonly Entry[]): Promise<ContestEntry[]> {
    const entrants = await this.check(tx, contest, items);
    const contestants: Contestant[] = [];
    const entries: ContestEntry[] = [];
    for (const item of items) {
      const entrant = item.unitCode === undefined ? named(item.unitName ?? '') : (entrants.get(item.unitCode) ?? named(item.unitCode));
      const contestant = Object.assign(new Contestant(), {
        id: newId(), contestId: contest.id, unitId: entrant.namedUnitId ?? contest.unitId, name: item.contestantName, birthYear: item.birthYear ?? null,
        searchKey: searchKey(`${item.contestantName} ${item.entryNo} ${item.enterprise}`), identity: contestantKey({ ...item, birthYear: item.birthYear ?? null }),
      });
      contestants.push(contestant);
      entries.push(Object.assign(new ContestEntry(), {
        id: newId(), contestId: contest.id, unitId: contest.unitId, contestantId: contestant.id, entryNo: item.entryNo, trade: item.trade, enterprise: item.enterprise,
        enterpriseKey: nameKey(item.enterprise), entrantKey: entrant.key, entrantUnitId: entrant.unitId, entrantName: entrant.name, qualifiedIn: item.qualifiedIn ?? null,
        contestantKey: keyOf(item), theoryMark: null, practiceMark: null, totalMark: null,
      }));
    }
    await this.storing(tx.insert(Contestant, contestants), items);
    await this.storing(tx.insert(ContestEntry, entries), items);
    return entries;
  }

  /** The unit directly below the organiser on the contest day, for every unit named by code. */
  private async entrantsOf(tx: Tx, contest: Contest, codes: readonly string[]): Promise<Map<string, Entrant>> {
    await this.units.byCodes(tx, codes);
    const rows: { code: string; named: string; id: string; name: string }[] = await tx.query(
      `select distinct u.code, u.id as named, below.unit_id as id, below.name
       from directory_unit u join directory_unit_version v on v.unit_id = u.id and v.valid @> $2::date and upper_inf(v.recorded)
       join directory_unit_version o on o.unit_id = $3 and o.valid @> $2::date and upper_inf(o.recorded) and v.path <@ o.path and v.path <> o.path
       join directory_unit_version below on below.path = subpath(v.path, 0, nlevel(o.path) + 1) and below.valid @> $2::date and upper_inf(below.recorded)
       where u.code = any($1)`, [[...new Set(codes)], contest.heldOn, contest.unitId]);
    const entrants = new Map(rows.map((row) => [row.code, { key: row.id, unitId: row.id, name: row.name, namedUnitId: row.named }]));
    const outside = codes.find((code) => !entrants.has(code));
    if (outside !== undefined) throw new EntrantNotBelow(outside);
    return entrants;
  }

  private async requireQualified(tx: Tx, contest: Contest, entries: readonly Entry[]): Promise<void> {
    const codes = [...new Set(entries.flatMap((entry) => entry.qualifiedIn ?? []))];
    if (codes.length === 0) return;
    const below = await this.directory.subtreeOn(tx, contest.unitId, contest.heldOn);
    const rows: { code: string; key: string | null }[] = await tx.query(
      `select c.code, e.contestant_key as key from contest c left join contest_entry e on e.contest_id = c.id
       where c.code = any($1) and c.unit_id = any($2) and c.unit_id <> $3 and c.held_until <= $4 and c.state <> 'ANNOUNCED'`, [codes, below, contest.unitId, contest.heldOn]);
    const unknown = codes.find((code) => !rows.some((row) => row.code === code));
    if (unknown !== undefined) throw new NotQualified(unknown, null);
    const tookPart = new Set(rows.map((row) => `${row.code} ${row.key ?? ''}`));
    const outside = entries.find((entry) => entry.qualifiedIn !== undefined && !tookPart.has(`${entry.qualifiedIn} ${keyOf(entry)}`));
    if (outside !== undefined) throw new NotQualified(outside.qualifiedIn ?? '', outside.entryNo);
  }

  private storing<T>(work: Promise<T>, items: readonly Entry[]): Promise<T> {
    return work.catch((error: unknown) => {
      const twice = violated(error, 'contestant_once') || violated(error, 'contest_entry_no_unique');
      throw twice ? new ContestantTwice(items.length === 1 ? (items[0]?.entryNo ?? '') : duplicateOf(error)) : error;
    });
  }
}

/** A contestant as a key that editions share: there is no name in it. */
const keyOf = (entry: Entry): string => createHash('sha256').update(contestantKey({ ...entry, birthYear: entry.birthYear ?? null })).digest('hex');

const named = (name: string): Entrant => ({ key: `name:${nameKey(name)}`, unitId: null, name, namedUnitId: null });

/** The number the database named when it refused one of many; never a person's name. */
function duplicateOf(error: unknown): string {
  const detail = (error as { driverError?: { detail?: string; constraint?: string } }).driverError;
  return detail?.constraint === 'contest_entry_no_unique' ? (/=\([^,]+, (.+)\) already/.exec(detail.detail ?? '')?.[1] ?? '') : '';
}
