import { Clock, newId } from '@doanket/kernel';
import type { Tx } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';
import { firstDayOf, type Month } from '../ledger/month.rules';
import { ReconciliationQueries, type ReconciliationRow } from './reconciliation.queries';

/** Employers looked at in one statement. */
export const EMPLOYERS_AT_ONCE = 10_000;

/** Keeps one open task per gap: opened when the gap appears, closed when it is gone (SOC-04). */
@Injectable()
export class MoneyTasks {
  constructor(private readonly clock: Clock, private readonly queries: ReconciliationQueries) {}

  async refresh(tx: Tx, month: Month, employers: readonly string[]): Promise<{ opened: number; closed: number }> {
    if (employers.length === 0) return { opened: 0, closed: 0 };
    const rows = await this.queries.list(tx, { months: [firstDayOf(month)], employers, units: null, limit: EMPLOYERS_AT_ONCE });
    const tasks = rows.flatMap((row) => row.gaps.map((gap) => ({ id: newId(), employer_id: row.employerId, gap, amount: amountOf(row, gap) })));
    const answer: { opened: number; closed: number }[] = await tx.query(
      `with gaps as (select g.*, coalesce((select c.unit_id from directory_scope s join directory_scope c on s.path <@ c.path join directory_unit u on u.id = c.unit_id and u.level = 'C' where s.unit_id = e.unit_id limit 1), e.unit_id) as unit_id
         from jsonb_to_recordset($1::jsonb) as g(id uuid, employer_id uuid, gap text, amount bigint) join employer e on e.id = g.employer_id),
       opened as (insert into money_task (id, employer_id, unit_id, month, gap, amount, state, opened_on) select id, employer_id, unit_id, $2::date, gap, amount, 'OPEN', $3::date from gaps
         on conflict (employer_id, month, gap) where state = 'OPEN' do update set amount = excluded.amount returning (xmax = 0) as fresh),
       closed as (update money_task t set state = 'CLOSED', closed_on = $3::date where t.state = 'OPEN' and t.month = $2::date and t.employer_id = any($4::uuid[])
         and not exists (select from gaps g where g.employer_id = t.employer_id and g.gap = t.gap) returning 1)
       select (select count(*)::int from opened where fresh) as opened, (select count(*)::int from closed) as closed`,
      [JSON.stringify(tasks), firstDayOf(month), this.clock.today(), employers]);
    return answer[0] ?? { opened: 0, closed: 0 };
  }
}

function amountOf(row: ReconciliationRow, gap: ReconciliationRow['gaps'][number]): number {
  switch (gap) {
    case 'NO_PAYROLL': return row.receivedVnd;
    case 'MEMBERS_ABOVE_INSURED': return row.members - (row.insuredWorkers ?? 0);
    case 'SALARIES_ABOVE_PAYROLL': return row.memberSalaryVnd - (row.insuredPayrollVnd ?? 0);
    case 'MONEY_SHORT': return row.dueVnd - row.receivedVnd;
    case 'MONEY_OVER': return row.receivedVnd - row.dueVnd;
  }
}
