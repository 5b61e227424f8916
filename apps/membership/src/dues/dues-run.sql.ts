/**
 * The reckoning of a month, set-based, for some units at once. Parameters: $1 first day of the month, $2 units, $3 rules of the
 * groups (`GroupRule[]`). Amounts are whole VND, halves go up. What the insurer says of salaries and leaves goes before what an
 * officer entered. Source: handbook 4.1, SOC-03, SOC-05.
 */

/** The group a bloc belongs to where the union has not said otherwise. Source: handbook 4.1; OTHER and EDUCATION are assumptions. */
const GROUP_OF_BLOC = `case v.bloc
  when 'ENTERPRISE_STATE' then 'STATE_ENTERPRISE' when 'ENTERPRISE_NONSTATE' then 'NONSTATE' when 'FDI' then 'NONSTATE' when 'OTHER' then 'NONSTATE'
  when 'ADMINISTRATIVE' then 'AGENCY' when 'PUBLIC_SERVICE_FULL_BUDGET' then 'AGENCY' when 'PUBLIC_SERVICE' then 'PUBLIC_SERVICE' when 'EDUCATION' then 'PUBLIC_SERVICE' end`;

/** Members who owe the month in their unit: from the month they came to the one before they left (ORG-10). $1 the month. */
export const OWES = 'm.dues_from is not null and m.dues_from <= $1::date and (m.dues_to is null or m.dues_to >= $1::date)';

/** Suspensions whose sum is due by the end of the month. $1 the month. */
export const MAKE_UP_DUE = "f.kind = 'SUSPENSION' and f.due_on >= $1::date and f.due_on < ($1::date + interval '1 month')::date";

const half = (amount: string, numerator: string, denominator: string): string => `((2 * ${amount} * ${numerator} + ${denominator}) / (2 * ${denominator}))`;

