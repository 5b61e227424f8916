import { Audit } from '@doanket/audit';
import type { Principal } from '@doanket/auth';
import type {
  AnswerOf, closeMoneyTask, declarePayroll, InputOf, listFundMonths, listMoneyTasks, listReconciliations, MoneyTaskView, payOutFund, receiveFund, reconcile, ReconciliationView, suspendFund,
} from '@doanket/contracts';
import { Access, UnitNotFound } from '@doanket/directory';
import { Clock, newId } from '@doanket/kernel';
import { Transactions, type Tx, violated } from '@doanket/persistence';
import { decodeCursor, pageFrom } from '@doanket/service';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { MonthsBackwards, TooManyMonths } from '../dues/dues.errors';
import { EmployersService } from '../employers/employers.service';
import { InsuredSalaries } from '../insurance/insured-salaries';
import { BookedInFuture, FundTooSmall } from '../ledger/ledger.errors';
import { Ledger } from '../ledger/ledger';
import { addMonths, firstDayOf, lastDayOf, type Month, monthOf, monthsBetween, monthsInclusive } from '../ledger/month.rules';
import { MembershipRules } from '../rules/membership-rules';
import { FundBook } from './fund-book';
import { FundClaimTooSmall, FundSuspended, FundSuspendedTooLong, MoneyTaskClosed, MoneyTaskNotFound, ReconciliationUnderWay } from './fund.errors';
import { EMPLOYERS_AT_ONCE, MoneyTasks } from './money-tasks';
import { ReconciliationQueries, toReconciliation } from './reconciliation.queries';

interface TaskRow extends Omit<MoneyTaskView, 'amount'> { readonly amount: string; readonly unitId: string }
const TASKS = `
  select t.id, t.employer_id as "employerId", e.name as "employerName", to_char(t.month, 'YYYY-MM') as month, t.gap, t.amount::text as amount, t.state, t.opened_on::text as "openedOn", t.closed_on::text as "closedOn", t.reason,
    t.unit_id as "unitId" from money_task t join employer e on e.id = t.employer_id`;

/** Union fund of employers, and the three sides of a month side by side (ORG-18, SOC-04). */
@Injectable()
export class FundService {
  constructor(
    private readonly transactions: Transactions, private readonly clock: Clock, private readonly access: Access, private readonly audit: Audit, private readonly employers: EmployersService,
    private readonly rules: MembershipRules, private readonly ledger: Ledger, private readonly book: FundBook, private readonly tasks: MoneyTasks, private readonly queries: ReconciliationQueries,
    private readonly insurance: InsuredSalaries,
  ) {}

  declare({ params, body }: InputOf<typeof declarePayroll>, principal: Principal): Promise<ReconciliationView> {
    return this.transactions.run(async (tx) => {
      const employer = await this.employers.readable(tx, params.id, principal);
      await this.access.requireUnit(tx, principal, 'membership.fund.keep', employer.unitId);
      await this.book.declare(tx, body.month, [{ employerId: employer.id, insuredWorkers: body.insuredWorkers, payrollVnd: body.insuredPayrollVnd, source: 'OFFICER' }]);
      await this.tasks.refresh(tx, body.month, [employer.id]);
      await this.audit.record(tx, { action: 'fund.declare', objectType: 'employer', objectId: employer.id, unitId: employer.unitId, after: { ...body } });
      return this.one(tx, employer.id, body.month);
    });
  }

