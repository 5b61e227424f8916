import { FundReceivedV1, type FundReceiptView } from '@doanket/contracts';
import { Clock, newId, shareOfVnd, type Day } from '@doanket/kernel';
import { Outbox } from '@doanket/messaging';
import type { Tx } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';
import { Ledger, type Entry } from '../ledger/ledger';
import { firstDayOf, type Month, monthOf } from '../ledger/month.rules';
import { MembershipRules } from '../rules/membership-rules';
import { splitFund, type FundShare } from './fund-split.rules';
import { NoCityCollects } from './fund.errors';
import { MoneyTasks } from './money-tasks';

export interface Payroll { readonly employerId: string; readonly insuredWorkers: number; readonly payrollVnd: number; readonly source: 'OFFICER' | 'INSURANCE_LIST' }
interface Before { readonly employerId: string; readonly cityId: string | null; readonly suspended: boolean; readonly madeUpVnd: string; readonly dueVnd: string }

/** $1 month, $2 employers: who collects, whether the month is suspended, what is made up in it, what was due until now. */
const BEFORE = `
  select e.id as "employerId", (select c.unit_id from directory_scope s join directory_scope c on s.path <@ c.path join directory_unit u on u.id = c.unit_id and u.level = 'C' where s.unit_id = e.unit_id limit 1) as "cityId",
    exists (select from fund_suspension p where p.employer_id = e.id and p.valid_from <= $1 and p.valid_to >= $1) as suspended,
    coalesce((select sum(m.suspended_vnd) from fund_suspension p join fund_month m on m.employer_id = p.employer_id and m.month between p.valid_from and p.valid_to
      where p.employer_id = e.id and date_trunc('month', p.due_on) = $1), 0)::text as "madeUpVnd",
    coalesce((select m.due_vnd from fund_month m where m.employer_id = e.id and m.month = $1), 0)::text as "dueVnd"
  from employer e where e.id = any($2::uuid[]) order by e.id for update of e`;

/** Books the union fund of employers: what is due, what came in, what is taken back (ORG-18). */
@Injectable()
export class FundBook {
  constructor(private readonly clock: Clock, private readonly rules: MembershipRules, private readonly ledger: Ledger, private readonly outbox: Outbox, private readonly tasks: MoneyTasks) {}

  /** What employers owe for a month by their payrolls. What changed since the last word is booked as a difference. */
  async declare(tx: Tx, month: Month, payrolls: readonly Payroll[]): Promise<void> {
    if (payrolls.length === 0) return;
    const day = firstDayOf(month);
    const rule = await this.rules.require(tx, 'UNION_FUND_RATE', day);
    const known: Before[] = await tx.query(BEFORE, [day, payrolls.map((payroll) => payroll.employerId)]);
    const before = new Map(known.map((row) => [row.employerId, row]));
    const changes = new Map<string, number>();
    const rows = payrolls.map((payroll) => {
      const state = before.get(payroll.employerId);
      if (state?.cityId === null || state?.cityId === undefined) throw new NoCityCollects();
      const reckoned = shareOfVnd(payroll.payrollVnd, rule.value.rate);
      const suspended = state.suspended ? reckoned : 0;
      const due = reckoned - suspended + Number(state.madeUpVnd);
      changes.set(state.cityId, (changes.get(state.cityId) ?? 0) + due - Number(state.dueVnd));
      return {
        employer_id: payroll.employerId, month: day, unit_id: state.cityId, insured_workers: payroll.insuredWorkers, payroll_vnd: payroll.payrollVnd, source: payroll.source, rule_id: rule.id,
        rate_numerator: rule.value.rate.numerator, rate_denominator: rule.value.rate.denominator, reckoned_vnd: reckoned, suspended_vnd: suspended, made_up_vnd: Number(state.madeUpVnd), due_vnd: due,
      };
    });
    await tx.query(
      `insert into fund_month select * from jsonb_populate_recordset(null::fund_month, $1::jsonb)
       on conflict (employer_id, month) do update set insured_workers = excluded.insured_workers, payroll_vnd = excluded.payroll_vnd, source = excluded.source, rule_id = excluded.rule_id,
         rate_numerator = excluded.rate_numerator, rate_denominator = excluded.rate_denominator, reckoned_vnd = excluded.reckoned_vnd, suspended_vnd = excluded.suspended_vnd,
         made_up_vnd = excluded.made_up_vnd, due_vnd = excluded.due_vnd`, [JSON.stringify(rows)]);
    const open = await this.ledger.openMonths(tx, [...changes.keys()], month);
    await this.ledger.book(tx, [...changes].map(([unitId, amount]): Entry => ({
      unitId, month: open.get(unitId) ?? month, kind: 'FUND_DECLARED', bookedOn: this.clock.today(), sourceId: newId(), note: month, moves: { FUND_RECEIVABLE: amount, FUND_EXPECTED: -amount },
    })));
  }

