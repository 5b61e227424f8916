import { EmployerSupervisedV1 } from '@doanket/contracts';
import { Clock } from '@doanket/kernel';
import { Outbox } from '@doanket/messaging';
import type { Tx } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';
import { MembershipRules } from '../rules/membership-rules';
import { numberOf, oneByOne, refusedRow, textOf, type ExchangeApplier, type MatchedRow, type RowOutcome } from './exchange-applier';
import type { Exchange } from './exchanges.store';

/** Lists of employers in arrears; many months of debt put a firm on the supervision plan (SOC-08). */
@Injectable()
export class ArrearsApplier implements ExchangeApplier {
  constructor(private readonly clock: Clock, private readonly outbox: Outbox, private readonly rules: MembershipRules) {}

  apply(tx: Tx, exchange: Exchange, rows: readonly MatchedRow[]): Promise<ReadonlyMap<number, RowOutcome>> {
    return oneByOne(rows, (row) => this.one(tx, exchange, row));
  }

  private async one(tx: Tx, exchange: Exchange, { employerId, facts }: MatchedRow): Promise<RowOutcome> {
    const asOf = textOf(facts, 'asOf') ?? '';
    const [monthsOwed, debtVnd, debtFileNo] = [numberOf(facts, 'monthsOwed') ?? 0, numberOf(facts, 'debtVnd') ?? 0, textOf(facts, 'debtFileNo')];
    const known: { same: boolean }[] = await tx.query(
      'select (months_owed, debt_vnd, debt_file_no) is not distinct from ($3::int, $4::bigint, $5::text) as same from employer_arrears where employer_id = $1 and as_of = $2', [employerId, asOf, monthsOwed, debtVnd, debtFileNo]);
    if (known[0] !== undefined) return known[0].same ? { state: 'UNCHANGED' } : refusedRow('KNOWN_OTHERWISE', 'debtVnd');
    const rule = await this.rules.on(tx, 'ARREARS_SUPERVISION', asOf);
    const supervised = rule !== null && monthsOwed >= rule.value.months;
    await tx.query('insert into employer_arrears (employer_id, as_of, months_owed, debt_vnd, debt_file_no, supervised, exchange_id, recorded_at) values ($1, $2, $3, $4, $5, $6, $7, $8)',
      [employerId, asOf, monthsOwed, debtVnd, debtFileNo, supervised, exchange.id, this.clock.now()]);
    if (supervised) await this.outbox.publish(tx, EmployerSupervisedV1, { employerId: employerId ?? '', unitId: exchange.unitId, asOf, monthsOwed });
    return { state: 'APPLIED' };
  }
}