  suspend({ params, body }: InputOf<typeof suspendFund>, principal: Principal): Promise<AnswerOf<typeof suspendFund>> {
    if (body.to < body.from) throw new MonthsBackwards('body/to');
    return this.transactions.run(async (tx) => {
      const employer = await this.employers.readable(tx, params.id, principal);
      await this.access.requireUnit(tx, principal, 'membership.fund.keep', employer.unitId);
      const { value } = await this.rules.require(tx, 'SUSPENSION', firstDayOf(body.from), { scope: 'UNION_FUND' });
      const touching: { from: string; to: string }[] = await tx.query(
        `with recursive chain as (select $2::date as valid_from, $3::date as valid_to union select least(c.valid_from, p.valid_from), greatest(c.valid_to, p.valid_to) from chain c
           join fund_suspension p on p.employer_id = $1 and p.valid_from <= c.valid_to + 1 and p.valid_to >= c.valid_from - 1)
         select to_char(min(valid_from), 'YYYY-MM') as "from", to_char(max(valid_to), 'YYYY-MM') as "to" from chain`, [employer.id, firstDayOf(body.from), lastDayOf(body.to)]);
      const months = monthsInclusive(touching[0]?.from ?? body.from, touching[0]?.to ?? body.to);
      if (months > value.maxMonths) throw new FundSuspendedTooLong({ months, maxMonths: value.maxMonths });
      const id = newId();
      const dueOn = lastDayOf(addMonths(body.to, value.dueMonthsAfter));
      await tx.query('insert into fund_suspension (id, employer_id, unit_id, valid_from, valid_to, due_on, decision_number, decided_on) values ($1, $2, $3, $4, $5, $6, $7, $8)',
        [id, employer.id, principal.post?.unitId, firstDayOf(body.from), lastDayOf(body.to), dueOn, body.decisionNumber, body.decidedOn]).catch((error: unknown) => {
        throw violated(error, 'fund_suspension_once') ? new FundSuspended() : error;
      });
      const known: { month: string; insuredWorkers: number; payrollVnd: string; source: 'OFFICER' | 'INSURANCE_LIST' }[] = await tx.query(
        `select to_char(month, 'YYYY-MM') as month, insured_workers as "insuredWorkers", payroll_vnd::text as "payrollVnd", source from fund_month where employer_id = $1 and month >= $2 and month <= $3 order by fund_month.month`, [employer.id, firstDayOf(body.from), dueOn]);
      for (const { month, payrollVnd, ...row } of known) await this.book.declare(tx, month, [{ employerId: employer.id, ...row, payrollVnd: Number(payrollVnd) }]);
      await this.audit.record(tx, { action: 'fund.suspend', objectType: 'employer', objectId: employer.id, unitId: employer.unitId, after: { from: body.from, to: body.to, decisionNumber: body.decisionNumber } });
      return { id, from: body.from, to: body.to, dueOn };
    });
  }

  receive({ params, body }: InputOf<typeof receiveFund>, principal: Principal): Promise<AnswerOf<typeof receiveFund>> {
    if (body.receivedOn > this.clock.today()) throw new BookedInFuture('receivedOn');
    return this.transactions.run(async (tx) => {
      const employer = await this.employers.readable(tx, params.id, principal);
      await this.access.requireUnit(tx, principal, 'membership.fund.keep', employer.unitId);
      const receipt = await this.book.receive(tx, { employerId: employer.id, ...body });
      await this.audit.record(tx, { action: 'fund.receive', objectType: 'employer', objectId: employer.id, unitId: employer.unitId, after: { month: body.month, amountVnd: body.amountVnd } });
      return receipt;
    });
  }

  payOut({ params, body }: InputOf<typeof payOutFund>, principal: Principal): Promise<AnswerOf<typeof payOutFund>> {
    if (body.paidOn > this.clock.today()) throw new BookedInFuture('paidOn');
    return this.transactions.run(async (tx) => {
      const unitId = await this.access.requireUnitByCode(tx, principal, 'membership.fund.keep', params.code);
      const cityId = principal.post?.unitId;
      if (cityId === undefined) throw new UnitNotFound();
      const claims = async (): Promise<number> => Number(((await tx.query("select balance_vnd::text as claim from ledger_balance where unit_id = $1 and account = 'FUND_CLAIM'", [unitId])) as { claim: string }[])[0]?.claim ?? 0);
      const claim = await claims();
      const sourceId = newId();
      const common = { month: monthOf(body.paidOn), bookedOn: body.paidOn, kind: 'FUND_PAID_OUT' as const, sourceId, decision: body };
      await this.ledger.book(tx, [
        { ...common, unitId: cityId, moves: { FUND_GRASSROOTS: body.amountVnd, CASH: -body.amountVnd } }, { ...common, unitId, moves: { CASH: body.amountVnd, FUND_CLAIM: -body.amountVnd } },
      ]).catch((error: unknown) => {
        throw error instanceof FundTooSmall && body.amountVnd > claim ? new FundClaimTooSmall(claim) : error;
      });
      await this.audit.record(tx, { action: 'fund.pay-out', objectType: 'unit', objectId: unitId, unitId, after: { amountVnd: body.amountVnd, decisionNumber: body.decisionNumber } });
      return { unitCode: params.code, amountVnd: body.amountVnd, claimLeftVnd: await claims() };
    });
  }

