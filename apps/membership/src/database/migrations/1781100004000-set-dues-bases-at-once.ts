import { sql } from '@doanket/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Amounts of many members in three statements instead of four for each. What it answers and leaves is what the loop did: an
 * amount that holds already changes nothing, what began on the same day is marked as replaced, what held before ends the day before.
 */
export class SetDuesBasesAtOnce1781100004000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(sql(
      `create or replace function dues_base_set(p_members uuid[], p_bases text[], p_from date[], p_amounts bigint[], p_source text, p_at timestamptz) returns int language plpgsql as $body$
      declare
        a_members uuid[];
        a_bases text[];
        a_from date[];
        a_amounts bigint[];
      begin
        with given as materialized (
          select distinct on (g.member_id, g.base, g.valid_from) g.* from unnest(p_members, p_bases, p_from, p_amounts) as g(member_id, base, valid_from, amount_vnd) order by 1, 2, 3
        ), known as materialized (
          select b.member_id, b.base, b.valid_from, b.amount_vnd from (select distinct member_id, base from given) m join dues_base b on b.member_id = m.member_id and b.base = m.base and b.replaced_at is null
        ), held as (
          -- What is said now goes before what was known on the same day; whether it changes anything itself is the same to what comes after.
          select g.member_id, g.base, g.valid_from, g.amount_vnd, true as given from given g
          union all select k.member_id, k.base, k.valid_from, k.amount_vnd, false from known k where not exists (select from given g where g.member_id = k.member_id and g.base = k.base and g.valid_from = k.valid_from)
        ), placed as (
          select h.*, lag(h.amount_vnd) over (partition by h.member_id, h.base order by h.valid_from) as before_vnd from held h
        ), applied as (
          select p.member_id, p.base, p.valid_from, p.amount_vnd from placed p
          left join known k on k.member_id = p.member_id and k.base = p.base and k.valid_from = p.valid_from
          where p.given and coalesce(k.amount_vnd, p.before_vnd) is distinct from p.amount_vnd
        )
        select array_agg(member_id), array_agg(base), array_agg(valid_from), array_agg(amount_vnd) into a_members, a_bases, a_from, a_amounts from applied;
        if a_members is null then return 0; end if;

        update dues_base b set replaced_at = p_at from unnest(a_members, a_bases, a_from) as a(member_id, base, valid_from)
        where b.member_id = a.member_id and b.base = a.base and b.valid_from = a.valid_from and b.replaced_at is null;
        update dues_base b set valid_to = cut.valid_from - 1 from (
          select k.n, min(a.valid_from) as valid_from from unnest(a_members, a_bases, a_from) as a(member_id, base, valid_from)
          join dues_base k on k.member_id = a.member_id and k.base = a.base and k.replaced_at is null and k.valid_from < a.valid_from and (k.valid_to is null or k.valid_to >= a.valid_from) group by k.n) cut
        where b.n = cut.n;
        insert into dues_base (member_id, base, valid_from, valid_to, amount_vnd, source, recorded_at)
        select a.member_id, a.base, a.valid_from,
          least((select min(k.valid_from) from dues_base k where k.member_id = a.member_id and k.base = a.base and k.replaced_at is null and k.valid_from > a.valid_from),
            lead(a.valid_from) over (partition by a.member_id, a.base order by a.valid_from)) - 1, a.amount_vnd, p_source, p_at
        from unnest(a_members, a_bases, a_from, a_amounts) as a(member_id, base, valid_from, amount_vnd);
        return cardinality(a_members);
      end $body$`,
    ));
  }

  down(): Promise<void> {
    throw new Error('Migrations only go forward');
  }
}
