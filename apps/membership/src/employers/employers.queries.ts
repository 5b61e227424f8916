import type { EmployerDetail, EmployerView } from '@doanket/contracts';
import { nameThenSql } from '@doanket/directory';
import { searchKey, type Day } from '@doanket/kernel';
import { likeText, type Tx } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';

export interface EmployerFilter {
  /** Units the caller may look at, null for all. */
  readonly seen: readonly string[] | null;
  readonly day: Day;
  readonly units: readonly string[] | null;
  readonly id: string | null;
  readonly q: string | null;
  readonly ward: string | null;
  readonly bloc: string | null;
  readonly ownership: string | null;
  readonly limit: number;
}
export interface EmployerRow extends EmployerView { readonly nameKey: string; readonly keeperId: string; readonly heads: number }

const STANDING = `json_build_object('ownership', s.ownership, 'bloc', s.bloc, 'validFrom', s.valid_from, 'validTo', s.valid_to)`;
const UNION = `json_build_object('id', l.id, 'unitCode', u.code, 'unitName', ${nameThenSql('u', '$1::date')}, 'validFrom', l.valid_from, 'validTo', l.valid_to)`;
const COUNT = `json_build_object('id', w.id, 'countedOn', w.counted_on, 'source', w.source, 'workers', w.workers, 'insuredWorkers', w.insured_workers,
  'womenWorkers', w.women_workers, 'insuredPayrollVnd', w.insured_payroll_vnd)`;
const COVERS = 'l.employer_id = e.id and l.valid_from <= $1::date and (l.valid_to is null or l.valid_to >= $1::date)';

/** Covered today by, or kept in, one of the units of a parameter; null lets all pass. */
const within = (n: number): string => `($${n}::uuid[] is null or e.unit_id = any($${n}) or exists (select from employer_union l where ${COVERS} and l.unit_id = any($${n})))`;

const ROWS = `
  select e.id, e.enterprise_code as "enterpriseCode", e.name, e.name_key as "nameKey", e.address, e.ward, e.version, e.unit_id as "keeperId", keeper.code as "keeperCode",
    case when e.insurance_unit_code is null then null else json_build_object('unitCode', e.insurance_unit_code, 'participantGroup', e.participant_group, 'businessKind', e.business_kind) end as "insuranceUnit",
    (select ${STANDING} from employer_standing s where s.employer_id = e.id and s.valid_from <= $1::date and (s.valid_to is null or s.valid_to >= $1::date)) as standing,
    coalesce((select json_agg(${UNION} order by l.valid_from, l.id) from employer_union l join directory_unit u on u.id = l.unit_id where ${COVERS}), '[]') as unions,
    newest.count as workforce, coalesce(newest.heads, 0) as heads
  from employer e join directory_unit keeper on keeper.id = e.unit_id
  left join lateral (
    select ${COUNT} as count, coalesce(w.workers, w.insured_workers) as heads from employer_workforce w where w.employer_id = e.id order by w.counted_on desc, w.id desc limit 1) newest on true
  where ${within(2)} and ${within(3)} and ($4::uuid is null or e.id = $4)
    and ($5::text is null or e.name_key like '%' || $5 || '%' or e.enterprise_code like $5 || '%')
    and ($6::text is null or e.ward_key = $6)
    and (($7::text is null and $8::text is null) or exists (select from employer_standing s where s.employer_id = e.id and s.valid_from <= $1::date
      and (s.valid_to is null or s.valid_to >= $1::date) and ($7::text is null or s.bloc = $7) and ($8::text is null or s.ownership = $8)))`;

/** Lists of employers; over all rows with the caller's units put in (engineering handbook 7.4). */
@Injectable()
export class EmployerQueries {
  byName(tx: Tx, filter: EmployerFilter, after: readonly [string, string] | null): Promise<EmployerRow[]> {
    return tx.query(`${ROWS} and ($10::text is null or (e.name_key, e.id) > ($10, $11::uuid)) order by e.name_key, e.id limit $9`,
      [...values(filter), filter.limit, after?.[0] ?? null, after?.[1] ?? null]);
  }

  /** Those no union covers on the day, the largest first. */
  uncovered(tx: Tx, filter: EmployerFilter, minWorkers: number, after: readonly [number, string] | null): Promise<EmployerRow[]> {
    return tx.query(
      `select * from (${ROWS} and not exists (select from employer_union l where ${COVERS})) found
       where heads >= $10 and ($11::int is null or (heads, id) < ($11, $12::uuid)) order by heads desc, id desc limit $9`,
      [...values(filter), filter.limit, minWorkers, after?.[0] ?? null, after?.[1] ?? null]);
  }

  async history(tx: Tx, id: string, day: Day): Promise<Pick<EmployerDetail, 'standings' | 'pastUnions' | 'counts'>> {
    const rows: Pick<EmployerDetail, 'standings' | 'pastUnions' | 'counts'>[] = await tx.query(
      `select coalesce((select json_agg(${STANDING} order by s.valid_from desc) from (select * from employer_standing where employer_id = $2 order by valid_from desc limit 100) s), '[]') as standings,
              coalesce((select json_agg(${UNION} order by l.valid_from desc) from (select * from employer_union where employer_id = $2 and valid_to < $1::date order by valid_from desc limit 100) l
                join directory_unit u on u.id = l.unit_id), '[]') as "pastUnions",
              coalesce((select json_agg(${COUNT} order by w.counted_on desc, w.id desc) from (select * from employer_workforce where employer_id = $2 order by counted_on desc, id desc limit 100) w), '[]') as counts`,
      [day, id]);
    return rows[0] ?? { standings: [], pastUnions: [], counts: [] };
  }
}

function values(filter: EmployerFilter): unknown[] {
  return [
    filter.day, filter.seen, filter.units, filter.id, filter.q === null ? null : likeText(filter.q),
    filter.ward === null ? null : searchKey(filter.ward), filter.bloc, filter.ownership,
  ];
}
