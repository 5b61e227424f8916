import type { ReconciliationView } from '@doanket/contracts';
import type { Day } from '@doanket/kernel';
import type { Tx } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';
import { MembershipRules } from '../rules/membership-rules';

const AMOUNTS = ['memberSalaryVnd', 'insuredPayrollVnd', 'dueVnd', 'suspendedVnd', 'receivedVnd', 'differenceVnd', 'toleranceVnd'] as const;
interface Row extends Omit<ReconciliationView, 'rate' | (typeof AMOUNTS)[number]>, Record<(typeof AMOUNTS)[number], string | null> {
  readonly nameKey: string; readonly unitId: string | null; readonly numerator: number | null; readonly denominator: number | null;
}
export interface ReconciliationRow extends ReconciliationView { readonly nameKey: string; readonly unitId: string | null }

export interface ReconciliationFilter {
  readonly months: readonly Day[];
  readonly employers: readonly string[] | null;
  /** Kept in, or covered by unions of, these units; null for all. */
  readonly units: readonly string[] | null;
  readonly gap?: string | null;
  readonly onlyGaps?: boolean;
  readonly after?: readonly [rank: number, nameKey: string, id: string] | null;
  readonly limit: number;
}

/** An employer and a union belong together for some day of the month. */
const HOLDS = (link: string, of: string): string => `${link}.valid_from < (${of}.month + interval '1 month') and (${link}.valid_to is null or ${link}.valid_to >= ${of}.month)`;
const MEMBERS = 'join member m on m.unit_id = k.unit_id and m.dues_from <= k.month and (m.dues_to is null or m.dues_to >= k.month)';
/** The insurer lists the salary in the month: one at most for a member and an employer. */
const LISTS = 'i.replaced_at is null and i.from_month <= k.month and (i.to_month is null or i.to_month >= k.month)';

/**
 * Members, insurer and money side by side. Of a member whose salary the insurer lists, that list says the employer; of others
 * the union does, where it covers one employer alone. $1 months, $2 employers, $3 units, $4 and $5 the tolerance.
 */
