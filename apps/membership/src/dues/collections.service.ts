import { Audit } from '@doanket/audit';
import type { Principal } from '@doanket/auth';
import type { CollectionView, collectDues, InputOf } from '@doanket/contracts';
import { Access } from '@doanket/directory';
import { Clock, newId, shareOfVnd, sumVnd } from '@doanket/kernel';
import { Transactions, type Tx } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';
import { BookedInFuture } from '../ledger/ledger.errors';
import { Ledger } from '../ledger/ledger';
import { firstDayOf, type Month, monthOf } from '../ledger/month.rules';
import { MembershipRules } from '../rules/membership-rules';
import { CollectedTooMuch, DuesMonthNotReckoned, NothingToCollect } from './dues.errors';
import { DuesTotalsEvents } from './dues-totals';

interface Owed { readonly memberId: string; readonly regularVnd: number; readonly extraVnd: number }

/** What is still owed for a month, per member. $1 unit, $2 month, $3 members or null. */
const OWED = `
  select l.member_id as "memberId", (sum(l.regular_vnd) - coalesce(max(p.regular_vnd), 0))::text as "regularVnd", (sum(l.extra_vnd) - coalesce(max(p.extra_vnd), 0))::text as "extraVnd"
  from dues_line l left join lateral (
    select sum(p.regular_vnd) as regular_vnd, sum(p.extra_vnd) as extra_vnd from dues_payment p where p.unit_id = l.unit_id and p.month = l.month and p.member_id = l.member_id) p on true
  where l.unit_id = $1 and l.month = $2 and ($3::uuid[] is null or l.member_id = any($3)) group by l.member_id`;

/** Books dues that were collected: the share of the union, what goes up, and the extra, which stays (ORG-16, ORG-18). */
@Injectable()
export class CollectionsService {
  constructor(
    private readonly transactions: Transactions, private readonly clock: Clock, private readonly access: Access, private readonly audit: Audit, private readonly rules: MembershipRules,
    private readonly ledger: Ledger, private readonly totals: DuesTotalsEvents,
  ) {}

  collect({ params, body }: InputOf<typeof collectDues>, principal: Principal): Promise<CollectionView> {
    return this.transactions.run(async (tx) => {
      const unitId = await this.access.requireUnitByCode(tx, principal, 'membership.dues.keep', params.code);
      if (body.collectedOn > this.clock.today()) throw new BookedInFuture('collectedOn');
      await this.lock(tx, unitId, body.month);
      const paid = body.members === undefined ? await this.everything(tx, unitId, body.month) : await this.named(tx, unitId, body.month, body.members);
      const regularVnd = sumVnd(paid.map((one) => one.regularVnd));
      const extraVnd = sumVnd(paid.map((one) => one.extraVnd));
      const { value } = await this.rules.require(tx, 'DUES_SPLIT', firstDayOf(body.month));
      const ownVnd = shareOfVnd(regularVnd, value.grassroots);
      const upperVnd = regularVnd - ownVnd;
      const id = newId();
      await tx.query(
        `insert into dues_payment (unit_id, month, member_id, regular_vnd, extra_vnd, method, paid_on, source_id)
         select $1, $2, r.member_id, r.regular_vnd, r.extra_vnd, $3, $4, $5 from unnest($6::uuid[], $7::bigint[], $8::bigint[]) r(member_id, regular_vnd, extra_vnd)`,
        [unitId, firstDayOf(body.month), body.method, body.collectedOn, id, paid.map((one) => one.memberId), paid.map((one) => one.regularVnd), paid.map((one) => one.extraVnd)]);
      const collectedVnd = regularVnd + extraVnd;
      const [journalId] = await this.ledger.book(tx, [{
        unitId, month: monthOf(body.collectedOn), kind: 'DUES_COLLECTED', bookedOn: body.collectedOn, sourceId: id, note: body.month,
        moves: { CASH: collectedVnd, DUES_RECEIVABLE: -collectedVnd, DUES_EXPECTED: collectedVnd, DUES_OWN: -ownVnd, DUES_UPPER: -upperVnd, DUES_EXTRA: -extraVnd },
      }]);
      await tx.query('update dues_month set collected_vnd = collected_vnd + $3, due_up_vnd = due_up_vnd + $4 where unit_id = $1 and month = $2', [unitId, firstDayOf(body.month), collectedVnd, upperVnd]);
      await this.audit.record(tx, { action: 'dues.collect', objectType: 'dues-month', objectId: `${unitId}:${body.month}`, unitId, after: { members: paid.length, collectedVnd, ownVnd, upperVnd, extraVnd } });
      await this.totals.publish(tx, body.month, [unitId], 'COLLECTED');
      return { month: body.month, members: paid.length, collectedVnd, ownVnd, upperVnd, extraVnd, journalId: journalId ?? '' };
    });
  }

  /** Two who collect the same month wait for each other. */
  private async lock(tx: Tx, unitId: string, month: Month): Promise<void> {
    const rows: unknown[] = await tx.query('select 1 from dues_month where unit_id = $1 and month = $2 for update', [unitId, firstDayOf(month)]);
    if (rows.length === 0) throw new DuesMonthNotReckoned(month);
  }

  private async everything(tx: Tx, unitId: string, month: Month): Promise<Owed[]> {
    const owed = (await this.owed(tx, unitId, month, null)).filter((one) => one.regularVnd + one.extraVnd > 0);
    if (owed.length === 0) throw new NothingToCollect();
    return owed.map((one) => ({ ...one, regularVnd: Math.max(one.regularVnd, 0), extraVnd: Math.max(one.extraVnd, 0) }));
  }

  /** What a member pays counts for the dues by the rule first, then for the extra. */
  private async named(tx: Tx, unitId: string, month: Month, members: readonly { memberId: string; amountVnd: number }[]): Promise<Owed[]> {
    const owed = new Map((await this.owed(tx, unitId, month, members.map((one) => one.memberId))).map((one) => [one.memberId, one]));
    const left = new Map([...owed].map(([id, one]) => [id, one.regularVnd + one.extraVnd]));
    const tooMuch = members.flatMap(({ memberId, amountVnd }, index) => {
      const owedVnd = Math.max(left.get(memberId) ?? 0, 0);
      left.set(memberId, owedVnd - amountVnd);
      return amountVnd > owedVnd ? [{ index, owedVnd }] : [];
    });
    if (tooMuch.length > 0) throw new CollectedTooMuch(tooMuch);
    return members.map(({ memberId, amountVnd }) => {
      const one = owed.get(memberId) ?? { memberId, regularVnd: 0, extraVnd: 0 };
      const regularVnd = Math.min(amountVnd, Math.max(one.regularVnd, 0));
      owed.set(memberId, { memberId, regularVnd: one.regularVnd - regularVnd, extraVnd: one.extraVnd - (amountVnd - regularVnd) });
      return { memberId, regularVnd, extraVnd: amountVnd - regularVnd };
    });
  }

  private async owed(tx: Tx, unitId: string, month: Month, members: readonly string[] | null): Promise<Owed[]> {
    const rows: { memberId: string; regularVnd: string; extraVnd: string }[] = await tx.query(OWED, [unitId, firstDayOf(month), members]);
    return rows.map((row) => ({ memberId: row.memberId, regularVnd: Number(row.regularVnd), extraVnd: Number(row.extraVnd) }));
  }
}
