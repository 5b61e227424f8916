import type { FoundingView, Ownership } from '@doanket/contracts';
import type { Tx } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';

interface FoundingFilter { readonly state: string | null; readonly unitIds: readonly string[] | null; readonly after: string | null; readonly limit: number; readonly id: string | null }

interface FoundingRow extends Omit<FoundingView, 'employer'> { readonly employerName: string; readonly enterpriseCode: string; readonly ownership: Ownership }

/** Lists of applications; row-level security keeps them to the caller's units. */
@Injectable()
export class FoundingQueries {
  async list(tx: Tx, filter: FoundingFilter): Promise<FoundingView[]> {
    const rows: FoundingRow[] = await tx.query(
      `select f.id, f.code, f.name, u.code as "parentCode", coalesce(n.name, u.code) as "parentName", f.bloc, f.territories, f.employer_name as "employerName", f.enterprise_code as "enterpriseCode", f.ownership,
              f.workers, f.applied_on::text as "appliedOn", (select count(*)::int from founding_applicant a where a.founding_id = f.id) as applicants,
              (select count(*)::int from founding_applicant a where a.founding_id = f.id and a.post is not null) as committee, f.committee_until::text as "committeeUntil", f.state,
              f.dossier_id as "dossierId", f.decision_id as "decisionId", f.founded_on::text as "foundedOn", f.reason, f.version
       from founding f join directory_unit u on u.id = f.unit_id
       left join lateral (select v.name from directory_unit_version v where v.unit_id = f.unit_id and upper_inf(v.recorded) order by lower(v.valid) desc limit 1) n on true
       where ($1::text is null or f.state = $1) and ($2::uuid[] is null or f.unit_id = any($2)) and ($3::uuid is null or f.id < $3) and ($5::uuid is null or f.id = $5)
       order by f.id desc limit $4`, [filter.state, filter.unitIds, filter.after, filter.limit, filter.id]);
    return rows.map(({ employerName, enterpriseCode, ownership, ...row }) => ({ ...row, employer: { enterpriseCode, name: employerName, ownership } }));
  }
}
