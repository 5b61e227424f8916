import { MemberAdmittedV1, type ImportCounts } from '@doanket/contracts';
import type { Day } from '@doanket/kernel';
import type { Tx } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';

export interface MatchFacts {
  readonly importId: string;
  /** Units within the reach of whoever imports; null for all. */
  readonly units: readonly string[] | null;
  readonly defaultUnitId: string | null;
  readonly today: Day;
  readonly fromRow: number;
  readonly toRow: number;
}

export const LIVE = "('ACCEPTED', 'ACTIVE', 'TRANSFER_OUT', 'IN_TRANSIT')";
/** Known values of a member that a file may change, and what the file says; a blank cell changes nothing. */
const DIFFERS = `(
  r.full_name is distinct from p.full_name or coalesce(r.birth_date, p.birth_date) is distinct from p.birth_date or coalesce(r.gender, p.gender) is distinct from p.gender
  or coalesce(r.nationality, p.nationality) is distinct from p.nationality
  or coalesce(r.personal_id_index, p.personal_id_index) is distinct from p.personal_id_index
  or coalesce(r.social_insurance_no_index, p.social_insurance_no_index) is distinct from p.social_insurance_no_index
  or coalesce(r.passport_no_index, p.passport_no_index) is distinct from p.passport_no_index
  or coalesce(r.employee_code, m.employee_code) is distinct from m.employee_code or coalesce(r.job, m.job) is distinct from m.job
  or coalesce(r.education, m.education) is distinct from m.education or coalesce(r.direct_worker, m.direct_worker) is distinct from m.direct_worker
  or coalesce(r.leader, m.leader) is distinct from m.leader or coalesce(r.skill_grade, m.skill_grade) is distinct from m.skill_grade
  or coalesce(r.party_member, m.party_member) is distinct from m.party_member
  or r.salary_vnd is not null and not exists (select from dues_base b where b.member_id = m.id and b.base = 'INSURANCE_SALARY' and b.replaced_at is null and b.amount_vnd = r.salary_vnd
    and b.valid_from <= coalesce(r.salary_from, date_trunc('month', $4::date)::date) and (b.valid_to is null or b.valid_to >= coalesce(r.salary_from, date_trunc('month', $4::date)::date))))`;

/** Whose an identifier is, asked of its index row by row: most rows have one identifier of three, and few are known. */
const ownerOf = (key: string): string => `cross join lateral (select x.id from person x where x.${key} = r.${key} offset 0) p where r.${key} is not null`;
/** No identifier of the row and the person tells them apart. */
const UNKNOWN = ['personal_id_index', 'social_insurance_no_index', 'passport_no_index'].map((key) => `(r.${key} is null or p.${key} is null)`).join(' and ');

/** Rows of a file that say the same person twice: by an identifier, else by unit, name, birth date and employee code. */
const REPEATED = ['personal_id_index', 'social_insurance_no_index', 'passport_no_index'].map((key) => `
  select r.row_no, d.first_row from import_row r join (
    select ${key} as k, min(row_no) as first_row from import_row where import_id = $1 and ${key} is not null group by 1 having count(*) > 1
  ) d on r.${key} = d.k and r.row_no > d.first_row where r.import_id = $1`).join(' union all ');

/**
 * Compares the staged rows with the register, set by set (engineering handbook 7.2): units, repetitions, whose identifiers
 * they are, and the one active membership per person. Writes one `import_match` per row.
 */
