import { Audit } from '@doanket/audit';
import type { Principal } from '@doanket/auth';
import type { InputOf, refundCredit, RefundView } from '@doanket/contracts';
import { Access } from '@doanket/directory';
import { Clock, newId, shareOfVnd, type Day } from '@doanket/kernel';
import { Transactions, type Tx } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';
import { Ledger } from '../ledger/ledger';
import { BookedInFuture } from '../ledger/ledger.errors';
import { firstDayOf, monthOf } from '../ledger/month.rules';
import { MembershipRules } from '../rules/membership-rules';
import { CreditStaysForDues, CreditTooSmall, NotMembersOfUnit, ShareSentUp } from './dues.errors';

/** Who may still owe dues: their credit is used for them. */
const STAYS = new Set(['ACCEPTED', 'ACTIVE', 'TRANSFER_OUT']);

/** Credit of somebody who left is paid out: no month comes any more in which it would be used (ORG-17). */
@Injectable()
export class RefundsService {
  constructor(private readonly transactions: Transactions, private readonly clock: Clock, private readonly access: Access, private readonly audit: Audit, private readonly ledger: Ledger, private readonly rules: MembershipRules) {}

  refund({ params, body }: InputOf<typeof refundCredit>, principal: Principal): Promise<RefundView> {
    return this.transactions.run(async (tx) => {
      const unitId = await this.access.requireUnitByCode(tx, principal, 'membership.dues.keep', params.code);
      if (body.paidOn > this.clock.today()) throw new BookedInFuture('paidOn');
      // Two who pay out the same credit wait for each other.
      const members: { status: string }[] = await tx.query('select status from member where id = $1 and unit_id = $2 for update', [body.memberId, unitId]);
      const status = members[0]?.status;
      if (status === undefined) throw new NotMembersOfUnit(['/body/memberId']);
      if (STAYS.has(status)) throw new CreditStaysForDues(status);
      const credit = await this.credit(tx, unitId, body.memberId);
      const { creditVnd } = credit;
      const amountVnd = body.amountVnd ?? creditVnd;
      if (amountVnd === 0 || amountVnd > creditVnd) throw new CreditTooSmall(creditVnd);
      const regularVnd = Math.min(amountVnd, credit.regularVnd);
      const { value } = await this.rules.require(tx, 'DUES_SPLIT', credit.month);
      const ownVnd = shareOfVnd(regularVnd, value.grassroots);
      const upperVnd = regularVnd - ownVnd;
      await this.takeFromShare(tx, unitId, upperVnd);
      const id = newId();
      const month = monthOf(body.paidOn);
      await tx.query('insert into dues_credit (unit_id, member_id, month, amount_vnd, source_id) values ($1, $2, $3, $4, $5)', [unitId, body.memberId, firstDayOf(month), -amountVnd, id]);
      const [journalId] = await this.ledger.book(tx, [{
        unitId, month, kind: 'DUES_REFUNDED', bookedOn: body.paidOn, sourceId: id, ...(body.reference === undefined ? {} : { note: body.reference }), 
        moves: { MEMBER_CREDIT: amountVnd, CASH: -amountVnd, DUES_EXPECTED: -amountVnd, DUES_OWN: ownVnd, DUES_UPPER: upperVnd, DUES_EXTRA: amountVnd - regularVnd },
      }]);
      await this.audit.record(tx, { action: 'dues.refund', objectType: 'member', objectId: body.memberId, unitId, after: { amountVnd, paidOn: body.paidOn } });
      return { memberId: body.memberId, amountVnd, creditVnd: creditVnd - amountVnd, paidOn: body.paidOn, journalId: journalId ?? '' };
    });
  }

  /** What is to the member's credit, how much of it was dues by the rule, and the newest month that was overpaid. Dues by the rule are paid out first. */
  private async credit(tx: Tx, unitId: string, memberId: string): Promise<{ creditVnd: number; regularVnd: number; month: Day }> {
    const rows: { creditVnd: string; month: Day | null; regularVnd: string; extraVnd: string }[] = await tx.query(
      `select c.credit_vnd::text as "creditVnd", c.month::text as month, coalesce(p.regular_vnd, 0)::text as "regularVnd", coalesce(p.extra_vnd, 0)::text as "extraVnd"
       from (select coalesce(sum(amount_vnd), 0) as credit_vnd, max(month) filter (where amount_vnd > 0) as month from dues_credit where unit_id = $1 and member_id = $2) c,
         (select -sum(regular_vnd) as regular_vnd, -sum(extra_vnd) as extra_vnd from dues_payment where unit_id = $1 and member_id = $2 and method in ('CREDITED', 'CREDIT')) p`, [unitId, memberId]);
    const [row] = rows;
    const creditVnd = Math.max(Number(row?.creditVnd ?? 0), 0);
    const paidOutVnd = Number(row?.regularVnd ?? 0) + Number(row?.extraVnd ?? 0) - creditVnd;
    return { creditVnd, regularVnd: Math.max(Number(row?.regularVnd ?? 0) - paidOutVnd, 0), month: row?.month ?? this.clock.today() };
  }

  /** The level above bears its share: out of what has not gone up yet, the newest month first. */
  private async takeFromShare(tx: Tx, unitId: string, upperVnd: number): Promise<void> {
    if (upperVnd === 0) return;
    const [, count] = (await tx.query(
      `update dues_month set due_up_vnd = due_up_vnd - $2 where unit_id = $1 and month = (select month from dues_month where unit_id = $1 and due_up_vnd - remitted_vnd >= $2 order by month desc limit 1 for update)`, [unitId, upperVnd])) as [unknown, number];
    if (count === 0) throw new ShareSentUp(upperVnd);
  }
}
