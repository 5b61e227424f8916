import { SalaryChangedV1, type DataOf } from '@doanket/contracts';
import { Clock, newId, type Day } from '@doanket/kernel';
import { Outbox } from '@doanket/messaging';
import type { Tx } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';
import { monthsBetween, planLeaving, planSalary, type SalaryPlan, type SalarySpan } from '../insurance/salary.rules';
import { FieldKeys } from '../persons/field-keys';
import { PersonsStore } from '../persons/persons.store';
import { numberOf, refusedRow, textOf, type ExchangeApplier, type MatchedRow, type RowOutcome } from './exchange-applier';
import type { Exchange } from './exchanges.store';

type Changed = Extract<SalaryPlan, { outcome: 'CHANGED' }>;
interface Known extends SalarySpan { readonly memberId: string; readonly employerId: string }

/** D02-LT: salaries by month, and the months whose dues are reckoned again (SOC-03). */
@Injectable()
export class SalaryApplier implements ExchangeApplier {
  constructor(private readonly clock: Clock, private readonly outbox: Outbox, private readonly persons: PersonsStore, private readonly keys: FieldKeys) {}

  async apply(tx: Tx, exchange: Exchange, rows: readonly MatchedRow[]): Promise<ReadonlyMap<number, RowOutcome>> {
    const known = await this.known(tx, rows);
    const outcomes = new Map<number, RowOutcome>();
    const events: DataOf<typeof SalaryChangedV1>[] = [];
    for (const row of rows) {
      const line = known.filter((span) => span.memberId === row.memberId && span.employerId === row.employerId);
      const plan = this.plan(line, row, exchange.period);
      if (plan !== 'LATE' && plan.outcome === 'CHANGED') {
        const written = await this.write(tx, exchange, row, plan);
        known.splice(0, known.length, ...known.filter((span) => !plan.replaced.includes(span.id)), ...written);
        events.push(await this.recalculate(tx, exchange, row, plan));
      }
      outcomes.set(row.no, outcomeOf(plan));
      await this.learn(tx, row);
    }
    await this.outbox.publish(tx, SalaryChangedV1, events);
    return outcomes;
  }

  private plan(line: readonly SalarySpan[], { facts }: MatchedRow, period: string): SalaryPlan | 'LATE' {
    const fromMonth = textOf(facts, 'fromMonth') ?? '';
    if (fromMonth > `${period}-01`) return 'LATE';
    return textOf(facts, 'change') === 'WORKER_LEFT' ? planLeaving(line, fromMonth) : planSalary(line, { fromMonth, salaryVnd: numberOf(facts, 'salaryVnd') ?? 0 });
  }

  private known(tx: Tx, rows: readonly MatchedRow[]): Promise<Known[]> {
    return tx.query(
      `select id, member_id as "memberId", employer_id as "employerId", salary_vnd::float8 as "salaryVnd", from_month::text as "fromMonth", to_month::text as "toMonth"
       from insured_salary where replaced_at is null and member_id = any($1)`, [rows.map((row) => row.memberId)]);
  }

  private async write(tx: Tx, exchange: Exchange, row: MatchedRow, plan: Changed): Promise<Known[]> {
    const now = this.clock.now();
    await tx.query('update insured_salary set replaced_at = $2 where id = any($1)', [plan.replaced, now]);
    const written = plan.written.map((span) => ({ ...span, id: newId(), memberId: row.memberId ?? '', employerId: row.employerId ?? '' }));
    for (const span of written) {
      await tx.query(
        'insert into insured_salary (id, member_id, unit_id, employer_id, salary_vnd, from_month, to_month, exchange_id, recorded_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)',
        [span.id, span.memberId, row.memberUnitId, span.employerId, span.salaryVnd, span.fromMonth, span.toMonth, exchange.id, now]);
    }
    return written;
  }

  /** Months from the change to the month of the file: they may be reckoned already. */
  private async recalculate(tx: Tx, exchange: Exchange, row: MatchedRow, plan: Changed): Promise<DataOf<typeof SalaryChangedV1>> {
    const last: Day = `${exchange.period}-01`;
    const through = plan.throughMonth !== null && plan.throughMonth < last ? plan.throughMonth : last;
    await tx.query(
      `insert into salary_recalculation (member_id, unit_id, employer_id, month, exchange_id, recorded_at)
       select $1, $2, $3, month, $5, $6 from unnest($4::date[]) month on conflict (member_id, month) where taken_at is null do nothing`,
      [row.memberId, row.memberUnitId, row.employerId, monthsBetween(plan.fromMonth, through), exchange.id, this.clock.now()]);
    return {
      memberId: row.memberId ?? '', unitId: row.memberUnitId ?? '', employerId: row.employerId ?? '', fromMonth: plan.fromMonth.slice(0, 7), throughMonth: through.slice(0, 7), exchangeId: exchange.id,
    };
  }

  /** A row with both identifiers maps the old one to the new one, where only one of them was known (SOC-01). */
  private async learn(tx: Tx, { personId, facts }: MatchedRow): Promise<void> {
    const [personalId, socialInsuranceNo] = [textOf(facts, 'personalId'), textOf(facts, 'socialInsuranceNo')];
    if (personId === null || personalId === null || socialInsuranceNo === null) return;
    const lacking: unknown[] = await tx.query('select 1 from person where id = $1 and (personal_id_index is null or social_insurance_no_index is null)', [personId]);
    if (lacking.length === 0) return;
    const person = await this.persons.getForUpdate(tx, personId);
    if (person.personalId === null) person.identify('personalId', personalId, this.keys.cipher);
    if (person.socialInsuranceNo === null) person.identify('socialInsuranceNo', socialInsuranceNo, this.keys.cipher);
    await this.persons.save(tx, person);
  }
}

function outcomeOf(plan: SalaryPlan | 'LATE'): RowOutcome {
  if (plan === 'LATE') return refusedRow('OUT_OF_PERIOD', 'fromMonth');
  switch (plan.outcome) {
    case 'CHANGED': return { state: 'APPLIED' };
    case 'UNCHANGED': return { state: 'UNCHANGED' };
    case 'NOTHING_TO_END': return refusedRow('NOTHING_TO_END', 'fromMonth');
  }
}
