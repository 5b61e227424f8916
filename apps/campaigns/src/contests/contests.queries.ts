import {
  type ContestEntryView, type ContestStatistics, type ContestSummaryView, type ContestView, type InputOf, type listContestEntries, type listContests, type listPrizes, PRIZE_RANKS, type PrizeView,
  type RoundIndicator,
} from '@doanket/contracts';
import type { UnitLabel } from '@doanket/directory';
import { percentText } from '@doanket/kernel';
import { likePattern, Transactions, type Tx } from '@doanket/persistence';
import { decodeCursor, pageFrom } from '@doanket/service';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Units } from '../units/units.service';
import { Contest } from './contest.entity';
import { ContestNotFound } from './contest.errors';

const ContestKey = z.tuple([z.iso.date(), z.uuid()]);
const EntryKey = z.tuple([z.string().max(20).regex(/^[^\0]+$/)]);
const PrizeKey = z.tuple([z.uuid()]);

interface EntryRow {
  id: string; entry_no: string; name: string; birth_year: number | null; enterprise: string; trade: string; entrant_unit_id: string | null; entrant_name: string; qualified_in: string | null;
  theory_mark: string | null; practice_mark: string | null; total_mark: string | null; place: number | null; rank: PrizeView['rank'] | null; amount_vnd: string | null; certificate_no: string | null;
}
interface PrizeRow { id: string; rank: PrizeView['rank']; team_prize: boolean; entry_no: string | null; trade: string | null; entrant_name: string; amount_vnd: string; certificate_no: string; awarded_on: string }

/** What one edition or the editions of a round or movement add up to. */
export interface ContestTotals {
  contestants: number; enterprises: number; units: number; entries: number; trades: number; winners: number; money: string;
  special: number; first: number; second: number; third: number; consolation: number;
}

/** Editions as they are shown and counted (handbook 4.9: entries per unit and edition, enterprises and units distinct in the scope). */
@Injectable()
export class ContestQueries {
  constructor(private readonly transactions: Transactions, private readonly units: Units) {}

  list({ query }: InputOf<typeof listContests>): Promise<z.output<typeof listContests.answer>> {
    return this.transactions.read(async (tx) => {
      const after = decodeCursor(query.cursor, ContestKey);
      const find = tx.createQueryBuilder(Contest, 'c').orderBy('c.heldOn', 'DESC').addOrderBy('c.id').limit(query.limit + 1);
      if (after !== null) find.andWhere('(c.heldOn < :day or (c.heldOn = :day and c.id > :id))', { day: after[0], id: after[1] });
      const equal = { year: query.year, roundCode: query.round, movementCode: query.movement, state: query.state };
      for (const [column, value] of Object.entries(equal)) if (value !== undefined) find.andWhere(`c.${column} = :${column}`, { [column]: value });
      if (query.unit !== undefined) find.andWhere('c.unitId = any(:units)', { units: await this.units.idsBelow(tx, query.unit) });
      if (query.q !== undefined) find.andWhere('c.searchKey like :q', { q: likePattern(query.q) });
      const rows = await find.getMany();
      const label = await this.units.labels(tx, rows.map((row) => row.unitId));
      return pageFrom(rows, query.limit, (row) => toContestSummary(row, label(row.unitId)), (row) => [row.heldOn, row.id]);
    });
  }

  get(code: string): Promise<ContestView> {
    return this.transactions.read(async (tx) => {
      const contest = await this.byCode(tx, code);
      return {
        ...toContestSummary(contest, await this.units.label(tx, contest.unitId)), coOrganisers: contest.coOrganisers, trades: contest.trades, moneyByRank: contest.moneyByRank,
        budgetVnd: contest.budgetVnd, closedOn: contest.closedOn, statistics: await this.statistics(tx, contest), decisionId: contest.decisionId, version: contest.version,
      };
    });
  }

