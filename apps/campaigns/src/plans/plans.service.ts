import type { Principal } from '@doanket/auth';
import { type amendPlan, type InputOf, type issuePlan, type PlanItem, PlanIssuedV1 } from '@doanket/contracts';
import { Access, Directory, type UnitRef } from '@doanket/directory';
import { newId, searchKey } from '@doanket/kernel';
import { Outbox } from '@doanket/messaging';
import { Transactions, type Tx, violated } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';
import { type DecisionRef, LiveDecisions, requireIssuedBy } from '../decisions/live-decisions.service';
import { OccasionsService } from '../occasions/occasions.service';
import { RoundsService } from '../rounds/rounds.service';
import { TargetsService } from '../targets/targets.service';
import { AdoptionsService } from './adoptions.service';
import { Plan } from './plan.entity';
import { ParentNotAbove, PlanCodeTaken, PlanNotFound, PlanNumberTaken, PlanRefused, YearThemeTaken } from './plan.errors';
import { planFault } from './plan.rules';

/** Yearly emulation plans (CMP-01): issued and amended by decision; each states its rounds, themes and targets. */
@Injectable()
export class PlansService {
  constructor(
    private readonly transactions: Transactions, private readonly outbox: Outbox, private readonly access: Access, private readonly directory: Directory,
    private readonly decisions: LiveDecisions, private readonly targets: TargetsService, private readonly rounds: RoundsService,
    private readonly adoptions: AdoptionsService, private readonly occasions: OccasionsService,
  ) {}

  async getByCode(tx: Tx, code: string): Promise<Plan> {
    const plan = await tx.findOne(Plan, { where: { code } });
    if (plan === null) throw new PlanNotFound();
    return plan;
  }

  issueLive({ body }: InputOf<typeof issuePlan>, principal: Principal): Promise<string> {
    return this.transactions.run(async (tx) => {
      const { unitCode, number, decidedOn, fileId, ...item } = body;
      const unitId = unitCode === undefined ? (principal.post?.unitId ?? '') : (await this.directory.getByCode(tx, unitCode)).unitId;
      await this.access.requireUnit(tx, principal, 'campaigns.plan.issue', unitId);
      this.rounds.requireNotFuture(decidedOn, '/body/decidedOn');
      this.check(item, decidedOn);
      const decision = await this.decisions.take(tx, principal, 'PLAN_ISSUED', unitId, { number, decidedOn, ...(fileId === undefined ? {} : { fileId }) });
      return (await this.issue(tx, item, await this.directory.getById(tx, unitId), decision)).code;
    });
  }

  /** The hard rules of a plan that need no database. */
  check(item: PlanItem, issuedOn: string): void {
    const fault = planFault({ ...item, issuedOn });
    if (fault !== null) throw new PlanRefused(fault);
  }

  /** Stores a plan with everything it states, live or from paper. */
  async issue(tx: Tx, item: PlanItem, unit: UnitRef, decision: DecisionRef): Promise<Plan> {
    this.check(item, decision.on);
    await this.occasions.requireKnown(tx, item.occasionCodes);
    const parent = await this.parentOf(tx, item, unit);
    if (parent !== null) await this.targets.requireNotLowered(tx, parent.id, item.targets);
    const plan = Object.assign(new Plan(), {
      id: newId(), code: item.code, unitId: unit.unitId, level: unit.level, title: item.title, searchKey: searchKey(`${item.title} ${decision.number}`), year: item.year,
      number: decision.number, issuedOn: decision.on, startsOn: item.startsOn, endsOn: item.endsOn, parentPlanId: parent?.id ?? null, parentPlanCode: parent?.code ?? null,
      roundsPlanned: item.rounds.length, blocs: item.blocs, occasionCodes: item.occasionCodes, decisionId: decision.id,
    });
    await tx.insert(Plan, plan).catch((error: unknown) => {
      if (violated(error, 'plan_code_unique')) throw new PlanCodeTaken(item.code);
      throw violated(error, 'plan_number_unique') ? new PlanNumberTaken(decision.number, item.year) : error;
    });
    await this.keepThemes(tx, plan, item.themes);
    await this.outbox.publish(tx, PlanIssuedV1, plan.issued());
    await this.targets.set(tx, { kind: 'PLAN', id: plan.id, code: plan.code, unitId: plan.unitId, level: plan.level }, item.targets, decision.on);
    await this.rounds.plan(tx, plan, item.rounds, decision);
    await this.adoptions.ask(tx, plan, item.askedUnitCodes, decision);
    return plan;
  }