const WITH_CALC = `
  with rules as materialized (
    select * from jsonb_to_recordset($3::jsonb) as r(dues_group text, rule_id uuid, decision text, collected boolean, base text, numerator bigint, denominator bigint,
      cap_vnd bigint, floor_vnd bigint, base_salary_vnd bigint, low_salary_exempt boolean)
  ), units as materialized (
    select x.unit_id, coalesce(t.dues_group, ${GROUP_OF_BLOC}) as dues_group, t.rate_numerator, t.rate_denominator, t.fixed_sum_vnd, t.decision_number as own_decision,
      ledger_open_month(x.unit_id, $1::date) as booked_in
    from unnest($2::uuid[]) x(unit_id)
    left join dues_term t on t.unit_id = x.unit_id and t.valid_from <= $1::date and (t.valid_to is null or t.valid_to >= $1::date)
    left join lateral (select v.bloc from directory_unit_version v where v.unit_id = x.unit_id and upper_inf(v.recorded)
      and lower(v.valid) < ($1::date + interval '1 month')::date order by lower(v.valid) desc limit 1) v on true
  ), reliefs as materialized (
    select distinct on (f.unit_id, f.member_id) f.* from dues_relief f
    where f.unit_id = any($2::uuid[]) and f.valid_from <= $1::date and f.valid_to >= $1::date
    order by f.unit_id, f.member_id, array_position(array['EXEMPTION', 'SUSPENSION', 'REDUCTION'], f.kind), f.id
  ), on_leave as materialized (
    select distinct on (m.id) m.id as member_id, l.id, case when l.kind = 'UNPAID_LEAVE' then 'UNPAID_LEAVE' else 'ALLOWANCE' end as reason
    from leave_spell l join member m on m.person_id = l.person_id and m.unit_id = any($2::uuid[])
    where l.exempt_from <= $1::date and l.exempt_to >= $1::date order by m.id, l.id
  ), found as (
    select m.id as member_id, m.unit_id, u.booked_in, u.own_decision, u.rate_numerator, u.rate_denominator, u.fixed_sum_vnd, r.*,
      case r.base when 'FIXED_SUM' then r.base_salary_vnd when 'INSURANCE_SALARY' then coalesce(insured.salary_vnd, b.amount_vnd) else b.amount_vnd end as base_vnd,
      on_leave.id as leave_id, on_leave.reason as leave_reason,
      case when own.kind = 'EXEMPTION' then own.id when unit_wide.kind = 'SUSPENSION' and own.kind is distinct from 'SUSPENSION' then unit_wide.id else coalesce(own.id, unit_wide.id) end as relief_id
    from units u join member m on m.unit_id = u.unit_id left join rules r on r.dues_group = u.dues_group
    left join dues_base b on b.member_id = m.id and b.base = r.base and b.replaced_at is null and b.valid_from <= $1::date and (b.valid_to is null or b.valid_to >= $1::date)
    left join lateral (select sum(i.salary_vnd)::bigint as salary_vnd from insured_salary i where r.base = 'INSURANCE_SALARY' and i.member_id = m.id and i.replaced_at is null
      and i.from_month <= $1::date and (i.to_month is null or i.to_month >= $1::date)) insured on true
    left join on_leave on on_leave.member_id = m.id
    left join reliefs own on own.member_id = m.id and own.unit_id = m.unit_id
    left join reliefs unit_wide on unit_wide.member_id is null and unit_wide.unit_id = m.unit_id
    where ${OWES} and r.collected is distinct from false
  ), ruled as (
    select f.*, case when f.leave_id is not null then 'EXEMPTION' else l.kind end as relief, coalesce(f.leave_reason, l.reason) as relief_reason, l.numerator as relief_numerator, l.denominator as relief_denominator,
      least(greatest(case when f.base = 'FIXED_SUM' then coalesce(f.fixed_sum_vnd, ${half('f.base_vnd', 'f.numerator', 'f.denominator')}) else ${half('f.base_vnd', 'f.numerator', 'f.denominator')} end,
        coalesce(f.floor_vnd, 0)), coalesce(f.cap_vnd, 9223372036854775807)) as ruled_vnd,
      case when f.rate_numerator is null or f.base = 'FIXED_SUM' then 0
        else least(${half('f.base_vnd', 'f.rate_numerator', 'f.rate_denominator')}, coalesce(f.cap_vnd, 9223372036854775807)) end as whole_vnd
    from found f left join reliefs l on l.id = f.relief_id and f.leave_id is null
  ), judged as (
    select d.*, greatest(d.whole_vnd - d.ruled_vnd, 0) as beyond_vnd,
      case when d.dues_group is null then 'INCOMPLETE' when d.relief = 'EXEMPTION' then 'EXEMPT' when d.base_vnd is null then 'INCOMPLETE'
        when d.low_salary_exempt and d.base <> 'FIXED_SUM' and d.base_vnd < d.base_salary_vnd then 'EXEMPT' when d.relief = 'SUSPENSION' then 'SUSPENDED' else 'DUE' end as status,
      case when d.dues_group is null then 'NO_GROUP' when d.relief = 'EXEMPTION' then d.relief_reason when d.base_vnd is null then 'NO_BASE'
        when d.low_salary_exempt and d.base <> 'FIXED_SUM' and d.base_vnd < d.base_salary_vnd then 'LOW_SALARY' else d.relief_reason end as reason,
      case when d.relief = 'REDUCTION' then d.relief_numerator::bigint else 0 end as less_numerator, coalesce(d.relief_denominator::bigint, 1) as less_denominator
    from ruled d
  ), calc as (
    select j.member_id, j.unit_id, j.status, j.reason, j.rule_id, coalesce(case when j.beyond_vnd > 0 then j.own_decision end, j.decision) as decision_number, j.base, j.base_vnd,
      j.numerator::int as rate_numerator, j.denominator::int as rate_denominator, j.cap_vnd, j.floor_vnd, coalesce(j.leave_id, j.relief_id) as relief_id,
      case when j.status = 'DUE' then j.ruled_vnd - ${half('j.ruled_vnd', 'j.less_numerator', 'j.less_denominator')} else 0 end as regular_vnd,
      case when j.status = 'DUE' then j.beyond_vnd - ${half('j.beyond_vnd', 'j.less_numerator', 'j.less_denominator')} else 0 end as extra_vnd,
      case when j.status = 'DUE' then ${half('j.ruled_vnd', 'j.less_numerator', 'j.less_denominator')} + ${half('j.beyond_vnd', 'j.less_numerator', 'j.less_denominator')} else 0 end as reduced_vnd,
      case when j.status = 'SUSPENDED' then j.ruled_vnd else 0 end as suspended_vnd, j.booked_in
    from judged j
  )`;