  entries({ params, query }: InputOf<typeof listContestEntries>): Promise<z.output<typeof listContestEntries.answer>> {
    return this.transactions.read(async (tx) => {
      const contest = await this.byCode(tx, params.code);
      const after = decodeCursor(query.cursor, EntryKey);
      const units = query.unit === undefined ? null : await this.units.idsBelow(tx, query.unit);
      const filter = [contest.id, query.trade ?? null, units, query.q === undefined ? null : likePattern(query.q)];
      // The inner join to contestants is the scope: whoever may not read a name does not see the row here.
      const from = `from contest_entry e join contestant p on p.id = e.contestant_id left join contest_prize z on z.entry_id = e.id
        where e.contest_id = $1 and ($2::text is null or e.trade = $2) and ($3::uuid[] is null or e.entrant_unit_id = any($3) or p.unit_id = any($3)) and ($4::text is null or p.search_key like $4)`;
      const [count]: { total: number }[] = await tx.query(`select count(*)::int as total ${from}`, filter);
      const rows: EntryRow[] = await tx.query(
        `select * from (select e.id, e.entry_no, p.name, p.birth_year, e.enterprise, e.trade, e.entrant_unit_id, e.entrant_name, e.qualified_in, e.theory_mark, e.practice_mark, e.total_mark,
           case when e.total_mark is null then null else (select count(*)::int + 1 from contest_entry b where b.contest_id = e.contest_id and b.trade = e.trade and b.total_mark > e.total_mark) end as place,
           z.rank, z.amount_vnd::text, z.certificate_no ${from}) listed
         where $5::text is null or entry_no > $5 order by entry_no limit $6`, [...filter, after?.[0] ?? null, query.limit + 1]);
      const label = await this.units.labels(tx, rows.map((row) => row.entrant_unit_id));
      return { ...pageFrom(rows, query.limit, (row) => toEntryView(row, row.entrant_unit_id === null ? null : label(row.entrant_unit_id).code), (row) => [row.entry_no]), total: count?.total ?? 0 };
    });
  }

  entryById(id: string): Promise<ContestEntryView> {
    return this.transactions.read(async (tx) => {
      const rows: EntryRow[] = await tx.query(
        `select e.*, p.name, p.birth_year, null as place, null as rank, null as amount_vnd, null as certificate_no from contest_entry e join contestant p on p.id = e.contestant_id where e.id = $1`, [id]);
      const [row] = rows;
      if (row === undefined) throw new ContestNotFound();
      return toEntryView(row, row.entrant_unit_id === null ? null : (await this.units.label(tx, row.entrant_unit_id)).code);
    });
  }

  prizes({ params, query }: InputOf<typeof listPrizes>): Promise<z.output<typeof listPrizes.answer>> {
    return this.transactions.read(async (tx) => {
      const contest = await this.byCode(tx, params.code);
      const after = decodeCursor(query.cursor, PrizeKey);
      const from = `from contest_prize z left join contest_entry e on e.id = z.entry_id where z.contest_id = $1 and ($2::text is null or z.rank = $2) and ($3::text is null or e.trade = $3)`;
      const filter = [contest.id, query.rank ?? null, query.trade ?? null];
      const [count]: { total: number }[] = await tx.query(`select count(*)::int as total ${from}`, filter);
      const rows: PrizeRow[] = await tx.query(
        `select z.id, z.rank, z.team_prize, e.entry_no, e.trade, z.entrant_name, z.amount_vnd::text, z.certificate_no, z.awarded_on::text ${from} and ($4::uuid is null or z.id > $4) order by z.id limit $5`,
        [...filter, after?.[0] ?? null, query.limit + 1]);
      return {
        ...pageFrom(rows, query.limit, (row): PrizeView => ({
          id: row.id, rank: row.rank, teamPrize: row.team_prize, entryNo: row.entry_no, trade: row.trade, unitName: row.entrant_name, amountVnd: Number(row.amount_vnd),
          certificateNo: row.certificate_no, awardedOn: row.awarded_on,
        }), (row) => [row.id]),
        total: count?.total ?? 0,
      };
    });
  }

  /** Figures of a round; editions that were held, and add up. */
  async figuresOf(tx: Tx, roundCode: string): Promise<Partial<Record<RoundIndicator, number>>> {
    const [row]: ContestTotals[] = await tx.query(TOTALS.replace('$SCOPE', `c.round_code = $1 and c.state <> 'ANNOUNCED'`), [roundCode]);
    if (row === undefined) return {};
    return {
      CONTEST_CONTESTANT: row.contestants, CONTEST_ENTERPRISE: row.enterprises, CONTEST_UNIT: row.units, CONTEST_TRADE: row.trades, CONTEST_ENTRY: row.entries, CONTEST_WINNER: row.winners,
      CONTEST_MONEY: Number(row.money), CONTEST_PRIZE_SPECIAL: row.special, CONTEST_PRIZE_1: row.first, CONTEST_PRIZE_2: row.second, CONTEST_PRIZE_3: row.third, CONTEST_PRIZE_4: row.consolation,
    };
  }

  async countOfRound(tx: Tx, roundCode: string): Promise<number> {
    return tx.countBy(Contest, { roundCode });
  }

