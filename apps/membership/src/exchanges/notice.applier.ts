import { Clock } from '@doanket/kernel';
import type { Tx } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';
import { numberOf, oneByOne, textOf, type ExchangeApplier, type MatchedRow, type RowOutcome } from './exchange-applier';
import type { Exchange } from './exchanges.store';

/** C12 notices: heads, payroll, due and paid of a month; a later notice of a month is the one that holds. */
@Injectable()
export class NoticeApplier implements ExchangeApplier {
  constructor(private readonly clock: Clock) {}

  apply(tx: Tx, exchange: Exchange, rows: readonly MatchedRow[]): Promise<ReadonlyMap<number, RowOutcome>> {
    return oneByOne(rows, async ({ employerId, facts }) => {
      const values = ['insuredWorkers', 'payrollVnd', 'dueVnd', 'paidVnd'].map((name) => numberOf(facts, name));
      const changed: unknown[] = await tx.query(
        `insert into contribution_notice as n (employer_id, month, insured_workers, payroll_vnd, due_vnd, paid_vnd, exchange_id, recorded_at) values ($1, $2, $3, $4, $5, $6, $7, $8)
         on conflict on constraint contribution_notice_pk do update set insured_workers = excluded.insured_workers, payroll_vnd = excluded.payroll_vnd, due_vnd = excluded.due_vnd, paid_vnd = excluded.paid_vnd,
           exchange_id = excluded.exchange_id, recorded_at = excluded.recorded_at
         where (n.insured_workers, n.payroll_vnd, n.due_vnd, n.paid_vnd) is distinct from (excluded.insured_workers, excluded.payroll_vnd, excluded.due_vnd, excluded.paid_vnd) returning 1`,
        [employerId, textOf(facts, 'month'), ...values, exchange.id, this.clock.now()]);
      return { state: changed.length === 0 ? 'UNCHANGED' : 'APPLIED' };
    });
  }
}
