import type { AgreementView, CoverageRow } from '@doanket/contracts';
import { nameThenSql } from '@doanket/directory';
import { percentText, type Day } from '@doanket/kernel';
import { likePattern, type Tx } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';

export interface AgreementRow extends Omit<AgreementView, 'filedLate'> { readonly unitId: string }
export interface AgreementFilter {
  readonly seen: readonly string[] | null; readonly units: readonly string[] | null; readonly state: string | null; readonly clause: string | null; readonly q: string | null; readonly employerId: string | null;
  readonly id: string | null; readonly endsBy: Day | null; readonly day: Day | null; readonly after: readonly [string, string] | null; readonly limit: number;
}
const NOTHING: Omit<AgreementFilter, 'id' | 'day'> = { seen: null, units: null, state: null, clause: null, q: null, employerId: null, endsBy: null, after: null, limit: 1 };

/** The register; lists run over all rows with the caller's units put in (engineering handbook 7.4). */
@Injectable()
export class AgreementQueries {
  async get(tx: Tx, id: string, day: Day | null = null): Promise<AgreementRow | null> {
    return (await this.list(tx, { ...NOTHING, id, day }))[0] ?? null;
  }

  list(tx: Tx, filter: AgreementFilter): Promise<AgreementRow[]> {
    return tx.query(
      `select a.id, a.employer_id as "employerId", e.name as "employerName", a.unit_id as "unitId", u.code as "unitCode",
         ${nameThenSql('u', 'coalesce($1::date, a.negotiating_since)')} as "unitName",
         a.kind, a.state, a.workers_covered as "workersCovered", a.negotiating_since::text as "negotiatingSince",
         case when a.balloted_on is null then null else json_build_object('on', a.balloted_on, 'workers', a.ballot_workers, 'agreed', a.ballot_agreed) end as ballot,
         a.signed_on::text as "signedOn", a.filed_on::text as "filedOn", a.file_by::text as "fileBy", a.valid_from::text as "validFrom", a.valid_to::text as "validTo", a.warning, a.renews_id as "renewsId",
         a.ended_on::text as "endedOn", a.clauses, a.amendments, a.version
       from agreement a join employer e on e.id = a.employer_id join directory_unit u on u.id = a.unit_id
       where ($2::uuid[] is null or a.unit_id = any($2)) and ($3::uuid[] is null or a.unit_id = any($3)) and ($4::text is null or a.state = $4)
         and ($5::text is null or a.clauses @> jsonb_build_array(jsonb_build_object('kind', $5::text))) and ($6::text is null or a.clause_key like $6 or e.name_key like $6)
         and ($7::uuid is null or a.employer_id = $7) and ($8::uuid is null or a.id = $8) and ($9::date is null or (a.valid_to <= $9 and a.state in ('IN_FORCE', 'EXPIRING')))
         and ($10::date is null or (coalesce(a.valid_to, '9999-12-31'), a.id) > ($10, $11::uuid))
       order by coalesce(a.valid_to, '9999-12-31'), a.id limit $12`,
      [filter.day, filter.seen, filter.units, filter.state, filter.clause, filter.q === null ? null : likePattern(filter.q), filter.employerId, filter.id, filter.endsBy,
        filter.after?.[0] ?? null, filter.after?.[1] ?? null, filter.limit]);
  }

  toView({ unitId: _, ...row }: AgreementRow): AgreementView {
    return { ...row, filedLate: row.filedOn !== null && row.fileBy !== null && row.filedOn > row.fileBy };
  }

  /** Enterprises of the subtree that unions cover on a day, and those of them with an agreement in force that day. */
  async coverage(tx: Tx, unit: { id: string; code: string; name: string }, of: { day: Day; from: Day | null; to: Day | null }): Promise<CoverageRow> {
    const rows: { withUnion: number; withAgreement: number; newlySigned: number; renewed: number }[] = await tx.query(
      `with units as (select s.unit_id from directory_scope s join directory_scope top on s.path <@ top.path where top.unit_id = $1),
       covered as (select distinct l.employer_id from employer_union l where l.unit_id in (select unit_id from units) and l.valid_from <= $2 and (l.valid_to is null or l.valid_to >= $2))
       select (select count(*)::int from covered) as "withUnion",
         (select count(*)::int from covered c where exists (select from agreement a where a.employer_id = c.employer_id and a.filed_on is not null and a.valid_from <= $2 and least(a.valid_to, coalesce(a.ended_on, a.valid_to)) >= $2)) as "withAgreement",
         (select count(*)::int from agreement a where a.unit_id in (select unit_id from units) and a.renews_id is null and a.signed_on between $3 and $4) as "newlySigned",
         (select count(*)::int from agreement a where a.unit_id in (select unit_id from units) and a.renews_id is not null and a.signed_on between $3 and $4) as renewed`,
      [unit.id, of.day, of.from, of.to]);
    const { withUnion = 0, withAgreement = 0, newlySigned = 0, renewed = 0 } = rows[0] ?? {};
    return {
      unitCode: unit.code, unitName: unit.name, withAgreement, withUnion, denominator: 'EMPLOYERS_WITH_UNION', percent: percentText({ numerator: withAgreement, denominator: withUnion }), newlySigned, renewed,
    };
  }
}
