import type { UnitHoldings as UnitHoldingsView } from '@doanket/contracts';
import type { Day } from '@doanket/kernel';
import type { Tx } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';

/** What belongs to unions, with what lies inside of them: for hand-over lists and dry runs. */
@Injectable()
export class UnitHoldings {
  /** In the order of the units; set-based, for thousands. */
  of(tx: Tx, unitIds: readonly string[], day: Day): Promise<UnitHoldingsView[]> {
    return tx.query(
      `with wanted as (select id as unit_id, n from unnest($1::uuid[]) with ordinality as t(id, n)),
       held as (
         select w.unit_id as top, w.n, d.unit_id from wanted w join directory_unit_version t on t.unit_id = w.unit_id and upper_inf(t.recorded) and t.valid @> $2::date
         join directory_unit_version d on upper_inf(d.recorded) and d.valid @> $2::date and d.path <@ t.path),
       members as (
         select h.top, count(*) filter (where m.status = 'ACTIVE')::int as members, count(*) filter (where m.status in ('DRAFT', 'SUBMITTED', 'ACCEPTED'))::int as applicants
         from held h join member m on m.unit_id = h.unit_id group by h.top),
       posts as (select h.top, count(*)::int as posts from held h join directory_post p on p.unit_id = h.unit_id and upper_inf(p.recorded) and p.valid @> $2::date group by h.top),
       inside as (select h.top, count(*)::int as inside from held h join directory_unit u on u.id = h.unit_id and u.type in ('D', 'T') group by h.top),
       dossiers as (select h.top, count(*)::int as dossiers from held h join dossier d on d.unit_id = h.unit_id and d.state in ('DRAFT', 'RETURNED', 'OPEN') group by h.top),
       employers as (
         select c.unit_id as top, jsonb_agg(jsonb_build_object('enterpriseCode', e.enterprise_code, 'name', e.name) order by e.name_key) as employers
         from employer_union c join employer e on e.id = c.employer_id where c.unit_id = any($1) and daterange(c.valid_from, c.valid_to, '[]') @> $2::date group by c.unit_id),
       books as (select w.unit_id as top, coalesce(sum(b.balance_vnd) filter (where b.account = 'CASH'), 0)::float8 as cash, coalesce(sum(b.balance_vnd) filter (where b.account = 'MEMBER_CREDIT'), 0)::float8 as credit
         from wanted w join ledger_balance b on b.unit_id = w.unit_id group by 1),
       months as (select w.unit_id as top, sum(greatest(d.regular_vnd + d.extra_vnd - d.collected_vnd, 0))::float8 as owed, sum(greatest(d.due_up_vnd - d.remitted_vnd, 0))::float8 as unsent
         from wanted w join dues_month d on d.unit_id = w.unit_id group by 1)
       select u.code as "unitCode", coalesce(v.name, u.code) as "unitName", coalesce(m.members, 0) as members, coalesce(m.applicants, 0) as applicants, coalesce(p.posts, 0) as posts,
              coalesce(i.inside, 0) as "departmentsAndGroups", coalesce(d.dossiers, 0) as "openDossiers", coalesce(e.employers, '[]') as employers,
              json_build_object('cashVnd', coalesce(b.cash, 0), 'memberCreditVnd', coalesce(b.credit, 0), 'membersOweVnd', coalesce(o.owed, 0), 'unsentVnd', coalesce(o.unsent, 0)) as money
       from wanted w join directory_unit u on u.id = w.unit_id left join directory_unit_version v on v.unit_id = u.id and upper_inf(v.recorded) and v.valid @> $2::date
       left join members m on m.top = u.id left join posts p on p.top = u.id left join inside i on i.top = u.id left join dossiers d on d.top = u.id left join employers e on e.top = u.id left join books b on b.top = u.id left join months o on o.top = u.id
       order by w.n`, [unitIds, day]);
  }
}