const COLUMNS = `month, unit_id, member_id, seq, run_id, kind, status, reason, rule_id, decision_number, base, base_vnd, rate_numerator, rate_denominator, cap_vnd, floor_vnd, relief_id,
  regular_vnd, extra_vnd, reduced_vnd, suspended_vnd, booked_in`;
const REST = 'c.rule_id, c.decision_number, c.base, c.base_vnd, c.rate_numerator, c.rate_denominator, c.cap_vnd, c.floor_vnd, c.relief_id';

/** Claims the month for units: whoever inserts the row reckons it. $1 units, $2 month, $3 run, $4 groups in which nothing is collected. */
export const CLAIM_UNITS = `
  insert into dues_month (unit_id, month, run_id, collects)
  select x.unit_id, $2::date, $3::uuid, coalesce(coalesce(t.dues_group, ${GROUP_OF_BLOC}) <> all($4::text[]), true)
  from unnest($1::uuid[]) x(unit_id)
  left join dues_term t on t.unit_id = x.unit_id and t.valid_from <= $2::date and (t.valid_to is null or t.valid_to >= $2::date)
  left join lateral (select v.bloc from directory_unit_version v where v.unit_id = x.unit_id and upper_inf(v.recorded)
    and lower(v.valid) < ($2::date + interval '1 month')::date order by lower(v.valid) desc limit 1) v on true
  on conflict do nothing returning unit_id as "unitId"`;

/** Lines of the month. $4 run. */
export const INSERT_LINES = `${WITH_CALC}
  insert into dues_line (${COLUMNS})
  select $1::date, c.unit_id, c.member_id, 0, $4::uuid, 'REGULAR', c.status, c.reason, ${REST}, c.regular_vnd, c.extra_vnd, c.reduced_vnd, c.suspended_vnd, c.booked_in
  from calc c order by c.unit_id, c.member_id`;

/** What was suspended and is due by the end of this month. $1 month, $2 units, $3 run. */
export const INSERT_MAKE_UP = `
  insert into dues_line (${COLUMNS})
  select $1::date, l.unit_id, l.member_id, 1, $3::uuid, 'MAKE_UP', 'DUE', f.reason, null, f.decision_number, null, null, null, null, null, null, f.id,
    sum(l.suspended_vnd), 0, 0, 0, ledger_open_month(l.unit_id, $1::date)
  from dues_relief f join dues_line l on l.relief_id = f.id and l.unit_id = f.unit_id and l.kind <> 'MAKE_UP'
  where f.unit_id = any($2::uuid[]) and ${MAKE_UP_DUE}
  group by l.unit_id, l.member_id, f.id having sum(l.suspended_vnd) > 0`;

