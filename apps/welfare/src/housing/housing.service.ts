import { Audit } from '@doanket/audit';
import type { Principal } from '@doanket/auth';
import {
  type applyForHousing, type changeHousingCase, type completeHousingDossier, type finishHousingWork, type handOverHouse, type HardshipView, HousingPaidV1, type InputOf, type payHousingCase, type Permission,
  type readHardship,
} from '@doanket/contracts';
import { Access } from '@doanket/directory';
import { Decisions, Dossiers } from '@doanket/dossier';
import { Clock, type Day, newId, yearOf } from '@doanket/kernel';
import { Outbox } from '@doanket/messaging';
import { Transactions, type Tx, violated } from '@doanket/persistence';
import { requireVersion } from '@doanket/service';
import { Injectable } from '@nestjs/common';
import { requireWithinBudget, requireWithinCeiling } from '../programmes/programme.rules';
import { ProgrammesService } from '../programmes/programmes.service';
import { HouseholdKeys } from './household-keys';
import { HousingCase } from './housing-case.entity';
import { UNION_HOME } from './housing.dossier';
import { DayOutOfOrder, HouseholdAlreadyHelped, HousingCaseNotFound } from './housing.errors';

/** Type of the subject of all dossiers about housing. */
export const SUBJECT = 'HOUSING_CASE';

/** Housing support: applications, and what follows their approval (WEL-02, WEL-03). */
@Injectable()
export class HousingService {
  constructor(
    private readonly transactions: Transactions, private readonly access: Access, private readonly dossiers: Dossiers, private readonly decisions: Decisions,
    private readonly programmes: ProgrammesService, private readonly households: HouseholdKeys, private readonly outbox: Outbox, private readonly audit: Audit, private readonly clock: Clock,
  ) {}

  /** Writes a draft and opens its dossier. */
  apply({ body }: InputOf<typeof applyForHousing>, principal: Principal): Promise<string> {
    return this.transactions.run(async (tx) => {
      const today = this.clock.today();
      const unitId = await this.access.requireUnitByCode(tx, principal, 'welfare.housing.apply', body.unitCode);
      const programmeUnitId = await this.programmes.unitFor(tx, unitId, today);
      await this.requireAsked(tx, { programmeUnitId, programmeYear: yearOf(today), ...body, memberSince: body.memberSince ?? null }, today);
      const housing = Object.assign(new HousingCase(), {
        id: newId(), caseNo: await this.nextCaseNo(tx, yearOf(today)), unitId, programmeUnitId, programmeYear: yearOf(today), state: 'DRAFT', filedBy: principal.personId, paper: false, version: 1,
      });
      housing.write(body, this.households.hash(body.householdKey));
      await tx.insert(HousingCase, housing).catch(householdTaken);
      await this.dossiers.open(tx, principal, { definition: UNION_HOME.code, subjectType: SUBJECT, subjectId: housing.id, subjectPersonId: housing.personId, unitId, title: titleOf(housing) });
      await this.audit.record(tx, { action: 'housing-case.apply', objectType: 'housing-case', objectId: housing.id, unitId, after: { state: housing.state, housingKind: housing.housingKind, amountVnd: housing.amountVnd } });
      return housing.id;
    });
  }

  change({ params, body }: InputOf<typeof changeHousingCase>, principal: Principal, version: number): Promise<string> {
    return this.transactions.run(async (tx) => {
      const housing = await this.getForUpdate(tx, params.id);
      await this.access.requireUnit(tx, principal, 'welfare.housing.apply', housing.unitId);
      await this.access.requireUnitByCode(tx, principal, 'welfare.housing.apply', body.unitCode);
      requireVersion(version, housing.version);
      await this.requireAsked(tx, { ...housing, ...body, memberSince: body.memberSince ?? null }, this.clock.today());
      const before = { housingKind: housing.housingKind, amountVnd: housing.amountVnd };
      housing.write(body, body.householdKey === undefined ? housing.householdHash : this.households.hash(body.householdKey));
      await tx.save(housing).catch(householdTaken);
      const dossier = await this.dossiers.findBySubject(tx, SUBJECT, housing.id);
      if (dossier !== null) await this.dossiers.rename(tx, dossier.id, titleOf(housing));
      await this.audit.record(tx, {
        action: 'housing-case.change', objectType: 'housing-case', objectId: housing.id, unitId: housing.unitId, before, after: { housingKind: housing.housingKind, amountVnd: housing.amountVnd },
      });
      return housing.id;
    });
  }

  completeDossier({ params, body }: InputOf<typeof completeHousingDossier>, principal: Principal): Promise<string> {
    return this.step(params.id, principal, 'welfare.housing.apply', 'complete-dossier', async (_tx, housing, today) => housing.completeDossier(body.completedOn, today));
  }

