import { HousingApprovedV1 } from '@doanket/contracts';
import { type Dossier, Dossiers, type RuleLine, type StepTaken, SUBMITTER } from '@doanket/dossier';
import { Clock, type Day } from '@doanket/kernel';
import { Outbox } from '@doanket/messaging';
import type { Tx } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';
import { requireWithinBudget, requireWithinCeiling } from '../programmes/programme.rules';
import { ProgrammesService } from '../programmes/programmes.service';
import { HousingCase } from './housing-case.entity';
import { UNION_HOME } from './housing.dossier';
import { HousingService } from './housing.service';

/** What happens to a case as its dossier goes its way (WEL-03). */
@Injectable()
export class HousingHandlers {
  constructor(
    dossiers: Dossiers, private readonly housing: HousingService, private readonly programmes: ProgrammesService, private readonly outbox: Outbox, private readonly clock: Clock,
  ) {
    dossiers.register(UNION_HOME, {
      onSubmitted: (tx, dossier) => this.submit(tx, dossier),
      onStep: (tx, dossier, taken) => this.change(tx, dossier, async (one) => this.take(tx, one, taken)),
      onRejected: (tx, dossier) => this.change(tx, dossier, async (one) => one.reject()),
      onReturned: (tx, dossier, { to }) => this.change(tx, dossier, async (one) => one.giveBack(to === SUBMITTER ? null : to)),
      onWithdrawn: (tx, dossier) => this.change(tx, dossier, async (one) => one.withdraw()),
      onPassed: (tx, dossier, unitId) => this.change(tx, dossier, async (one) => void (one.unitId = unitId)),
      rules: (tx, dossier) => this.lines(tx, dossier),
      dueOn: (tx, dossier, step) => (step.code === 'APPROVE' ? Promise.resolve(undefined) : this.dossierDue(tx, dossier, step.since)),
    });
  }

  private submit(tx: Tx, dossier: Dossier): Promise<void> {
    const on = dossier.submittedOn ?? this.clock.today();
    return this.change(tx, dossier, async (one) => {
      one.submit(on, await this.programmes.unitFor(tx, one.unitId, on));
      await this.programmes.requireMembership(tx, one.memberSince, on);
      const programme = await this.programmes.require(tx, one.programmeUnitId, one.programmeYear, on);
      requireWithinCeiling(await this.programmes.ceiling(tx, programme, one.housingKind, on), one.amountVnd);
    });
  }

  private async take(tx: Tx, one: HousingCase, { step, on, decision }: StepTaken): Promise<void> {
    if (step.code === 'SURVEY') return one.survey(on);
    if (step.code === 'CHECK') return one.check();
    if (decision === null) throw new Error('A case was approved without a decision');
    await this.programmes.lock(tx, one.programmeUnitId, one.programmeYear);
    const programme = await this.programmes.require(tx, one.programmeUnitId, one.programmeYear, on);
    await this.programmes.requireMembership(tx, one.memberSince, on);
    requireWithinCeiling(await this.programmes.ceiling(tx, programme, one.housingKind, on), one.amountVnd);
    requireWithinBudget(programme, (await this.programmes.money(tx, one.programmeUnitId, one.programmeYear)).approvedVnd, one.amountVnd);
    await this.outbox.publish(tx, HousingApprovedV1, one.approve({ id: decision.id, on }));
  }

  private async change(tx: Tx, dossier: Dossier, work: (one: HousingCase) => Promise<void>): Promise<void> {
    const one = await this.housing.getForUpdate(tx, dossier.subjectId);
    await work(one);
    await tx.save(one);
  }

  /** The papers are due by a day of the year's programme; a step that begins later has none. Undefined where it names no day: then rules say. */
  private async dossierDue(tx: Tx, dossier: Dossier, since: Day): Promise<Day | null | undefined> {
    const one = await tx.findOne(HousingCase, { where: { id: dossier.subjectId } });
    const programme = one === null ? null : await this.programmes.inForce(tx, one.programmeUnitId, one.programmeYear, this.clock.today());
    if (programme?.dossierDueOn == null) return undefined;
    return programme.dossierDueOn >= since ? programme.dossierDueOn : null;
  }

  /** The money of the programme beside the case, before a rule refuses. */
  private async lines(tx: Tx, dossier: Dossier): Promise<RuleLine[]> {
    const one = await tx.findOne(HousingCase, { where: { id: dossier.subjectId } });
    if (one === null) return [];
    const on = one.approvedOn ?? this.clock.today();
    const programme = await this.programmes.inForce(tx, one.programmeUnitId, one.programmeYear, on);
    if (programme === null) return [{ code: 'PROGRAMME_MISSING', facts: { year: one.programmeYear }, source: null }];
    const { approvedVnd } = await this.programmes.money(tx, one.programmeUnitId, one.programmeYear);
    const source = `${programme.decisionNumber}, ${programme.decidedOn}`;
    const ceiling = await this.programmes.ceiling(tx, programme, one.housingKind, on);
    return [
      { code: 'HOUSING_CEILING', facts: { amountVnd: one.amountVnd, ceilingVnd: ceiling.ceilingVnd }, source: ceiling.decisionNumber === programme.decisionNumber ? source : ceiling.decisionNumber },
      { code: 'HOUSING_BUDGET', facts: { budgetVnd: programme.budgetVnd, approvedVnd, leftVnd: programme.budgetVnd - approvedVnd }, source },
      { code: 'HOUSING_DEADLINES', facts: { dossierDueOn: programme.dossierDueOn, workDueOn: programme.workDueOn }, source },
    ];
  }
}