const ROWS = `
  with found as (
    select e.id, e.name, e.name_key, e.enterprise_code, e.unit_id as keeper_id, d.month from employer e cross join unnest($1::date[]) d(month)
    where ($2::uuid[] is null or e.id = any($2)) and ($3::uuid[] is null or e.unit_id = any($3) or exists (
      select from employer_union l where l.employer_id = e.id and l.unit_id = any($3) and ${HOLDS('l', 'd')}))
  ), links as materialized (
    select f.id as employer_id, f.month, l.unit_id, not exists (select from employer_union other where other.unit_id = l.unit_id and other.employer_id <> f.id and ${HOLDS('other', 'f')}) as alone
    from found f join employer_union l on l.employer_id = f.id and ${HOLDS('l', 'f')}
  ), counted as (
    select k.employer_id, k.month, i.salary_vnd from links k ${MEMBERS} join insured_salary i on i.member_id = m.id and i.employer_id = k.employer_id and ${LISTS}
    union all
    select k.employer_id, k.month, b.amount_vnd from links k ${MEMBERS}
    left join dues_base b on b.member_id = m.id and b.base = 'INSURANCE_SALARY' and b.replaced_at is null and b.valid_from <= k.month and (b.valid_to is null or b.valid_to >= k.month)
    where k.alone and not exists (select from insured_salary i where i.member_id = m.id and ${LISTS})
  ), listed as (
    select employer_id, month, count(*)::int as members, coalesce(sum(salary_vnd), 0)::bigint as salary_vnd, count(salary_vnd)::int as with_salary from counted group by 1, 2
  ), sides as (
    select f.*, coalesce(listed.members, 0) as members, coalesce(listed.salary_vnd, 0) as salary_vnd, coalesce(listed.with_salary, 0) as with_salary, fm.unit_id, fm.insured_workers, fm.payroll_vnd, fm.source, fm.rule_id, fm.rate_numerator, fm.rate_denominator,
      coalesce(fm.due_vnd, 0) as due_vnd, coalesce(fm.suspended_vnd, 0) as suspended_vnd, money.received_vnd,
      greatest($6::bigint, (2 * coalesce(fm.due_vnd, 0)::numeric * $4 + $5) / (2 * $5))::bigint as tolerance_vnd
    from found f left join fund_month fm on fm.employer_id = f.id and fm.month = f.month
    left join lateral (select coalesce(sum(r.amount_vnd), 0)::bigint as received_vnd from fund_receipt r where r.employer_id = f.id and r.month = f.month) money on true
    left join listed on listed.employer_id = f.id and listed.month = f.month
  ), judged as (
    select s.*, s.received_vnd - s.due_vnd as difference_vnd, array_remove(array[
      case when s.payroll_vnd is null and (s.members > 0 or s.received_vnd <> 0) then 'NO_PAYROLL' end,
      case when s.members > s.insured_workers then 'MEMBERS_ABOVE_INSURED' end,
      case when s.salary_vnd - s.payroll_vnd > s.tolerance_vnd then 'SALARIES_ABOVE_PAYROLL' end,
      case when s.due_vnd - s.received_vnd > s.tolerance_vnd then 'MONEY_SHORT' end,
      case when s.received_vnd - s.due_vnd > s.tolerance_vnd and s.payroll_vnd is not null then 'MONEY_OVER' end], null) as gaps
    from sides s
  )
  select j.id as "employerId", j.name as "employerName", j.name_key as "nameKey", j.enterprise_code as "enterpriseCode", to_char(j.month, 'YYYY-MM') as month, j.unit_id as "unitId", j.members,
    j.salary_vnd::text as "memberSalaryVnd", j.with_salary as "membersWithSalary", j.insured_workers as "insuredWorkers", j.payroll_vnd::text as "insuredPayrollVnd", j.source, j.due_vnd::text as "dueVnd",
    j.suspended_vnd::text as "suspendedVnd", j.received_vnd::text as "receivedVnd", j.difference_vnd::text as "differenceVnd", j.tolerance_vnd::text as "toleranceVnd", j.rate_numerator as numerator,
    j.rate_denominator as denominator, j.rule_id as "ruleId", j.gaps
  from judged j cross join lateral (select case when cardinality(j.gaps) = 0 then 1 else 0 end as rank) o
  where ($7::text is null or $7 = any(j.gaps)) and (not $8::boolean or o.rank = 0) and ($9::int is null or (o.rank, j.name_key, j.id) > ($9, $10, $11::uuid))`;

/** Reads the three sides; the order is gaps first, then names, or months for one employer. */
@Injectable()
export class ReconciliationQueries {
  constructor(private readonly rules: MembershipRules) {}

  async list(tx: Tx, filter: ReconciliationFilter): Promise<ReconciliationRow[]> {
    const { value } = await this.rules.require(tx, 'FUND_TOLERANCE', filter.months[0] ?? '2013-01-01');
    const order = filter.months.length > 1 ? 'j.month' : 'o.rank, j.name_key, j.id';
    const rows: Row[] = await tx.query(`${ROWS} order by ${order} limit $12`, [
      filter.months, filter.employers, filter.units, value.share.numerator, value.share.denominator, value.amountVnd, filter.gap ?? null, filter.onlyGaps ?? false,
      filter.after?.[0] ?? null, filter.after?.[1] ?? null, filter.after?.[2] ?? null, filter.limit]);
    return rows.map(({ numerator, denominator, ...row }) => ({
      ...row, ...amountsOf(row), insuredPayrollVnd: row.insuredPayrollVnd === null ? null : Number(row.insuredPayrollVnd),
      rate: numerator === null || denominator === null ? null : { numerator, denominator },
    }));
  }
}

function amountsOf(row: Record<(typeof AMOUNTS)[number], string | null>): Record<(typeof AMOUNTS)[number], number> {
  return Object.fromEntries(AMOUNTS.map((name) => [name, Number(row[name] ?? 0)])) as Record<(typeof AMOUNTS)[number], number>;
}

export function toReconciliation({ nameKey: _key, unitId: _unit, ...row }: ReconciliationRow): ReconciliationView {
  return row;
}