@Injectable()
export class ImportMatchQueries {
  async match(tx: Tx, facts: MatchFacts): Promise<void> {
    await tx.query('delete from import_match where import_id = $1 and row_no between $2 and $3', [facts.importId, facts.fromRow, facts.toRow]);
    await tx.query(
      `insert into import_match (import_id, row_no, outcome, unit_id, person_id, member_id, faults)
       with row as materialized (select * from import_row where import_id = $1 and row_no between $5 and $6),
       unit as materialized (
         select named.code, u.id, v.state in ('PROVISIONAL', 'ACTIVE') and u.level = 'G' as fits
         from (select distinct coalesce(unit_code, '') as code from row) named
         join (select code as called, id, level from directory_unit union all select '', id, level from directory_unit where id = $3::uuid) u on u.called = named.code
         left join directory_unit_version v on v.unit_id = u.id and v.valid @> $4::date and upper_inf(v.recorded)
         where ($2::uuid[] is null or u.id = any($2))),
       closed as materialized (
         select u.id, v.valid * p.valid as days from unit u join directory_unit_version v on v.unit_id = u.id and upper_inf(v.recorded)
         join rule_period p on p.code = 'BLOC_MEMBERS' and p.scope = v.bloc and upper_inf(p.recorded) and p.valid && v.valid join rule k on k.id = p.rule_id and k.value ->> 'open' = 'false'),
       repeated as materialized (select row_no, min(first_row) as first_row from (${REPEATED} union all
         select r.row_no, d.first_row from import_row r join (
           select coalesce(unit_code, '') as unit, name_key, birth_date, employee_code, min(row_no) as first_row from import_row
           where import_id = $1 and name_key is not null and personal_id_index is null and social_insurance_no_index is null and passport_no_index is null
           group by 1, 2, 3, 4 having count(*) > 1
         ) d on coalesce(r.unit_code, '') = d.unit and r.name_key = d.name_key and r.birth_date is not distinct from d.birth_date
            and r.employee_code is not distinct from d.employee_code and r.row_no > d.first_row
         where r.import_id = $1 and r.personal_id_index is null and r.social_insurance_no_index is null and r.passport_no_index is null) all_repeated group by 1),
       owner as materialized (
         select r.row_no, p.id as person_id from row r ${ownerOf('personal_id_index')}
         union all select r.row_no, p.id from row r ${ownerOf('social_insurance_no_index')}
         union all select r.row_no, p.id from row r ${ownerOf('passport_no_index')}),
       owned as materialized (select row_no, count(distinct person_id) as owners, min(person_id::text)::uuid as person_id from owner group by 1),
       named as (
         select r.row_no, p.id from row r join person p on p.name_key = r.name_key and p.birth_date = r.birth_date and p.merged_into is null and p.birth_date is not null where ${UNKNOWN}
         union all select r.row_no, p.id from row r join person p on p.name_key = r.name_key and p.birth_date is null where r.birth_date is null and ${UNKNOWN}),
       alike as materialized (
         select r.row_no, min(m.person_id::text)::uuid as person_id
         from named n join row r on r.row_no = n.row_no join unit u on u.code = coalesce(r.unit_code, '')
         join member m on m.person_id = n.id and m.unit_id = u.id and m.status in ${LIVE}
         where r.employee_code is null or m.employee_code is null or m.employee_code = r.employee_code
         group by 1),
       found as (
         select r.row_no, r.faults as parsed, u.id as unit_id, u.fits, d.first_row, o.owners, coalesce(o.person_id, a.person_id) as person_id, p.id is not null as known,
           p.name_key = r.name_key and (p.birth_date is null or r.birth_date is null or p.birth_date = r.birth_date) as same,
           m.id is null and exists (select from closed c where c.id = u.id and c.days @> coalesce(r.admitted_on, $4::date)) as bloc_closed,
           m.id as member_id, m.unit_id as member_unit, m.status as member_status, w.id is not null as waiting, ${DIFFERS} as differs
         from row r
         left join unit u on u.code = coalesce(r.unit_code, '')
         left join repeated d on d.row_no = r.row_no
         left join owned o on o.row_no = r.row_no
         left join alike a on a.row_no = r.row_no and o.row_no is null
         left join lateral (select * from person x where x.id = coalesce(o.person_id, a.person_id) offset 0) p on true
         left join lateral (select * from member x where x.person_id = p.id and x.status in ${LIVE} offset 0) m on true
         left join member w on w.person_id = p.id and w.unit_id = u.id and w.status in ('DRAFT', 'SUBMITTED')),
       twice as (select *, min(row_no) over (partition by person_id) as first_of_person from found),
       judged as (
         select *, case
           when parsed is not null then null
           when unit_id is null then 'UNIT_UNKNOWN' when not coalesce(fits, false) then 'UNIT_NOT_GRASSROOTS'
           when first_row is not null then 'REPEATED_IN_FILE' when owners > 1 then 'IDENTIFIERS_OF_TWO'
           when known and first_of_person < row_no then 'REPEATED_IN_FILE'
           when known and not same then 'IDENTIFIER_OF_ANOTHER' when member_id is not null and member_unit <> unit_id then 'NEEDS_TRANSFER'
           when member_id is not null and member_status <> 'ACTIVE' or member_id is null and waiting then 'IN_ANOTHER_STATE'
           when bloc_closed then 'BLOC_CLOSED' end as fault
         from twice)
       select $1, row_no,
         case when parsed is not null or fault is not null then 'FAULTY' when member_id is null then 'NEW' when differs then 'CHANGED' else 'UNCHANGED' end,
         unit_id, case when known then person_id end, member_id,
         case when parsed is not null then parsed when fault is not null then jsonb_build_array(jsonb_strip_nulls(jsonb_build_object('fault', fault, 'row', case when fault = 'REPEATED_IN_FILE' then coalesce(first_row, first_of_person) end))) end
       from judged order by row_no`,
      [facts.importId, facts.units, facts.defaultUnitId, facts.today, facts.fromRow, facts.toRow]);
  }

