import { type DataOf, HousingPaidItem, HousingPaidV1, type Level } from '@doanket/contracts';
import { Decisions, eachItem, type ItemWarning, type PaperContext, type PaperKind } from '@doanket/dossier';
import { Clock, newId } from '@doanket/kernel';
import { Outbox } from '@doanket/messaging';
import type { Tx } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { ItemTwice } from '../programmes/programme.errors';
import { type Programme, requireWithinBudget } from '../programmes/programme.rules';
import { ProgrammesService } from '../programmes/programmes.service';
import { Units } from '../units/units.service';
import { HousingCase } from './housing-case.entity';
import { CaseUnknown, HousingStateWrong, PaidMoreThanApproved } from './housing.errors';
import { requireDayBetween } from './housing.rules';

/** Approved cases that were paid, on paper. The money counts on the day it was paid, within the budget of its programme. */
@Injectable()
export class HousingPaidPaper implements PaperKind<HousingPaidItem> {
  readonly kind = 'HOUSING_PAID';
  readonly item = HousingPaidItem;
  readonly issuers: readonly Level[] = ['C'];
  readonly permission = 'welfare.housing.pay';

  constructor(decisions: Decisions, private readonly units: Units, private readonly programmes: ProgrammesService, private readonly outbox: Outbox, private readonly clock: Clock) {
    decisions.register(this);
  }

  async check(tx: Tx, items: readonly HousingPaidItem[], paper: PaperContext): Promise<ItemWarning[]> {
    const cases = await this.named(tx, items);
    const codes = await this.units.labels(tx, [...cases.values()].map((one) => one.unitId));
    const programmes = new Map<number, Programme>();
    const paid = new Map<number, number>();
    for (const year of [...new Set([...cases.values()].map((one) => one.programmeYear))].sort()) {
      await this.programmes.lock(tx, paper.issuer.unitId, year);
      programmes.set(year, await this.programmes.require(tx, paper.issuer.unitId, year, this.clock.today()));
      paid.set(year, (await this.programmes.money(tx, paper.issuer.unitId, year)).paidVnd);
    }
    const seen = new Set<string>();
    return eachItem(items, (item) => {
      const one = cases.get(item.caseNo);
      if (one === undefined || codes(one.unitId).code !== item.unitCode || one.programmeUnitId !== paper.issuer.unitId) throw new CaseUnknown(item.caseNo);
      if (seen.has(item.caseNo)) throw new ItemTwice();
      seen.add(item.caseNo);
      if (one.state !== 'APPROVED' && one.state !== 'DOSSIER_COMPLETE') throw new HousingStateWrong(one.state, ['APPROVED', 'DOSSIER_COMPLETE']);
      requireDayBetween('paidOn', item.paidOn, one.approvedOn, this.clock.today());
      if (item.amountVnd > one.amountVnd || item.amountVnd === 0) throw new PaidMoreThanApproved(one.amountVnd);
      const paidVnd = paid.get(one.programmeYear) ?? 0;
      requireWithinBudget(programmes.get(one.programmeYear) as Programme, paidVnd, item.amountVnd);
      paid.set(one.programmeYear, paidVnd + item.amountVnd);
      return one.state === 'APPROVED' ? [{ code: 'DOSSIER_NOT_RECORDED', detail: 'The papers of the case are not on record as complete.' }] : [];
    });
  }

  async apply(tx: Tx, items: readonly HousingPaidItem[], paper: PaperContext): Promise<string[]> {
    const cases = await this.named(tx, items);
    const rows = items.map((item) => ({ item, paymentId: newId(), one: cases.get(item.caseNo) as HousingCase }));
    await tx.query(
      `insert into housing_payment (id, case_id, unit_id, paid_on, amount_vnd, decision_id)
       select p.id, p.case_id, p.unit_id, p.paid_on, p.amount_vnd, $2 from jsonb_to_recordset($1::jsonb) as p(id uuid, case_id uuid, unit_id uuid, paid_on date, amount_vnd bigint)`,
      [JSON.stringify(rows.map(({ item, paymentId, one }) => ({ id: paymentId, case_id: one.id, unit_id: one.unitId, paid_on: item.paidOn, amount_vnd: item.amountVnd }))), paper.decisionId]);
    await tx.query(
      `update housing_case c set state = 'DISBURSED', paid_on = p.paid_on, version = c.version + 1 from jsonb_to_recordset($1::jsonb) as p(id uuid, paid_on date) where c.id = p.id`,
      [JSON.stringify(rows.map(({ item, one }) => ({ id: one.id, paid_on: item.paidOn })))]);
    await this.outbox.publish(tx, HousingPaidV1, rows.map(({ item, paymentId, one }): DataOf<typeof HousingPaidV1> => ({
      caseId: one.id, paymentId, unitId: one.unitId, housingKind: one.housingKind, paidOn: item.paidOn, amountVnd: item.amountVnd, decisionId: paper.decisionId,
    })));
    return rows.map(({ one }) => one.id);
  }

  /** Locked, in the order of ids. */
  private async named(tx: Tx, items: readonly HousingPaidItem[]): Promise<ReadonlyMap<string, HousingCase>> {
    const cases = await tx.find(HousingCase, { where: { caseNo: In(items.map((item) => item.caseNo)) }, order: { id: 'ASC' }, lock: { mode: 'pessimistic_write' } });
    return new Map(cases.map((one) => [one.caseNo, one]));
  }
}
