import { Clock, type Day } from '@doanket/kernel';
import type { Tx } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';
import { MembershipRules } from '../rules/membership-rules';

/** Memberships that go on as others: ids side by side, in which union, and the first month owed there. */
export interface GoingOn { readonly from: readonly string[]; readonly to: readonly string[]; readonly unitId: string; readonly duesFrom: Day }

/** Reliefs of `$1` that reach into the first month `$3` or beyond it, for `$2` in the union `$5`. They keep their first month: how long a suspension may be counts it whole. */
const RELIEF = `insert into dues_relief (id, unit_id, member_id, kind, reason, valid_from, valid_to, numerator, denominator, due_on, first_day, last_day, decision_number, decided_on, recorded_at)
  select uuidv7(), $5, n.next_id, r.kind, r.reason, r.valid_from, r.valid_to, r.numerator, r.denominator, r.due_on, r.first_day, r.last_day, r.decision_number, r.decided_on, $4
  from unnest($1::uuid[], $2::uuid[]) as n(id, next_id)`;

/**
 * What dues are reckoned from goes on with a member, each by its own dates (ORG-10). A month is owed in one union only, because
 * memberships say from and to which month; so what is carried changes no month of the union that is left.
 */
@Injectable()
export class CarriedDues {
  constructor(private readonly rules: MembershipRules, private readonly clock: Clock) {}

  /** After a transfer, as the rule of the last day in the union that is left says. */
  async afterTransfer(tx: Tx, going: GoingOn, lastDay: Day): Promise<void> {
    const { value } = await this.rules.require(tx, 'DUES_CARRIED', lastDay);
    if (value.bases) {
      await this.insuredAsBases(tx, going);
      await this.bases(tx, going, true);
    }
    const kinds = [...(value.exemptions ? ['EXEMPTION'] : []), ...(value.reductions ? ['REDUCTION'] : []), ...(value.suspensions ? ['SUSPENSION'] : [])];
    await tx.query(`${RELIEF} join dues_relief r on r.member_id = n.id and r.valid_to >= $3::date and r.kind = any($6::text[])`, [...this.values(going), kinds]);
  }

  /** After a merger everything goes on: the firm is the same, and what the whole union was relieved of its members still are. */
  async afterMerger(tx: Tx, going: GoingOn): Promise<void> {
    await this.bases(tx, going, false);
    await tx.query(
      `insert into insured_salary (id, member_id, unit_id, employer_id, salary_vnd, from_month, to_month, exchange_id, recorded_at)
       select uuidv7(), n.next_id, $5, i.employer_id, i.salary_vnd, greatest(i.from_month, $3::date), i.to_month, i.exchange_id, $4 from unnest($1::uuid[], $2::uuid[]) as n(id, next_id)
       join insured_salary i on i.member_id = n.id and i.replaced_at is null and (i.to_month is null or i.to_month >= $3::date)`, this.values(going));
    await tx.query(`${RELIEF} join dues_relief r on r.member_id = n.id and r.valid_to >= $3::date order by r.id`, this.values(going));
    // After the members' own, which go before what held for all.
    await tx.query(`${RELIEF} join member m on m.id = n.id join dues_relief r on r.unit_id = m.unit_id and r.member_id is null and r.valid_to >= $3::date order by r.id`, this.values(going));
  }

  private async bases(tx: Tx, going: GoingOn, unlessInsured: boolean): Promise<void> {
    await tx.query(
      `insert into dues_base (member_id, base, valid_from, valid_to, amount_vnd, source, recorded_at)
       select n.next_id, b.base, greatest(b.valid_from, $3::date), b.valid_to, b.amount_vnd, b.source, $4 from unnest($1::uuid[], $2::uuid[]) as n(id, next_id)
       join dues_base b on b.member_id = n.id and b.replaced_at is null and (b.valid_to is null or b.valid_to >= $3::date)
       where not ($5::boolean and b.base = 'INSURANCE_SALARY' and b.valid_from <= $3::date and exists (select from dues_base k where k.member_id = n.next_id and k.base = b.base))`,
      [...this.values(going).slice(0, 4), unlessInsured]);
  }

  /** The insurer's salary of the employer that is left is an amount like any other, until the insurer names one at the new employer. */
  private async insuredAsBases(tx: Tx, going: GoingOn): Promise<void> {
    await tx.query(
      `insert into dues_base (member_id, base, valid_from, valid_to, amount_vnd, source, recorded_at)
       select n.next_id, 'INSURANCE_SALARY', $3::date, (select min(b.valid_from) - 1 from dues_base b where b.member_id = n.id and b.base = 'INSURANCE_SALARY' and b.replaced_at is null and b.valid_from > $3::date),
         sum(i.salary_vnd), 'INSURANCE_LIST', $4
       from unnest($1::uuid[], $2::uuid[]) as n(id, next_id) join insured_salary i on i.member_id = n.id and i.replaced_at is null and i.from_month <= $3::date and (i.to_month is null or i.to_month >= $3::date)
       group by n.id, n.next_id`, this.values(going).slice(0, 4));
  }

  private values({ from, to, duesFrom, unitId }: GoingOn): unknown[] {
    return [from, to, duesFrom, this.clock.now(), unitId];
  }
}