  /** Where the event log ends now. */
  async eventLogEnd(tx: Tx): Promise<string> {
    const rows: { seq: string }[] = await tx.query('select coalesce(max(seq), 0)::text as seq from outbox');
    return rows[0]?.seq ?? '0';
  }

  async membersChangedSince(tx: Tx, seq: string): Promise<boolean> {
    const rows: { moved: boolean }[] = await tx.query('select exists (select from outbox where seq > $1 and aggregate_type = $2) as moved', [seq, MemberAdmittedV1.topic]);
    return rows[0]?.moved ?? true;
  }

  async counts(tx: Tx, importId: string): Promise<ImportCounts> {
    const rows: ImportCounts[] = await tx.query(
      `select count(*)::int as total, (count(*) filter (where outcome = 'NEW'))::int as fresh, (count(*) filter (where outcome = 'CHANGED'))::int as changed,
              (count(*) filter (where outcome = 'UNCHANGED'))::int as unchanged, (count(*) filter (where outcome = 'FAULTY'))::int as faulty
       from import_match where import_id = $1`, [importId]);
    return rows[0] ?? { total: 0, fresh: 0, changed: 0, unchanged: 0, faulty: 0 };
  }

  /** Faults in the order of the file, after a row. */
  faults(tx: Tx, importId: string, afterRow: number, limit: number): Promise<{ row: number; faults: { at?: number | null; fault: string; row?: number }[] }[]> {
    return tx.query("select row_no as row, faults from import_match where import_id = $1 and outcome = 'FAULTY' and row_no > $2 order by row_no limit $3", [importId, afterRow, limit]);
  }

  /** The row that ends the next chunk of this many rows, null at the end. */
  async endOfChunk(tx: Tx, importId: string, afterRow: number, size: number): Promise<{ last: number; rows: number } | null> {
    const rows: { last: number | null; rows: number }[] = await tx.query(
      'select max(row_no) as last, count(*)::int as rows from (select row_no from import_match where import_id = $1 and row_no > $2 order by row_no limit $3) chunk', [importId, afterRow, size]);
    const found = rows[0];
    return found === undefined || found.last === null ? null : { last: found.last, rows: found.rows };
  }

  async clear(tx: Tx, importId: string, keepFaulty: boolean): Promise<void> {
    await tx.query('delete from import_row where import_id = $1', [importId]);
    await tx.query(`delete from import_match where import_id = $1 ${keepFaulty ? "and outcome <> 'FAULTY'" : ''}`, [importId]);
  }
}
