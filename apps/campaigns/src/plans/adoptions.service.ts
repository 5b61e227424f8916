import type { Principal } from '@doanket/auth';
import {
  AdoptionAskedV1, type AdoptionView, type adoptPlan, type askAdoption, type InputOf, type listAdoptions, type PlanAdoptedItem, PlanAdoptedV1, type reportAdoption,
} from '@doanket/contracts';
import { Access, Directory, UnitNotFound } from '@doanket/directory';
import { Clock, newId, percentText, type Day } from '@doanket/kernel';
import { Outbox } from '@doanket/messaging';
import { Transactions, type Tx } from '@doanket/persistence';
import { decodeCursor, pageFrom } from '@doanket/service';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { DecisionRef } from '../decisions/live-decisions.service';
import { Units } from '../units/units.service';
import { Adoption } from './adoption.entity';
import { AdoptionDaysWrong, AskedNotBelow, NotAsked, PlanNotFound } from './plan.errors';
import { Plan } from './plan.entity';

const PageKey = z.tuple([z.uuid()]);

export interface Rate { readonly adopted: number; readonly asked: number; readonly percent: string | null }

/** Adoption of plans by the levels below (CMP-05): asked, adopted, reported; the rate is adopted ÷ asked. */
@Injectable()
export class AdoptionsService {
  constructor(
    private readonly transactions: Transactions, private readonly outbox: Outbox, private readonly access: Access, private readonly directory: Directory,
    private readonly clock: Clock, private readonly units: Units,
  ) {}

  /** Asks units below the issuer; who was asked before is not asked twice. */
  async ask(tx: Tx, plan: Plan, unitCodes: readonly string[], decision: Pick<DecisionRef, 'id' | 'on'>): Promise<void> {
    if (unitCodes.length === 0) return;
    const refs = [...(await this.units.byCodes(tx, unitCodes)).values()];
    const below = new Set(await this.directory.subtreeOn(tx, plan.unitId, decision.on));
    const outside = refs.filter((unit) => unit.unitId === plan.unitId || !below.has(unit.unitId));
    if (outside.length > 0) throw new AskedNotBelow(outside.map((unit) => unit.code));
    const known = new Set((await tx.find(Adoption, { where: { planId: plan.id } })).map((adoption) => adoption.unitId));
    const rows = refs.filter((unit) => !known.has(unit.unitId)).map((unit) => Object.assign(new Adoption(), {
      id: newId(), planId: plan.id, planCode: plan.code, issuerUnitId: plan.unitId, unitId: unit.unitId, level: unit.level, state: 'ASKED', askedOn: decision.on,
      adoptedOn: null, childPlanCode: null, report: null, reportedOn: null, decisionId: decision.id,
    }));
    if (rows.length === 0) return;
    await tx.insert(Adoption, rows);
    await this.outbox.publish(tx, AdoptionAskedV1, rows.map((row) => row.asked()));
  }

  askLive({ params, body }: InputOf<typeof askAdoption>, principal: Principal): Promise<Rate> {
    return this.transactions.run(async (tx) => {
      const plan = await this.planOf(tx, params.code);
      await this.access.requireUnit(tx, principal, 'campaigns.plan.issue', plan.unitId);
      await this.ask(tx, plan, body.unitCodes, { id: plan.decisionId, on: this.clock.today() });
      return this.rateOf(tx, plan.id);
    });
  }

  adopt({ params, body }: InputOf<typeof adoptPlan>, principal: Principal): Promise<AdoptionView> {
    return this.transactions.run(async (tx) => {
      const adoption = await this.ownAdoption(tx, params.code, principal);
      this.requireNotAhead(body.adoptedOn, '/body/adoptedOn');
      if (body.childPlanCode !== undefined) await this.requireChild(tx, body.childPlanCode, adoption);
      await this.outbox.publish(tx, PlanAdoptedV1, adoption.adopt(body.adoptedOn, body.childPlanCode ?? null, null));
      return this.saved(tx, adoption);
    });
  }

  report({ params, body }: InputOf<typeof reportAdoption>, principal: Principal): Promise<AdoptionView> {
    return this.transactions.run(async (tx) => {
      const adoption = await this.ownAdoption(tx, params.code, principal);
      this.requireNotAhead(body.reportedOn, '/body/reportedOn');
      adoption.reportBack(body.reportedOn, body.report);
      return this.saved(tx, adoption);
    });
  }