  amend({ params, body }: InputOf<typeof amendPlan>, principal: Principal): Promise<string> {
    return this.transactions.run(async (tx) => {
      const { unitId } = await this.getByCode(tx, params.code);
      await this.access.requireUnit(tx, principal, 'campaigns.plan.issue', unitId);
      this.rounds.requireNotFuture(body.decidedOn, '/body/decidedOn');
      const decision = await this.decisions.take(tx, principal, 'PLAN_AMENDED', unitId, body);
      return (await this.amendBy(tx, params.code, body.addedRounds, decision)).code;
    });
  }

  /** Adds rounds to a plan by a decision of its issuer, live or from paper (CMP-03). */
  async amendBy(tx: Tx, code: string, addedRounds: PlanItem['rounds'], decision: DecisionRef): Promise<Plan> {
    const plan = await tx.findOne(Plan, { where: { code }, lock: { mode: 'pessimistic_write' } });
    if (plan === null) throw new PlanNotFound();
    requireIssuedBy(decision, plan.unitId, plan.code);
    const fault = planFault({ issuedOn: plan.issuedOn, startsOn: plan.startsOn, endsOn: plan.endsOn, rounds: addedRounds, themes: [] });
    if (fault !== null) throw new PlanRefused(fault);
    if (decision.on < plan.issuedOn) throw new PlanRefused('AMENDED_BEFORE_ISSUED');
    const amended = plan.addRounds(addedRounds.length, decision.id);
    await tx.save(plan);
    await this.outbox.publish(tx, PlanIssuedV1, amended);
    await this.rounds.plan(tx, plan, addedRounds, decision);
    return plan;
  }

  /** CMP-05: a child names its parent, a plan of the same year from a unit above. */
  private async parentOf(tx: Tx, item: PlanItem, unit: UnitRef): Promise<Plan | null> {
    if (item.parentPlanCode === undefined) return null;
    const parent = await this.getByCode(tx, item.parentPlanCode);
    const above = await this.directory.levelsAbove(tx, unit.unitId, item.startsOn);
    if (parent.year !== item.year || !above.some((candidate) => candidate.unitId === parent.unitId)) throw new ParentNotAbove(parent.code);
    return parent;
  }

  /**
   * CMP-01: one union theme and one city theme per year. A theme is stated by the unit whose theme it is and holds for all
   * below it: two plans of a year may state the same one, and no plan states another than a unit above has stated. Where
   * nobody above has, a unit states its own; a later one from above is not held up by it. Source: assumption.
   */
  private async keepThemes(tx: Tx, plan: Plan, themes: PlanItem['themes']): Promise<void> {
    const above = themes.length === 0 ? [] : await this.directory.levelsAbove(tx, plan.unitId, plan.startsOn);
    for (const theme of themes) {
      const stated: { text: string; code: string }[] = await tx.query(
        `select t.text, u.code from year_theme t join directory_unit u on u.id = t.unit_id where t.unit_id = any($1) and t.year = $2 and t.kind = $3`,
        [above.map((unit) => unit.unitId), plan.year, theme.kind]);
      const other = stated.find((one) => searchKey(one.text) !== searchKey(theme.text));
      if (other !== undefined) throw new YearThemeTaken(plan.year, theme.kind, other.text, other.code);
      const kept: { text: string }[] = await tx.query(
        `with put as (insert into year_theme (unit_id, year, kind, text, plan_id) values ($1, $2, $3, $4, $5) on conflict do nothing returning text)
         select text from put union all select text from year_theme where unit_id = $1 and year = $2 and kind = $3 limit 1`,
        [plan.unitId, plan.year, theme.kind, theme.text, plan.id]);
      const known = kept[0]?.text;
      if (known !== undefined && searchKey(known) !== searchKey(theme.text)) throw new YearThemeTaken(plan.year, theme.kind, known, null);
    }
  }
}