/** Differences between what was reckoned for the month and what would be now. $4 run. */
export const INSERT_DIFFERENCES = `${WITH_CALC}, before as (
    select l.unit_id, l.member_id, max(l.seq) as seq,
      sum(l.regular_vnd) filter (where l.kind <> 'MAKE_UP') as regular_vnd, sum(l.extra_vnd) as extra_vnd, sum(l.reduced_vnd) as reduced_vnd, sum(l.suspended_vnd) as suspended_vnd,
      (array_agg(l.status order by l.seq desc) filter (where l.kind <> 'MAKE_UP'))[1] as status, (array_agg(l.rule_id order by l.seq desc) filter (where l.kind <> 'MAKE_UP'))[1] as rule_id
    from dues_line l where l.month = $1::date and l.unit_id = any($2::uuid[]) group by 1, 2
  )
  insert into dues_line (${COLUMNS})
  select $1::date, coalesce(c.unit_id, b.unit_id), coalesce(c.member_id, b.member_id), coalesce(b.seq, 1) + 1, $4::uuid, 'CORRECTION', coalesce(c.status, 'EXEMPT'), c.reason, ${REST},
    coalesce(c.regular_vnd, 0) - coalesce(b.regular_vnd, 0), coalesce(c.extra_vnd, 0) - coalesce(b.extra_vnd, 0), coalesce(c.reduced_vnd, 0) - coalesce(b.reduced_vnd, 0),
    coalesce(c.suspended_vnd, 0) - coalesce(b.suspended_vnd, 0), u.booked_in
  from calc c full join before b on b.unit_id = c.unit_id and b.member_id = c.member_id join units u on u.unit_id = coalesce(c.unit_id, b.unit_id)
  where (coalesce(c.regular_vnd, 0), coalesce(c.extra_vnd, 0), coalesce(c.suspended_vnd, 0), coalesce(c.status, 'EXEMPT')) is distinct from
    (coalesce(b.regular_vnd, 0), coalesce(b.extra_vnd, 0), coalesce(b.suspended_vnd, 0), coalesce(b.status, 'EXEMPT'))`;

/** Counted once, apart: of a month that is new the server expects one row, and would count the whole chunk again for each of its units. */
const totals = (lines: string, counts: string): string => `
  with t as materialized (
    select l.unit_id, count(*) filter (where ${counts})::int as members, count(*) filter (where ${counts} and l.status = 'DUE')::int as payers,
      count(*) filter (where ${counts} and l.status = 'EXEMPT')::int as exempt, count(*) filter (where ${counts} and l.status = 'SUSPENDED')::int as suspended,
      count(*) filter (where ${counts} and l.status = 'INCOMPLETE')::int as incomplete,
      sum(l.regular_vnd) as regular_vnd, sum(l.extra_vnd) as extra_vnd, sum(l.suspended_vnd) as suspended_vnd
    from ${lines} l where l.month = $1::date and l.unit_id = any($2::uuid[]) group by l.unit_id
  )
  update dues_month d set members = t.members, payers = t.payers, exempt = t.exempt, suspended = t.suspended, incomplete = t.incomplete,
    regular_vnd = t.regular_vnd, extra_vnd = t.extra_vnd, suspended_vnd = t.suspended_vnd
  from t where d.unit_id = t.unit_id and d.unit_id = any($2::uuid[]) and d.month = $1::date`;

/** Sums of the lines of units in a month, into the totals. $1 month, $2 units. */
export const UPDATE_TOTALS = totals('dues_line', "l.kind <> 'MAKE_UP'");

/** The same where there are differences: of each member the newest line says what became of it. */
export const UPDATE_TOTALS_CORRECTED = totals(
  `(select x.*, x.kind <> 'MAKE_UP' and x.seq = max(x.seq) filter (where x.kind <> 'MAKE_UP') over (partition by x.unit_id, x.member_id) as newest
    from dues_line x where x.month = $1::date and x.unit_id = any($2::uuid[]))`, 'l.newest');

/** What the lines of a run add to what is expected, per unit and month of booking. $1 month, $2 units, $3 run. */
export const SUM_OF_RUN = `
  select l.unit_id as "unitId", to_char(l.booked_in, 'YYYY-MM') as "bookedIn", sum(l.regular_vnd + l.extra_vnd)::text as "amountVnd"
  from dues_line l where l.month = $1::date and l.unit_id = any($2::uuid[]) and l.run_id = $3::uuid group by 1, 2 order by 1`;

/** Totals as the event carries them. $1 month, $2 units. */
export const READ_TOTALS = `
  select unit_id as "unitId", members, payers, exempt, suspended, incomplete, regular_vnd::text as "regularVnd", extra_vnd::text as "extraVnd", suspended_vnd::text as "suspendedVnd",
    collected_vnd::text as "collectedVnd", due_up_vnd::text as "dueUpVnd", remitted_vnd::text as "remittedVnd"
  from dues_month where month = $1::date and unit_id = any($2::uuid[]) order by unit_id`;

