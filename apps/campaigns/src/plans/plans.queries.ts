import type { InputOf, listPlans, PlanSummaryView, PlanView } from '@doanket/contracts';
import type { UnitLabel } from '@doanket/directory';
import { Clock } from '@doanket/kernel';
import { likePattern, Transactions, type Tx } from '@doanket/persistence';
import { decodeCursor, pageFrom } from '@doanket/service';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Round } from '../rounds/round.entity';
import { TargetsService } from '../targets/targets.service';
import { Units } from '../units/units.service';
import { AdoptionsService } from './adoptions.service';
import { Plan } from './plan.entity';
import { PlanNotFound } from './plan.errors';

const PageKey = z.tuple([z.int().min(0).max(9999), z.uuid()]);

/** Plans as they are shown; the newest year first. */
@Injectable()
export class PlanQueries {
  constructor(
    private readonly transactions: Transactions, private readonly units: Units, private readonly targets: TargetsService, private readonly adoptions: AdoptionsService,
    private readonly clock: Clock,
  ) {}

  list({ query }: InputOf<typeof listPlans>): Promise<z.output<typeof listPlans.answer>> {
    return this.transactions.read(async (tx) => {
      const after = decodeCursor(query.cursor, PageKey);
      const find = tx.createQueryBuilder(Plan, 'p').orderBy('p.year', 'DESC').addOrderBy('p.id').limit(query.limit + 1);
      if (after !== null) find.andWhere('(p.year < :year or (p.year = :year and p.id > :id))', { year: after[0], id: after[1] });
      if (query.year !== undefined) find.andWhere('p.year = :only', { only: query.year });
      if (query.unit !== undefined) find.andWhere('p.unitId = any(:units)', { units: await this.units.idsBelow(tx, query.unit) });
      if (query.q !== undefined) find.andWhere('p.searchKey like :q', { q: likePattern(query.q) });
      const rows = await find.getMany();
      const label = await this.units.labels(tx, rows.map((row) => row.unitId));
      return pageFrom(rows, query.limit, (row) => toPlanSummary(row, label(row.unitId)), (row) => [row.year, row.id]);
    });
  }

  get(code: string): Promise<PlanView> {
    return this.transactions.read((tx) => this.view(tx, code));
  }

  private async view(tx: Tx, code: string): Promise<PlanView> {
    const plan = await tx.findOne(Plan, { where: { code } });
    if (plan === null) throw new PlanNotFound();
    const themes: PlanView['themes'] = await tx.query(
      'select kind, text from year_theme where unit_id = $1 and year = $2 order by kind desc', [plan.unitId, plan.year]);
    const rounds = await tx.find(Round, { where: { planId: plan.id }, order: { ordinal: 'ASC' } });
    return {
      ...toPlanSummary(plan, await this.units.label(tx, plan.unitId)), themes, blocs: plan.blocs, occasionCodes: plan.occasionCodes,
      targets: await this.targets.viewsOf(tx, plan.id), adoption: await this.adoptions.rateOf(tx, plan.id),
      rounds: rounds.map((round) => ({
        code: round.code, ordinal: round.ordinal, label: round.label, startsOn: round.startsOn, endsOn: round.endsOn, state: round.stateOn(this.clock.today()),
      })),
      decisionId: plan.decisionId, version: plan.version,
    };
  }
}

function toPlanSummary(plan: Plan, unit: UnitLabel): PlanSummaryView {
  return {
    id: plan.id, code: plan.code, title: plan.title, unitCode: unit.code, unitName: unit.name, level: plan.level, year: plan.year, number: plan.number, issuedOn: plan.issuedOn,
    startsOn: plan.startsOn, endsOn: plan.endsOn, roundsPlanned: plan.roundsPlanned, parentPlanCode: plan.parentPlanCode,
  };
}
