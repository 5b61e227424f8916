import type { HousingView, InputOf, listHousingCases } from '@doanket/contracts';
import { Clock } from '@doanket/kernel';
import { likePattern, Transactions, type Tx } from '@doanket/persistence';
import { decodeCursor, pageFrom } from '@doanket/service';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Units } from '../units/units.service';
import { HousingCaseNotFound } from './housing.errors';
import { isOverdue } from './housing.rules';
import { SUBJECT } from './housing.service';

const PageKey = z.tuple([z.uuid()]);
type Row = Omit<HousingView, 'unitCode' | 'unitName' | 'overdue'> & { readonly unitId: string };

/** Amounts are those in force when the case was approved, last days those in force now. */
const SELECT = `
  select c.id, c.case_no as "caseNo", c.unit_id as "unitId", c.housing_kind as "housingKind", c.member_name as "memberName", c.person_id as "personId", c.member_since::text as "memberSince", c.land_right as "landRight", c.place,
         c.amount_vnd::float8 as "amountVnd", case when r.amount < t.amount then r.amount else t.amount end as "ceilingVnd", case when r.amount < t.amount then r.decision else t.decision_number end as "ceilingDecision",
         c.programme_year as "programmeYear", c.state, p.dossier_due_on::text as "dossierDueOn", p.work_due_on::text as "workDueOn", c.approved_on::text as "approvedOn", c.paid_on::text as "paidOn",
         c.work_done_on::text as "workDoneOn", c.handed_over_on::text as "handedOverOn", c.decision_id as "decisionId", c.version,
         (select d.id from dossier d where d.subject_type = '${SUBJECT}' and d.subject_id = c.id order by d.id desc limit 1) as "dossierId"
  from housing_case c
  left join lateral (select * from housing_programme h where h.unit_id = c.programme_unit_id and h.year = c.programme_year order by h.version desc limit 1) p on true
  left join lateral (select (case c.housing_kind when 'BUILD' then h.build_vnd else h.repair_vnd end)::float8 as amount, h.decision_number
                     from housing_programme h where h.unit_id = c.programme_unit_id and h.year = c.programme_year and h.decided_on <= coalesce(c.approved_on, $1::date)
                     order by h.version desc limit 1) t on true
  left join lateral (select (b.value ->> 'amountVnd')::float8 as amount, coalesce(b.decision_number, b.source) as decision from rule_period q join rule b on b.id = q.rule_id
                     where q.code = 'SUPPORT_CEILING' and q.scope = 'HOUSING_' || c.housing_kind and upper_inf(q.recorded) and q.valid @> coalesce(c.approved_on, $1::date)) r on true`;

/** Housing cases as they are listed and shown: those of the caller's units, and the own. Hardship is not among the columns. */
@Injectable()
export class HousingQueries {
  constructor(private readonly transactions: Transactions, private readonly units: Units, private readonly clock: Clock) {}

  list({ query }: InputOf<typeof listHousingCases>): Promise<z.output<typeof listHousingCases.answer>> {
    return this.transactions.read(async (tx) => {
      const after = decodeCursor(query.cursor, PageKey);
      const like = query.q === undefined ? null : likePattern(query.q);
      const rows: Row[] = await tx.query(
        `${SELECT}
         where ($2::uuid is null or c.id < $2) and ($3::uuid[] is null or c.unit_id = any($3)) and ($4::text is null or c.state = $4) and ($5::text is null or c.housing_kind = $5)
           and ($6::int is null or c.programme_year = $6) and ($7::text is null or c.member_key like $7 or lower(c.case_no) like $7)
           and ($8::boolean is null or coalesce((c.state = 'APPROVED' and p.dossier_due_on < $1::date) or (c.state in ('DOSSIER_COMPLETE', 'DISBURSED') and p.work_due_on < $1::date), false) = $8)
         order by c.id desc limit $9`,
        [this.clock.today(), after?.[0] ?? null, query.unit === undefined ? null : await this.units.idsBelow(tx, query.unit), query.state ?? null, query.kind ?? null, query.year ?? null, like,
          query.overdue === undefined ? null : query.overdue === 'true', query.limit + 1]);
      const view = await this.viewer(tx, rows);
      return pageFrom(rows, query.limit, view, (row) => [row.id]);
    });
  }

  get(id: string): Promise<HousingView> {
    return this.transactions.read(async (tx) => {
      const rows: Row[] = await tx.query(`${SELECT} where c.id = $2`, [this.clock.today(), id]);
      const [row] = rows;
      if (row === undefined) throw new HousingCaseNotFound();
      return (await this.viewer(tx, rows))(row);
    });
  }

  private async viewer(tx: Tx, rows: readonly Row[]): Promise<(row: Row) => HousingView> {
    const label = await this.units.labels(tx, rows.map((row) => row.unitId));
    return ({ unitId, ...row }) => ({ ...row, unitCode: label(unitId).code, unitName: label(unitId).name, overdue: isOverdue(row.state, row, this.clock.today()) });
  }
}