/** Uses the credit of members for what they owe for the month. $1 month, $2 units, $3 run, $4 day. Answers the sum per unit, negative. */
export const USE_CREDIT = `
  with credit as (
    select c.unit_id, c.member_id, sum(c.amount_vnd) as credit_vnd from dues_credit c where c.unit_id = any($2::uuid[]) group by 1, 2 having sum(c.amount_vnd) > 0
  ), owed as (
    select l.unit_id, l.member_id, sum(l.regular_vnd) - coalesce(max(p.regular_vnd), 0) as regular_vnd, sum(l.extra_vnd) - coalesce(max(p.extra_vnd), 0) as extra_vnd
    from credit c join dues_line l on l.month = $1::date and l.unit_id = c.unit_id and l.member_id = c.member_id
    left join lateral (select sum(p.regular_vnd) as regular_vnd, sum(p.extra_vnd) as extra_vnd from dues_payment p where p.unit_id = l.unit_id and p.month = l.month and p.member_id = l.member_id) p on true
    group by 1, 2
  ), used as (
    select o.unit_id, o.member_id, least(c.credit_vnd, greatest(o.regular_vnd, 0)) as regular_vnd,
      least(c.credit_vnd - least(c.credit_vnd, greatest(o.regular_vnd, 0)), greatest(o.extra_vnd, 0)) as extra_vnd
    from owed o join credit c on c.unit_id = o.unit_id and c.member_id = o.member_id
  ), paid as (
    insert into dues_payment (unit_id, month, member_id, regular_vnd, extra_vnd, method, paid_on, source_id)
    select unit_id, $1::date, member_id, regular_vnd, extra_vnd, 'CREDIT', $4::date, $3::uuid from used where regular_vnd + extra_vnd > 0 returning unit_id, member_id, regular_vnd + extra_vnd as amount_vnd
  ), taken as (
    insert into dues_credit (unit_id, member_id, month, amount_vnd, source_id) select unit_id, member_id, $1::date, -amount_vnd, $3::uuid from paid returning unit_id, amount_vnd
  )
  select unit_id as "unitId", sum(amount_vnd)::text as "amountVnd" from taken group by unit_id`;

/** What members paid beyond what they owe for the month becomes their credit. $1 month, $2 units, $3 run, $4 day. Answers the sum per unit. */
export const GIVE_CREDIT = `
  with owed as (
    select l.unit_id, l.member_id, sum(l.regular_vnd) as regular_vnd, sum(l.extra_vnd) as extra_vnd from dues_line l
    where l.month = $1::date and l.unit_id = any($2::uuid[]) and exists (select from dues_line x where x.month = l.month and x.unit_id = l.unit_id and x.member_id = l.member_id and x.run_id = $3::uuid)
    group by 1, 2
  ), beyond as (
    select o.unit_id, o.member_id, greatest(sum(p.regular_vnd) - max(o.regular_vnd), 0) as regular_vnd, greatest(sum(p.extra_vnd) - max(o.extra_vnd), 0) as extra_vnd
    from owed o join dues_payment p on p.unit_id = o.unit_id and p.month = $1::date and p.member_id = o.member_id group by 1, 2
  ), back as (
    insert into dues_payment (unit_id, month, member_id, regular_vnd, extra_vnd, method, paid_on, source_id)
    select unit_id, $1::date, member_id, -regular_vnd, -extra_vnd, 'CREDITED', $4::date, $3::uuid from beyond where regular_vnd + extra_vnd > 0 returning unit_id, member_id, -(regular_vnd + extra_vnd) as amount_vnd
  ), given as (
    insert into dues_credit (unit_id, member_id, month, amount_vnd, source_id) select unit_id, member_id, $1::date, amount_vnd, $3::uuid from back returning unit_id, amount_vnd
  )
  select unit_id as "unitId", sum(amount_vnd)::text as "amountVnd" from given group by unit_id`;