  months({ params, query }: InputOf<typeof listFundMonths>, principal: Principal): Promise<AnswerOf<typeof listFundMonths>> {
    if (query.to < query.from) throw new MonthsBackwards('query/to');
    const months = monthsBetween(query.from, query.to);
    if (months.length > 12) throw new TooManyMonths();
    return this.transactions.readWhole(async (tx) => {
      const employer = await this.employers.readable(tx, params.id, principal);
      return { items: (await this.queries.list(tx, { months: months.map(firstDayOf), employers: [employer.id], units: null, limit: 12 })).map(toReconciliation) };
    });
  }

  list({ query }: InputOf<typeof listReconciliations>, principal: Principal): Promise<AnswerOf<typeof listReconciliations>> {
    return this.transactions.readWhole(async (tx) => {
      const after = decodeCursor(query.cursor, z.tuple([z.number().int(), z.string(), z.uuid()]));
      const rows = await this.queries.list(tx, {
        months: [firstDayOf(query.month)], employers: null, units: await this.units(tx, principal, query.unit), gap: query.gap ?? null, onlyGaps: query.onlyGaps === 'true', after, limit: query.limit + 1,
      });
      return pageFrom(rows, query.limit, toReconciliation, (row) => [row.gaps.length === 0 ? 1 : 0, row.nameKey, row.employerId]);
    });
  }

  /** Takes the insurer's notices of the month in, then opens and closes tasks for all employers of the subtree. */
  reconcile({ body }: InputOf<typeof reconcile>, principal: Principal): Promise<AnswerOf<typeof reconcile>> {
    return this.transactions.runWhole(async (tx) => {
      const unitId = await this.access.requireUnitByCode(tx, principal, 'membership.fund.keep', body.unitCode);
      await this.requireAlone(tx, unitId, body.month);
      const found: { id: string }[] = await tx.query(
        `select e.id from employer e join directory_scope s on s.unit_id = e.unit_id join directory_scope top on top.unit_id = $1 and s.path <@ top.path order by e.id limit $2`, [unitId, EMPLOYERS_AT_ONCE]);
      const ids = found.map((row) => row.id);
      const notices = await this.insurance.notices(tx, firstDayOf(body.month), ids);
      const known: { id: string; payrollVnd: string; heads: number }[] = await tx.query(
        `select employer_id as id, payroll_vnd::text as "payrollVnd", insured_workers as heads from fund_month where month = $1 and employer_id = any($2::uuid[])`, [firstDayOf(body.month), notices.map((notice) => notice.employerId)]);
      const same = new Map(known.map((row) => [row.id, `${row.payrollVnd} ${row.heads}`]));
      await this.book.declare(tx, body.month, notices.filter((notice) => same.get(notice.employerId) !== `${notice.payrollVnd} ${notice.insuredWorkers}`)
        .map((notice) => ({ employerId: notice.employerId, insuredWorkers: notice.insuredWorkers, payrollVnd: notice.payrollVnd, source: 'INSURANCE_LIST' as const })));
      const { opened, closed } = await this.tasks.refresh(tx, body.month, ids);
      await this.audit.record(tx, { action: 'fund.reconcile', objectType: 'unit', objectId: unitId, unitId, after: { month: body.month, opened, closed } });
      return { employers: ids.length, opened, closed };
    });
  }

