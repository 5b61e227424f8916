import { UNIT_ON_COLUMNS, type UnitOn } from '@doanket/directory';
import type { Day } from '@doanket/kernel';
import type { Tx } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';

/** Who goes where: by name, else by the nearest department or group named. Numbers of parts begin with 0. */
export interface Assignment {
  readonly unitId: string;
  readonly effectiveOn: Day;
  readonly members: readonly { readonly id: string; readonly part: number }[];
  readonly groups: readonly { readonly id: string; readonly part: number }[];
}
/** So many members go to a part (null: to none), by name or by a group. */
export interface Share { readonly part: number | null; readonly groupId: string | null; readonly members: number }
export interface SplitEmployerRow { readonly id: string; readonly enterpriseCode: string; readonly name: string; readonly ours: boolean; readonly others: boolean }

/** Departments and groups of the union $1 (path) on the day $2, without those of member unions inside it. */
const INSIDE = `from directory_unit_version v join directory_unit u on u.id = v.unit_id
  where upper_inf(v.recorded) and v.valid @> $2::date and v.state in ('PROPOSED', 'PROVISIONAL', 'ACTIVE') and u.type in ('D', 'T') and v.path <@ $1::ltree
    and not exists (select from directory_unit_version m join directory_unit g on g.id = m.unit_id where g.type = 'G_MEMBER' and upper_inf(m.recorded) and m.valid @> $2::date and m.path @> v.path)`;

/** Active members of the union with the part each goes to; who was admitted after the day (`late`) goes with the group they are in now. */
const ASSIGNED = `with named as (select * from unnest($3::uuid[], $4::int[]) as n(id, part)),
  grouped as (select g.id, g.part, v.path from unnest($5::uuid[], $6::int[]) as g(id, part) join directory_unit_version v on v.unit_id = g.id and upper_inf(v.recorded) and v.valid @> $2::date),
  assigned as (
    select m.id, m.person_id, coalesce(n.part, b.part) as part, case when n.part is null then b.id end as group_id, m.admitted_on, m.admitted_on > $2::date as late
    from member m left join named n on n.id = m.id
    left join lateral (
      select g.part, g.id from member_group k join directory_unit_version v on v.unit_id = k.unit_id and upper_inf(v.recorded) and v.valid @> $2::date join grouped g on v.path <@ g.path
      where k.member_id = m.id and (k.valid @> $2::date or (m.admitted_on > $2::date and upper_inf(k.valid))) order by nlevel(g.path) desc limit 1) b on true
    where m.unit_id = $1 and m.status = 'ACTIVE')`;

/** Sets of a union that is split; one statement each, whatever its size. */
@Injectable()
export class UnitSplitQueries {
  groups(tx: Tx, path: string, day: Day): Promise<UnitOn[]> {
    return tx.query(`select ${UNIT_ON_COLUMNS} ${INSIDE} order by v.path`, [path, day]);
  }

  shares(tx: Tx, of: Assignment): Promise<Share[]> {
    return tx.query(`${ASSIGNED} select part, group_id as "groupId", count(*)::int as members from assigned where not late group by 1, 2`, values(of));
  }

  unassigned(tx: Tx, of: Assignment, limit: number): Promise<{ memberId: string; personName: string | null }[]> {
    return tx.query(`${ASSIGNED} select a.id as "memberId", p.full_name as "personName" from assigned a left join person p on p.id = a.person_id where a.part is null and not a.late order by p.name_key, a.id limit ${limit}`, values(of));
  }

  /** Who goes and was admitted on the day or since; all of them where the old union ends. */
  async admittedSince(tx: Tx, of: Assignment, ends: boolean): Promise<number> {
    const rows: { n: number }[] = await tx.query(`${ASSIGNED} select count(*)::int as n from assigned where admitted_on >= $2::date and ($7::boolean or part is not null)`, [...values(of), ends]);
    return rows[0]?.n ?? 0;
  }

  /** Ids that are no active members of the union on the day. */
  async strangers(tx: Tx, unitId: string, ids: readonly string[], day: Day): Promise<number> {
    const rows: { n: number }[] = await tx.query("select count(*)::int as n from member where id = any($1) and unit_id = $2 and status = 'ACTIVE' and admitted_on <= $3::date", [ids, unitId, day]);
    return ids.length - (rows[0]?.n ?? 0);
  }

  async inTransit(tx: Tx, unitId: string): Promise<number> {
    const rows: { n: number }[] = await tx.query("select count(*)::int as n from member where unit_id = $1 and status in ('TRANSFER_OUT', 'IN_TRANSIT')", [unitId]);
    return rows[0]?.n ?? 0;
  }

  /** Employers by their numbers, and whether this union or others cover them. */
  employers(tx: Tx, unitId: string, enterpriseCodes: readonly string[]): Promise<SplitEmployerRow[]> {
    return tx.query(
      `select e.id, e.enterprise_code as "enterpriseCode", e.name, exists (select from employer_union l where l.employer_id = e.id and l.unit_id = $1 and l.valid_to is null) as ours,
         exists (select from employer_union l where l.employer_id = e.id and l.unit_id <> $1 and l.valid_to is null) as others
       from employer e where e.enterprise_code = any($2)`, [unitId, enterpriseCodes]);
  }

  /** What hangs directly on the union on the day or later, and since when. */
  children(tx: Tx, unitId: string, day: Day): Promise<(UnitOn & { from: Day })[]> {
    return tx.query(
      `select distinct on (u.code) ${UNIT_ON_COLUMNS}, greatest(lower(v.valid), $2::date)::text as "from" from directory_unit_version v join directory_unit u on u.id = v.unit_id
       where upper_inf(v.recorded) and v.parent_id = $1 and (upper_inf(v.valid) or upper(v.valid) > $2::date) and v.state in ('PROPOSED', 'PROVISIONAL', 'ACTIVE')
       order by u.code, lower(v.valid)`, [unitId, day]);
  }
}

const values = ({ unitId, effectiveOn, members, groups }: Assignment): unknown[] =>
  [unitId, effectiveOn, members.map(({ id }) => id), members.map(({ part }) => part), groups.map(({ id }) => id), groups.map(({ part }) => part)];
