import type { Principal } from '@doanket/auth';
import {
  SENSITIVE_COUNT_FROM, type AnswerOf, type CounterCheckView, type getGrowth, type getMemberCounts, type InputOf, type listCounterChecks, type listDensities, type MemberCounts, type SensitiveCounts, type UnitStatistics,
} from '@doanket/contracts';
import { Access, Directory, endOfDay, UnitNotFound, type AsOf } from '@doanket/directory';
import { Clock, percentText } from '@doanket/kernel';
import { Transactions, type Tx } from '@doanket/persistence';
import { decodeCursor, pageFrom } from '@doanket/service';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { MembershipRules } from '../rules/membership-rules';
import { Counters, looked, type CounterCheck } from './counters';
import { StatisticsQueries } from './statistics.queries';

const CodeCursor = z.tuple([z.string()]);
const IdCursor = z.tuple([z.uuid()]);

/** How many members there are, were, and were thought to be (ORG-14, ORG-15). Runs over all rows with the caller's unit put in. */
@Injectable()
export class StatisticsService {
  constructor(
    private readonly transactions: Transactions, private readonly access: Access, private readonly directory: Directory, private readonly clock: Clock, private readonly counters: Counters,
    private readonly queries: StatisticsQueries, private readonly rules: MembershipRules,
  ) {}

  async now(code: string, principal: Principal): Promise<UnitStatistics> {
    const groups = await this.counters.ofReadable(looked(code, principal));
    if (groups === null) throw new UnitNotFound();
    return { unitCode: code, members: groups.filter(({ status }) => status === 'ACTIVE').reduce((sum, { members }) => sum + members, 0), groups: groups as UnitStatistics['groups'] };
  }

  counts({ params, query }: InputOf<typeof getMemberCounts>, principal: Principal): Promise<MemberCounts> {
    return this.transactions.readWhole(async (tx) => {
      const on: AsOf = { day: query.asOf ?? this.clock.today(), knownAt: query.knownOn === undefined ? null : endOfDay(query.knownOn) };
      // Neither needs the other: both travel together.
      const [figures, rules] = await Promise.all([this.queries.figuresOn(tx, looked(params.code, principal), on), this.rules.all(tx, 'BLOC_MEMBERS', on.day)]);
      if (figures === null) throw new UnitNotFound();
      const { blocs, unions, workers, committeeMembers } = figures;
      const open = new Map(rules.map(({ scope, value }) => [scope, value.open]));
      const sum = (of: 'members' | 'women' | 'direct'): number => blocs.reduce((total, row) => total + row[of], 0);
      return {
        unitCode: params.code, asOf: on.day, knownOn: query.knownOn ?? null, members: sum('members'), women: sum('women'), directWorkers: sum('direct'),
        committeeMembers, unions, workers, density: densityOf(sum('members'), workers),
        blocs: blocs.map(({ bloc, members }) => ({ bloc, open: bloc === null || open.get(bloc) === true, members })),
      };
    });
  }

  /** Numbers too small to speak of nobody in particular are not given. */
  sensitiveCounts(code: string, principal: Principal): Promise<SensitiveCounts> {
    return this.transactions.readWhole(async (tx) => {
      const { members, party } = await this.queries.partyMembers(tx, await this.readable(tx, code, principal));
      return { unitCode: code, members, partyMembers: Math.min(party, members - party) < SENSITIVE_COUNT_FROM ? null : party };
    });
  }

  async growth({ params, query }: InputOf<typeof getGrowth>, principal: Principal): Promise<AnswerOf<typeof getGrowth>> {
    const items = await this.queries.growth(looked(params.code, principal), { from: query.from, to: query.to, bloc: query.bloc ?? null, today: this.clock.today() });
    if (items === null) throw new UnitNotFound();
    return { items };
  }

  async densities({ params, query }: InputOf<typeof listDensities>, principal: Principal): Promise<AnswerOf<typeof listDensities>> {
    const after = decodeCursor(query.cursor, CodeCursor)?.[0] ?? '';
    const rows = await this.queries.densities(looked(params.code, principal), { today: this.clock.today(), after, count: query.limit + 1 });
    if (rows === null) throw new UnitNotFound();
    return pageFrom(rows, query.limit, ({ code, name, members, workers }) => ({ unitCode: code, unitName: name, members, workers, density: densityOf(members, workers) }), ({ code }) => [code]);
  }

  async check(): Promise<CounterCheckView> {
    return toCheckView(await this.counters.check());
  }

  checks({ query }: InputOf<typeof listCounterChecks>): Promise<AnswerOf<typeof listCounterChecks>> {
    return this.transactions.readWhole(async (tx) => {
      const rows: CounterCheck[] = await tx.query('select id, checked_at as "checkedAt", groups, differences from counter_check where ($1::uuid is null or id < $1) order by id desc limit $2',
        [decodeCursor(query.cursor, IdCursor)?.[0] ?? null, query.limit + 1]);
      return pageFrom(rows, query.limit, toCheckView, (row) => [row.id]);
    });
  }

  private async readable(tx: Tx, code: string, principal: Principal): Promise<string> {
    const { unitId } = await this.directory.getByCode(tx, code);
    await this.access.requireReadable(tx, principal, unitId);
    return unitId;
  }
}

const densityOf = (members: number, workers: number | null): MemberCounts['density'] =>
  (workers === null ? null : { numerator: members, denominator: workers, percent: percentText({ numerator: members, denominator: workers }) });

function toCheckView({ id, checkedAt, groups, differences }: CounterCheck): CounterCheckView {
  return { id, checkedAt: checkedAt.toISOString(), groups, differences: differences.map((one) => ({ ...one })) };
}