  /**
   * One reconciliation of a month at a time over the same employers. Whoever works on a unit holds it alone and shares those
   * above it, so a unit and what lies below exclude each other and sisters do not know of one another.
   */
  private async requireAlone(tx: Tx, unitId: string, month: Month): Promise<void> {
    const rows: { alone: boolean }[] = await tx.query(
      `select bool_and(case when a.unit_id = $1 then pg_try_advisory_xact_lock(k.key) else pg_try_advisory_xact_lock_shared(k.key) end) as alone
       from directory_scope own join directory_scope a on a.path @> own.path cross join lateral (select hashtextextended('reconcile ' || $2 || ' ' || a.unit_id, 0) as key) k where own.unit_id = $1`, [unitId, month]);
    if (rows[0]?.alone !== true) throw new ReconciliationUnderWay(month);
  }

  listTasks({ query }: InputOf<typeof listMoneyTasks>, principal: Principal): Promise<AnswerOf<typeof listMoneyTasks>> {
    return this.transactions.readWhole(async (tx) => {
      const after = decodeCursor(query.cursor, z.tuple([z.uuid()]));
      const rows: TaskRow[] = await tx.query(
        `${TASKS} where ($1::uuid[] is null or e.unit_id = any($1) or exists (select from employer_union l where l.employer_id = e.id and l.unit_id = any($1) and l.valid_from <= $6::date and (l.valid_to is null or l.valid_to >= $6::date)))
           and ($2::text is null or t.state = $2) and ($3::uuid is null or t.employer_id = $3) and ($4::uuid is null or t.id < $4) order by t.id desc limit $5`,
        [await this.units(tx, principal, undefined), query.state ?? null, query.employer ?? null, after?.[0] ?? null, query.limit + 1, this.clock.today()]);
      return pageFrom(rows, query.limit, toTask, (row) => [row.id]);
    });
  }

  closeTask({ params, body }: InputOf<typeof closeMoneyTask>, principal: Principal): Promise<MoneyTaskView> {
    return this.transactions.run(async (tx) => {
      const rows: { unitId: string; state: string }[] = await tx.query('select unit_id as "unitId", state from money_task where id = $1 for update', [params.id]);
      if (rows[0] === undefined) throw new MoneyTaskNotFound();
      await this.access.requireUnit(tx, principal, 'membership.fund.keep', rows[0].unitId).catch((error: unknown) => {
        throw error instanceof UnitNotFound ? new MoneyTaskNotFound() : error;
      });
      if (rows[0].state !== 'OPEN') throw new MoneyTaskClosed();
      await tx.query("update money_task set state = 'CLOSED', closed_on = $2, reason = $3 where id = $1", [params.id, this.clock.today(), body.reason]);
      await this.audit.record(tx, { action: 'money-task.close', objectType: 'money-task', objectId: params.id, unitId: rows[0].unitId, why: body.reason });
      const task: TaskRow[] = await tx.query(`${TASKS} where t.id = $1`, [params.id]);
      return toTask(task[0] as TaskRow);
    });
  }

  private async one(tx: Tx, employerId: string, month: string): Promise<ReconciliationView> {
    const [row] = await this.queries.list(tx, { months: [firstDayOf(month)], employers: [employerId], units: null, limit: 1 });
    if (row === undefined) throw new Error('An employer that was just booked is missing');
    return toReconciliation(row);
  }

  /** The units whose employers are looked at: below the one named, or all that the caller reads; null for all there are. */
  async units(tx: Tx, principal: Principal, code: string | undefined): Promise<string[] | null> {
    if (code === undefined) return this.access.unitsOf(tx, principal);
    const unitId = await this.access.requireUnitByCode(tx, principal, 'membership.fund.read', code);
    const rows: { id: string }[] = await tx.query('select s.unit_id as id from directory_scope s join directory_scope top on s.path <@ top.path where top.unit_id = $1', [unitId]);
    return rows.map((row) => row.id);
  }
}

function toTask({ unitId: _, ...row }: TaskRow): MoneyTaskView {
  return { ...row, amount: Number(row.amount) };
}
