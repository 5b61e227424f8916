import type { InputOf, listRounds, RoundSummaryView, RoundView } from '@doanket/contracts';
import type { UnitLabel } from '@doanket/directory';
import { Clock } from '@doanket/kernel';
import { likePattern, Transactions } from '@doanket/persistence';
import { decodeCursor, pageFrom } from '@doanket/service';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { ContestQueries } from '../contests/contests.queries';
import { PetitionQueries } from '../petitions/petitions.queries';
import { Round } from '../rounds/round.entity';
import { calendarDays } from '../rounds/round.rules';
import { RoundsService } from '../rounds/rounds.service';
import { TargetsService } from '../targets/targets.service';
import { Units } from '../units/units.service';
import { WorkQueries } from '../works/works.queries';
import { SummariesService } from './summaries.service';

const PageKey = z.tuple([z.int().min(0).max(9999), z.uuid()]);

/** Rounds as they are shown, with what is counted of them at this moment. */
@Injectable()
export class RoundQueries {
  constructor(
    private readonly transactions: Transactions, private readonly rounds: RoundsService, private readonly targets: TargetsService, private readonly works: WorkQueries,
    private readonly petitions: PetitionQueries, private readonly contests: ContestQueries, private readonly summaries: SummariesService, private readonly units: Units, private readonly clock: Clock,
  ) {}

  list({ query }: InputOf<typeof listRounds>): Promise<z.output<typeof listRounds.answer>> {
    return this.transactions.read(async (tx) => {
      const after = decodeCursor(query.cursor, PageKey);
      const today = this.clock.today();
      const find = tx.createQueryBuilder(Round, 'r').orderBy('r.year', 'DESC').addOrderBy('r.id').limit(query.limit + 1);
      if (after !== null) find.andWhere('(r.year < :after or (r.year = :after and r.id > :id))', { after: after[0], id: after[1] });
      if (query.year !== undefined) find.andWhere('r.year = :year', { year: query.year });
      if (query.plan !== undefined) find.andWhere('r.planCode = :plan', { plan: query.plan });
      if (query.unit !== undefined) find.andWhere('r.unitId = any(:units)', { units: await this.units.idsBelow(tx, query.unit) });
      if (query.q !== undefined) find.andWhere('(r.searchKey like :q or r.code like :q)', { q: likePattern(query.q) });
      if (query.state === 'RUNNING' || query.state === 'LAUNCHED') {
        find.andWhere(`r.state = 'LAUNCHED' and r.startsOn ${query.state === 'RUNNING' ? '<=' : '>'} :today`, { today });
      } else if (query.state !== undefined) find.andWhere('r.state = :state', { state: query.state });
      const rows = await find.getMany();
      const label = await this.units.labels(tx, rows.map((row) => row.unitId));
      return pageFrom(rows, query.limit, (row) => this.summary(row, label(row.unitId)), (row) => [row.year, row.id]);
    });
  }

  get(code: string): Promise<RoundView> {
    return this.transactions.read(async (tx) => {
      const round = await this.rounds.getByCode(tx, code);
      return {
        ...this.summary(round, await this.units.label(tx, round.unitId)), registrationUntil: round.registrationUntil, plaqueQuota: round.plaqueQuota, groups: round.groups,
        targets: await this.targets.viewsOf(tx, round.id), launchedOn: round.launchedOn, reviewedOn: round.reviewedOn, review: round.review, closedOn: round.closedOn,
        summarisedAt: await this.summaries.frozenAt(tx, round.id), version: round.version,
        counts: { works: await this.works.countsOf(tx, round.id), petitions: await this.petitions.countsOf(tx, round.code), contests: await this.contests.countOfRound(tx, round.code) },
      };
    });
  }

  private summary(round: Round, unit: UnitLabel): RoundSummaryView {
    return {
      id: round.id, code: round.code, planCode: round.planCode, unitCode: unit.code, unitName: unit.name, level: round.level, year: round.year, ordinal: round.ordinal, label: round.label,
      startsOn: round.startsOn, endsOn: round.endsOn, calendarDays: calendarDays(round), state: round.stateOn(this.clock.today()),
    };
  }
}