  /** Money that came in, for statements of the bank too. */
  async receive(tx: Tx, receipt: { employerId: string; month: Month; amountVnd: number; receivedOn: Day; reference: string | null }): Promise<FundReceiptView> {
    const { value } = await this.rules.require(tx, 'UNION_FUND_SPLIT', firstDayOf(receipt.month));
    const [state]: Before[] = await tx.query(BEFORE, [firstDayOf(receipt.month), [receipt.employerId]]);
    if (state?.cityId === null || state?.cityId === undefined) throw new NoCityCollects();
    const unions: { unitId: string; members: number }[] = await tx.query(
      `select l.unit_id as "unitId", (select count(*)::int from member m where m.unit_id = l.unit_id and m.dues_from <= $2::date and (m.dues_to is null or m.dues_to >= $2::date)) as members
       from employer_union l where l.employer_id = $1 and l.valid_from < ($2::date + interval '1 month') and (l.valid_to is null or l.valid_to >= $2::date) order by l.unit_id`, [receipt.employerId, firstDayOf(receipt.month)]);
    const split = splitFund(receipt.amountVnd, value.grassroots, unions);
    return this.write(tx, { ...receipt, cityId: state.cityId, ...split, takesBack: null });
  }

  /** Takes a booking back with new postings, in the first open month. Throws FundTooSmall when a union has spent it. */
  async takeBack(tx: Tx, receiptId: string): Promise<void> {
    const rows: { employerId: string; month: Month; cityId: string; amountVnd: string; upperVnd: string; shares: FundShare[]; reference: string | null }[] = await tx.query(
      `select employer_id as "employerId", to_char(month, 'YYYY-MM') as month, unit_id as "cityId", amount_vnd::text as "amountVnd", upper_vnd::text as "upperVnd", shares, reference from fund_receipt where id = $1`, [receiptId]);
    const [receipt] = rows;
    if (receipt === undefined) throw new Error('A receipt that was booked is missing');
    const amountVnd = -Number(receipt.amountVnd);
    const upperVnd = -Number(receipt.upperVnd);
    await this.write(tx, {
      employerId: receipt.employerId, month: receipt.month, cityId: receipt.cityId, amountVnd, upperVnd, grassrootsVnd: amountVnd - upperVnd,
      shares: receipt.shares.map((share) => ({ unitId: share.unitId, amountVnd: -share.amountVnd })), receivedOn: this.clock.today(), reference: receipt.reference, takesBack: receiptId,
    });
  }

  private async write(tx: Tx, receipt: {
    employerId: string; month: Month; cityId: string; amountVnd: number; upperVnd: number; grassrootsVnd: number; shares: readonly FundShare[]; receivedOn: Day; reference: string | null; takesBack: string | null;
  }): Promise<FundReceiptView> {
    const id = newId();
    const { employerId, cityId, amountVnd, upperVnd, grassrootsVnd, receivedOn, shares } = receipt;
    await tx.query(
      'insert into fund_receipt (id, employer_id, month, unit_id, amount_vnd, upper_vnd, shares, received_on, reference, takes_back) values ($1, $2, $3, $4, $5, $6, $7::jsonb, $8, $9, $10)',
      [id, employerId, firstDayOf(receipt.month), cityId, amountVnd, upperVnd, JSON.stringify(shares), receivedOn, receipt.reference, receipt.takesBack]);
    const back = receipt.takesBack !== null;
    const open = await this.ledger.openMonths(tx, [cityId, ...shares.map((share) => share.unitId)], monthOf(receivedOn));
    const common = { bookedOn: receivedOn, sourceId: id, note: receipt.month };
    await this.ledger.book(tx, [
      {
        ...common, unitId: cityId, month: open.get(cityId) ?? monthOf(receivedOn), kind: back ? 'FUND_TAKEN_BACK' : 'FUND_RECEIVED',
        moves: { CASH: amountVnd, FUND_RECEIVABLE: -amountVnd, FUND_EXPECTED: amountVnd, FUND_OWN: -upperVnd, [shares.length === 0 ? 'FUND_HELD' : 'FUND_GRASSROOTS']: -grassrootsVnd },
      },
      ...shares.map((share): Entry => ({ ...common, unitId: share.unitId, month: open.get(share.unitId) ?? monthOf(receivedOn), kind: 'FUND_SHARE', moves: { FUND_CLAIM: share.amountVnd, FUND_OWN: -share.amountVnd } })),
    ]);
    await this.outbox.publish(tx, FundReceivedV1, { employerId, unitId: cityId, month: receipt.month, receiptId: id, amountVnd, grassrootsVnd, upperVnd });
    await this.tasks.refresh(tx, receipt.month, [employerId]);
    const codes: { id: string; code: string }[] = await tx.query('select id, code from directory_unit where id = any($1::uuid[])', [shares.map((share) => share.unitId)]);
    const codeOf = new Map(codes.map((row) => [row.id, row.code]));
    return {
      id, employerId, month: receipt.month, amountVnd, receivedOn, reference: receipt.reference, upperVnd, grassrootsVnd,
      shares: shares.map((share) => ({ unitCode: codeOf.get(share.unitId) ?? '', amountVnd: share.amountVnd })),
    };
  }
}