  /** Adoptions entered from paper. A unit that was not asked is asked with it: the caller warns. */
  async adoptPaper(tx: Tx, items: readonly PlanAdoptedItem[], decision: DecisionRef): Promise<string[]> {
    await this.units.requireWithin(tx, decision.issuerUnitId, items.map((item) => item.unitCode), decision.on);
    const ids: string[] = [];
    for (const item of items) {
      const plan = await this.planOf(tx, item.planCode);
      await this.ask(tx, plan, [item.unitCode], { id: decision.id, on: item.adoptedOn ?? decision.on });
      const unit = await this.directory.getByCode(tx, item.unitCode);
      const adoption = await tx.findOneOrFail(Adoption, { where: { planId: plan.id, unitId: unit.unitId } });
      if (item.childPlanCode !== undefined) await this.requireChild(tx, item.childPlanCode, adoption);
      await this.outbox.publish(tx, PlanAdoptedV1, adoption.adopt(item.adoptedOn ?? decision.on, item.childPlanCode ?? null, decision.id));
      if (item.report !== undefined) adoption.reportBack(decision.on, item.report);
      await tx.save(adoption);
      ids.push(adoption.id);
    }
    return ids;
  }

  /** Of these units of these plans, those that were asked, as `<plan> <unit>`; for the warnings of paper. */
  async asked(tx: Tx, items: readonly PlanAdoptedItem[]): Promise<ReadonlySet<string>> {
    const rows: { key: string }[] = await tx.query(
      `select a.plan_code || ' ' || u.code as key from adoption a join directory_unit u on u.id = a.unit_id where a.plan_code = any($1) and u.code = any($2)`,
      [items.map((item) => item.planCode), items.map((item) => item.unitCode)]);
    return new Set(rows.map((row) => row.key));
  }

  async rateOf(tx: Tx, planId: string): Promise<Rate> {
    const [row]: { asked: number; adopted: number }[] = await tx.query(
      `select count(*)::int as asked, count(*) filter (where state <> 'ASKED')::int as adopted from adoption where plan_id = $1`, [planId]);
    const { asked, adopted } = row ?? { asked: 0, adopted: 0 };
    return { adopted, asked, percent: percentText({ numerator: adopted, denominator: asked }) };
  }

  list({ params, query }: InputOf<typeof listAdoptions>): Promise<z.output<typeof listAdoptions.answer>> {
    return this.transactions.read(async (tx) => {
      const plan = await this.planOf(tx, params.code);
      const after = decodeCursor(query.cursor, PageKey);
      const find = tx.createQueryBuilder(Adoption, 'a').where('a.planId = :planId', { planId: plan.id }).orderBy('a.id').limit(query.limit + 1);
      if (after !== null) find.andWhere('a.id > :after', { after: after[0] });
      if (query.state !== undefined) find.andWhere('a.state = :state', { state: query.state });
      const rows = await find.getMany();
      const label = await this.units.labels(tx, rows.map((row) => row.unitId));
      return pageFrom(rows, query.limit, (row) => toAdoptionView(row, label(row.unitId)), (row) => [row.id]);
    });
  }

  private requireNotAhead(day: Day, pointer: string): void {
    if (day > this.clock.today()) throw new AdoptionDaysWrong('AHEAD', pointer);
  }

  private async planOf(tx: Tx, code: string): Promise<Plan> {
    const plan = await tx.findOne(Plan, { where: { code } });
    if (plan === null) throw new PlanNotFound();
    return plan;
  }

  private async ownAdoption(tx: Tx, planCode: string, principal: Principal): Promise<Adoption> {
    const plan = await this.planOf(tx, planCode);
    const unitId = principal.post?.unitId;
    if (unitId === undefined) throw new UnitNotFound();
    await this.access.requireUnit(tx, principal, 'campaigns.plan.adopt', unitId);
    const adoption = await tx.findOne(Adoption, { where: { planId: plan.id, unitId }, lock: { mode: 'pessimistic_write' } });
    if (adoption === null) throw new NotAsked();
    return adoption;
  }

  /** The plan a unit carries the adopted one out with is its own and names it as parent. */
  private async requireChild(tx: Tx, childCode: string, adoption: Adoption): Promise<void> {
    const child = await this.planOf(tx, childCode);
    if (child.unitId !== adoption.unitId || child.parentPlanId !== adoption.planId) throw new PlanNotFound();
  }

  private async saved(tx: Tx, adoption: Adoption): Promise<AdoptionView> {
    await tx.save(adoption);
    return toAdoptionView(adoption, await this.units.label(tx, adoption.unitId));
  }
}

export function toAdoptionView(adoption: Adoption, unit: { code: string; name: string }): AdoptionView {
  return {
    id: adoption.id, planCode: adoption.planCode, unitCode: unit.code, unitName: unit.name, state: adoption.state, askedOn: adoption.askedOn, adoptedOn: adoption.adoptedOn,
    childPlanCode: adoption.childPlanCode, report: adoption.report, reportedOn: adoption.reportedOn,
  };
}
