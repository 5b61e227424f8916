import { Audit } from '@doanket/audit';
import type { Principal } from '@doanket/auth';
import {
  type closeMovement, type InputOf, type listMovements, MovementClosedV1, type MovementClosedItem, type MovementFigure, type MovementItem, MovementOpenedV1, type MovementSummaryView, type MovementView,
  type openMovement,
} from '@doanket/contracts';
import { type UnitLabel, Access, Directory, UnitNotFound } from '@doanket/directory';
import { newId, searchKey, type Day } from '@doanket/kernel';
import { Outbox } from '@doanket/messaging';
import { likePattern, Transactions, type Tx, violated } from '@doanket/persistence';
import { decodeCursor, pageFrom } from '@doanket/service';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { ContestQueries } from '../contests/contests.queries';
import { type DecisionRef, LiveDecisions, requireIssuedBy } from '../decisions/live-decisions.service';
import { MOVEMENT_INDICATORS } from '../honours/honour.rules';
import { HonoursService } from '../honours/honours.service';
import { Plan } from '../plans/plan.entity';
import { PlanNotFound } from '../plans/plan.errors';
import { RoundsService } from '../rounds/rounds.service';
import { TargetsService } from '../targets/targets.service';
import { Units } from '../units/units.service';
import { Movement } from './movement.entity';
import { MovementCodeTaken, MovementDaysWrong, MovementNotFound } from './movement.errors';
import { addUpYears, withSubmitted } from './movement.rules';

const PageKey = z.tuple([z.iso.date(), z.uuid()]);

/** Movements of one or several years (CMP-21): yearly results add up, the closing conference launches the next period. */
@Injectable()
export class MovementsService {
  constructor(
    private readonly transactions: Transactions, private readonly outbox: Outbox, private readonly access: Access, private readonly directory: Directory, private readonly decisions: LiveDecisions,
    private readonly targets: TargetsService, private readonly honours: HonoursService, private readonly contests: ContestQueries, private readonly units: Units, private readonly rounds: RoundsService,
    private readonly audit: Audit,
  ) {}

  async getByCode(tx: Tx, code: string): Promise<Movement> {
    const movement = await tx.findOne(Movement, { where: { code } });
    if (movement === null) throw new MovementNotFound();
    return movement;
  }

  openLive({ body }: InputOf<typeof openMovement>, principal: Principal): Promise<string> {
    return this.transactions.run(async (tx) => {
      const { number, decidedOn, fileId, ...item } = body;
      const unitId = principal.post?.unitId;
      if (unitId === undefined) throw new UnitNotFound();
      await this.access.requireUnit(tx, principal, 'campaigns.plan.issue', unitId);
      const decision = await this.decisions.take(tx, principal, 'MOVEMENT_OPENED', unitId, { number, decidedOn, ...(fileId === undefined ? {} : { fileId }) });
      return (await this.open(tx, item, decision, null)).code;
    });
  }

  /** Opens a movement, live, from paper, or at the closing conference of the one before. */
  async open(tx: Tx, item: MovementItem, decision: DecisionRef, previousCode: string | null): Promise<Movement> {
    if (item.endsOn < item.startsOn) throw new MovementDaysWrong('END_BEFORE_START');
    if (item.planCode !== undefined && !(await tx.existsBy(Plan, { code: item.planCode }))) throw new PlanNotFound();
    const unit = await this.directory.getById(tx, decision.issuerUnitId);
    const movement = Object.assign(new Movement(), {
      id: newId(), code: item.code, unitId: unit.unitId, level: unit.level, title: item.title, searchKey: searchKey(item.title), startsOn: item.startsOn, endsOn: item.endsOn,
      planCode: item.planCode ?? null, openedOn: decision.on, previousCode, nextCode: null, conferenceOn: null, conferenceTitle: null, frozenFigures: null, decisionId: decision.id,
      closingDecisionId: null,
    });
    await tx.insert(Movement, movement).catch((error: unknown) => {
      throw violated(error, 'movement_code_unique') ? new MovementCodeTaken(item.code) : error;
    });
    await this.outbox.publish(tx, MovementOpenedV1, movement.opened());
    await this.targets.set(tx, { kind: 'MOVEMENT', id: movement.id, code: movement.code, unitId: movement.unitId, level: movement.level }, item.targets, decision.on);
    return movement;
  }

  closeLive({ params, body }: InputOf<typeof closeMovement>, principal: Principal): Promise<string> {
    return this.transactions.run(async (tx) => {
      const { number, decidedOn, fileId, ...item } = body;
      const { unitId } = await this.getByCode(tx, params.code);
      await this.access.requireUnit(tx, principal, 'campaigns.plan.issue', unitId);
      this.rounds.requireNotFuture(item.conferenceOn, '/body/conferenceOn');
      const decision = await this.decisions.take(tx, principal, 'MOVEMENT_CLOSED', unitId, { number, decidedOn, ...(fileId === undefined ? {} : { fileId }) });
      const movement = await this.close(tx, { ...item, movementCode: params.code }, decision);
      await this.audit.record(tx, { action: 'movement.close', objectType: 'movement', objectId: movement.id, unitId, after: { conferenceOn: item.conferenceOn, next: item.next?.code ?? null } });
      return movement.code;
    });
  }