  /** Paid by a decision of the city within the budget of its programme; the money counts on the day it is paid. */
  pay({ params, body }: InputOf<typeof payHousingCase>, principal: Principal): Promise<string> {
    return this.step(params.id, principal, 'welfare.housing.pay', 'pay', async (tx, housing, today) => {
      housing.requirePayable(body.paidOn, today);
      await this.programmes.lock(tx, housing.programmeUnitId, housing.programmeYear);
      const programme = await this.programmes.require(tx, housing.programmeUnitId, housing.programmeYear, body.paidOn);
      requireWithinBudget(programme, (await this.programmes.money(tx, housing.programmeUnitId, housing.programmeYear)).paidVnd, housing.amountVnd);
      const decision = await this.decisions.decide(tx, {
        kind: 'HOUSING_PAYMENT', issuerUnitId: housing.programmeUnitId, number: body.number, decidedOn: body.paidOn, signerPostId: body.signerPostId, fileId: body.fileId,
      });
      const paid = housing.pay({ id: newId(), decisionId: decision.id, on: body.paidOn });
      await tx.query('insert into housing_payment (id, case_id, unit_id, paid_on, amount_vnd, decision_id) values ($1, $2, $3, $4, $5, $6)',
        [paid.paymentId, housing.id, housing.unitId, paid.paidOn, paid.amountVnd, decision.id]);
      await this.outbox.publish(tx, HousingPaidV1, paid);
    });
  }

  finishWork({ params, body }: InputOf<typeof finishHousingWork>, principal: Principal): Promise<string> {
    return this.step(params.id, principal, 'welfare.housing.apply', 'finish-work', async (_tx, housing, today) => housing.finishWork(body.doneOn, today));
  }

  handOver({ params, body }: InputOf<typeof handOverHouse>, principal: Principal): Promise<string> {
    return this.step(params.id, principal, 'welfare.housing.apply', 'hand-over', async (_tx, housing, today) => housing.handOver(body.handedOverOn, today));
  }

  /** For the levels that decide the case, and for the member; each reading is in the audit trail. */
  readHardship({ params }: InputOf<typeof readHardship>, principal: Principal): Promise<HardshipView> {
    return this.transactions.run(async (tx) => {
      const housing = await tx.findOne(HousingCase, { where: { id: params.id } });
      if (housing === null) throw new HousingCaseNotFound();
      const isOwn = housing.personId !== null && housing.personId === principal.personId;
      if (!isOwn) await this.access.requireUnit(tx, principal, 'welfare.hardship.read', housing.unitId);
      await this.audit.record(tx, { action: 'housing-case.read-hardship', objectType: 'housing-case', objectId: housing.id, unitId: housing.unitId });
      return { caseId: housing.id, hardship: housing.hardship };
    });
  }

  /** Throws HousingCaseNotFound, also outside of the caller's units. */
  async getForUpdate(tx: Tx, id: string): Promise<HousingCase> {
    const housing = await tx.findOne(HousingCase, { where: { id }, lock: { mode: 'pessimistic_write' } });
    if (housing === null) throw new HousingCaseNotFound();
    return housing;
  }

  private step(id: string, principal: Principal, permission: Permission, verb: string, work: (tx: Tx, housing: HousingCase, today: Day) => Promise<void>): Promise<string> {
    return this.transactions.run(async (tx) => {
      const housing = await this.getForUpdate(tx, id);
      await this.access.requireUnit(tx, principal, permission, housing.unitId);
      const before = housing.state;
      await work(tx, housing, this.clock.today());
      await tx.save(housing);
      await this.audit.record(tx, { action: `housing-case.${verb}`, objectType: 'housing-case', objectId: id, unitId: housing.unitId, before: { state: before }, after: { state: housing.state } });
      return id;
    });
  }

  /** Where the year has a programme already; it is asked again when the case is sent and when it is approved. */
  private async requireAsked(tx: Tx, asked: Pick<HousingCase, 'programmeUnitId' | 'programmeYear' | 'housingKind' | 'amountVnd' | 'memberSince'>, on: Day): Promise<void> {
    if (asked.memberSince !== null && asked.memberSince > on) throw new DayOutOfOrder('memberSince', null, on);
    const programme = await this.programmes.inForce(tx, asked.programmeUnitId, asked.programmeYear, on);
    if (programme !== null) requireWithinCeiling(await this.programmes.ceiling(tx, programme, asked.housingKind, on), asked.amountVnd);
  }

  /** Our own sequence, e.g. `UH-2026-0012`. */
  private async nextCaseNo(tx: Tx, year: number): Promise<string> {
    const rows: { last: number }[] = await tx.query(
      'insert into case_number (year, last) values ($1, 1) on conflict on constraint case_number_pk do update set last = case_number.last + 1 returning last', [year]);
    return `UH-${year}-${String(rows[0]?.last ?? 1).padStart(4, '0')}`;
  }
}

const titleOf = (housing: HousingCase): string => `${housing.caseNo} · ${housing.memberName}`;

export function householdTaken(error: unknown): never {
  throw violated(error, 'housing_case_household_unique') ? new HouseholdAlreadyHelped() : error;
}
