import type { Tx } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';
import type { Exchange } from './exchanges.store';

/** Whose rows of a kind name persons, and whether the employer must be known. */
const NAMES_PERSONS: ReadonlySet<Exchange['kind']> = new Set(['D02_LT', 'BENEFIT_LIST']);
const NEEDS_EMPLOYER: ReadonlySet<Exchange['kind']> = new Set(['D02_LT', 'C12_NOTICE', 'ARREARS_LIST']);
const MEMBER_NOW = "('ACCEPTED', 'ACTIVE', 'TRANSFER_OUT', 'IN_TRANSIT')";

/** Finds the persons and employers that rows name, below the unit the exchange belongs to. Transactions are whole. */
@Injectable()
export class ExchangeMatcher {
  /** Rows that say of the same one what a row before them said. */
  async refuseRepeated(tx: Tx, exchange: Exchange): Promise<void> {
    await tx.query(
      `update exchange_row r set state = 'REFUSED', sealed = null, faults = '[{"code": "REPEATED_IN_FILE", "column": null}]'
       from (select row_no, row_number() over (partition by row_key, coalesce(personal_id_index, social_insurance_no_index) order by row_no) as nth
             from exchange_row where exchange_id = $1 and state = 'VALIDATED') d
       where r.exchange_id = $1 and r.row_no = d.row_no and d.nth > 1`, [exchange.id]);
  }

  /** Matches the next rows; answers how many there were. */
  async next(tx: Tx, exchange: Exchange, limit: number): Promise<number> {
    const persons = NAMES_PERSONS.has(exchange.kind);
    const fault = (code: string, column: string | null): string => `jsonb_build_array(jsonb_build_object('code', '${code}', 'column', ${column === null ? 'null::text' : `'${column}'`}))`;
    const rows: unknown[] = await tx.query(
      `with top as (select path from directory_scope where unit_id = $2),
       units as (select s.unit_id from directory_scope s, top where s.path <@ top.path),
       next as (select * from exchange_row where exchange_id = $1 and state = 'VALIDATED' order by row_no limit $3),
       found as (
         select n.row_no, e.id as employer_id, p.person_id, p.people, m.id as member_id
         from next n
         left join employer e on e.enterprise_code = n.enterprise_code
           and (e.unit_id in (select unit_id from units) or exists (select from employer_union l where l.employer_id = e.id and l.unit_id in (select unit_id from units)))
         left join lateral (
           select min(q.id::text)::uuid as person_id, count(*)::int as people from person q
           where q.personal_id_index = n.personal_id_index or q.social_insurance_no_index = n.social_insurance_no_index) p on $4
         left join member m on m.person_id = p.person_id and p.people = 1 and m.status in ${MEMBER_NOW} and m.unit_id in (select unit_id from units)
       ),
       judged as (
         select f.*, case
           when $5 and f.employer_id is null then ${fault('EMPLOYER_UNKNOWN', 'enterpriseCode')}
           when $4 and f.people > 1 then ${fault('IDENTIFIERS_OF_TWO', null)} end as faults,
           $4 and f.member_id is null as not_ours
         from found f
       )
       update exchange_row r set employer_id = j.employer_id, person_id = case when j.not_ours then null else j.person_id end, member_id = j.member_id,
         state = case when j.people > 1 then 'REFUSED' when j.not_ours then 'NOT_OURS' when j.faults is not null then 'REFUSED' else 'MATCHED' end,
         faults = case when j.not_ours and coalesce(j.people, 0) <= 1 then null else j.faults end,
         sealed = case when j.not_ours or j.faults is not null then null else r.sealed end,
         personal_id_index = case when j.not_ours then null else r.personal_id_index end, social_insurance_no_index = case when j.not_ours then null else r.social_insurance_no_index end
       from judged j where r.exchange_id = $1 and r.row_no = j.row_no returning 1`,
      [exchange.id, exchange.unitId, limit, persons, NEEDS_EMPLOYER.has(exchange.kind)]);
    return (rows[1] as unknown as number | undefined) ?? rows.length;
  }
}