  /** Contest figures of a movement by year of the edition. */
  byYear(tx: Tx, movementCode: string): Promise<{ indicator: string; year: number; count: number }[]> {
    return tx.query(
      `with edition as (select id, year from contest where movement_code = $1 and state <> 'ANNOUNCED')
       select 'CONTEST_CONTESTANT' as indicator, c.year, count(*)::int as count from edition c join contest_entry e on e.contest_id = c.id group by c.year
       union all select 'CONTEST_ENTRY', c.year, count(distinct (c.id, e.entrant_key))::int from edition c join contest_entry e on e.contest_id = c.id group by c.year
       union all select 'CONTEST_PRIZE_' || case z.rank when 'SPECIAL' then 'SPECIAL' when 'FIRST' then '1' when 'SECOND' then '2' when 'THIRD' then '3' else '4' end, c.year, count(*)::int
         from edition c join contest_prize z on z.contest_id = c.id and not z.team_prize group by z.rank, c.year`, [movementCode]);
  }

  private async byCode(tx: Tx, code: string): Promise<Contest> {
    const contest = await tx.findOne(Contest, { where: { code } });
    if (contest === null) throw new ContestNotFound();
    return contest;
  }

  private async statistics(tx: Tx, contest: Contest): Promise<ContestStatistics> {
    const [total]: ContestTotals[] = await tx.query(TOTALS.replace('$SCOPE', 'c.id = $1'), [contest.id]);
    const trades: { trade: string; contestants: number; prizes: number }[] = await tx.query(
      `select e.trade, count(*)::int as contestants, count(z.id)::int as prizes from contest_entry e left join contest_prize z on z.entry_id = e.id where e.contest_id = $1 group by e.trade`, [contest.id]);
    const ranks: { rank: string; prizes: number; money: string }[] = await tx.query(
      'select rank, count(*)::int as prizes, sum(amount_vnd)::text as money from contest_prize where contest_id = $1 and not team_prize group by rank', [contest.id]);
    const [team]: { prizes: number }[] = await tx.query('select count(*)::int as prizes from contest_prize where contest_id = $1 and team_prize', [contest.id]);
    const of = (code: string) => trades.find((row) => row.trade === code);
    return {
      contestants: total?.contestants ?? 0, enterprises: total?.enterprises ?? 0, units: total?.units ?? 0, entries: total?.entries ?? 0, winners: total?.winners ?? 0,
      winnerShare: percentText({ numerator: total?.winners ?? 0, denominator: total?.contestants ?? 0 }), moneyVnd: Number(total?.money ?? 0), teamPrizes: team?.prizes ?? 0,
      byTrade: contest.trades.map((trade) => ({ trade: trade.code, name: trade.name, contestants: of(trade.code)?.contestants ?? 0, prizes: of(trade.code)?.prizes ?? 0 })),
      byRank: PRIZE_RANKS.flatMap((rank) => ranks.filter((row) => row.rank === rank).map((row) => ({ rank, prizes: row.prizes, moneyVnd: Number(row.money) }))),
    };
  }
}

const TOTALS = `
  with edition as (select c.id from contest c where $SCOPE), entry as (select e.* from contest_entry e join edition c on c.id = e.contest_id),
    prize as (select z.* from contest_prize z join edition c on c.id = z.contest_id and not z.team_prize)
  select (select count(*) from entry)::int as contestants, (select count(distinct enterprise_key) from entry)::int as enterprises, (select count(distinct entrant_key) from entry)::int as units,
    (select count(distinct (contest_id, entrant_key)) from entry)::int as entries, (select count(distinct trade) from entry)::int as trades,
    count(*)::int as winners, coalesce(sum(amount_vnd), 0)::text as money, count(*) filter (where rank = 'SPECIAL')::int as special, count(*) filter (where rank = 'FIRST')::int as first,
    count(*) filter (where rank = 'SECOND')::int as second, count(*) filter (where rank = 'THIRD')::int as third, count(*) filter (where rank = 'CONSOLATION')::int as consolation from prize`;

function toContestSummary(contest: Contest, unit: UnitLabel): ContestSummaryView {
  return {
    id: contest.id, code: contest.code, title: contest.title, unitCode: unit.code, unitName: unit.name, level: contest.level, year: contest.year, heldOn: contest.heldOn,
    heldUntil: contest.heldUntil, state: contest.state, roundCode: contest.roundCode, movementCode: contest.movementCode,
  };
}

const markOf = (mark: string | null): number | null => (mark === null ? null : Number(mark));

function toEntryView(row: EntryRow, unitCode: string | null): ContestEntryView {
  return {
    id: row.id, entryNo: row.entry_no, contestantName: row.name, birthYear: row.birth_year, enterprise: row.enterprise, trade: row.trade, unitCode, unitName: row.entrant_name,
    qualifiedIn: row.qualified_in, theoryMark: markOf(row.theory_mark), practiceMark: markOf(row.practice_mark), total: markOf(row.total_mark), place: row.place,
    prize: row.rank === null ? null : { rank: row.rank, amountVnd: Number(row.amount_vnd), certificateNo: row.certificate_no ?? '' },
  };
}