  /** Freezes the figures at the conference and launches the next period where one is named. */
  async close(tx: Tx, item: MovementClosedItem, decision: DecisionRef): Promise<Movement> {
    const movement = await tx.findOne(Movement, { where: { code: item.movementCode }, lock: { mode: 'pessimistic_write' } });
    if (movement === null) throw new MovementNotFound();
    requireIssuedBy(decision, movement.unitId, movement.code);
    const figures = await this.figures(tx, movement, item.conferenceOn);
    movement.close({
      on: item.conferenceOn, title: item.conferenceTitle, decisionId: decision.id, figures, next: item.next === undefined ? null : { code: item.next.code, startsOn: item.next.startsOn },
    });
    await tx.save(movement);
    await this.outbox.publish(tx, MovementClosedV1, {
      movementId: movement.id, movementCode: movement.code, unitId: movement.unitId, level: movement.level, closedOn: item.conferenceOn, nextCode: movement.nextCode,
      figures: figures.map(({ indicator, value, qualifier }) => ({ indicator, value, qualifier })), decisionId: decision.id,
    });
    if (item.next !== undefined) await this.open(tx, item.next, decision, movement.code);
    return movement;
  }

  list({ query }: InputOf<typeof listMovements>): Promise<z.output<typeof listMovements.answer>> {
    return this.transactions.read(async (tx) => {
      const after = decodeCursor(query.cursor, PageKey);
      const find = tx.createQueryBuilder(Movement, 'm').orderBy('m.startsOn', 'DESC').addOrderBy('m.id').limit(query.limit + 1);
      if (after !== null) find.andWhere('(m.startsOn < :day or (m.startsOn = :day and m.id > :id))', { day: after[0], id: after[1] });
      if (query.unit !== undefined) find.andWhere('m.unitId = any(:units)', { units: await this.units.idsBelow(tx, query.unit) });
      if (query.state !== undefined) find.andWhere(`m.conferenceOn is ${query.state === 'OPEN' ? '' : 'not '}null`);
      if (query.q !== undefined) find.andWhere('m.searchKey like :q', { q: likePattern(query.q) });
      const rows = await find.getMany();
      const label = await this.units.labels(tx, rows.map((row) => row.unitId));
      return pageFrom(rows, query.limit, (row) => toMovementSummary(row, label(row.unitId)), (row) => [row.startsOn, row.id]);
    });
  }

  get(code: string): Promise<MovementView> {
    return this.transactions.read(async (tx) => {
      const movement = await this.getByCode(tx, code);
      return {
        ...toMovementSummary(movement, await this.units.label(tx, movement.unitId)), planCode: movement.planCode, openedOn: movement.openedOn, previousCode: movement.previousCode,
        nextCode: movement.nextCode, conferenceOn: movement.conferenceOn, conferenceTitle: movement.conferenceTitle, targets: await this.targets.viewsOf(tx, movement.id),
        figures: movement.frozenFigures ?? await this.figures(tx, movement, null), decisionId: movement.decisionId, closingDecisionId: movement.closingDecisionId,
      };
    });
  }

  /** Yearly results up to the conference: honours and contests that name the movement, initiatives of its units, else what was submitted. */
  private async figures(tx: Tx, movement: Movement, conferenceOn: Day | null): Promise<MovementFigure[]> {
    const until = movement.countsUntil(conferenceOn);
    const below = await this.directory.subtreeOn(tx, movement.unitId, until);
    const units = below.length > 0 ? below : await this.directory.subtreeOn(tx, movement.unitId, movement.startsOn);
    const counted = addUpYears([
      ...await this.honours.honoursByYear(tx, movement.code), ...await this.contests.byYear(tx, movement.code),
      ...await this.honours.initiativesByYear(tx, units, movement.startsOn, until),
    ]);
    const submitted = await this.honours.submittedIn(tx, units, movement.startsOn, movement.endsOn, MOVEMENT_INDICATORS);
    return withSubmitted(counted, submitted).map((figure) => ({ ...figure, valueUnit: 'COUNT', byYear: [...figure.byYear] }));
  }
}

function toMovementSummary(movement: Movement, unit: UnitLabel): MovementSummaryView {
  return {
    id: movement.id, code: movement.code, title: movement.title, unitCode: unit.code, unitName: unit.name, level: movement.level, startsOn: movement.startsOn, endsOn: movement.endsOn,
    state: movement.isClosed ? 'CLOSED' : 'OPEN',
  };
}
