import type { CongressDeadlineView, CongressDutyView, CongressState, CongressView, TermView } from '@doanket/contracts';
import { nameThenSql } from '@doanket/directory';
import type { Day } from '@doanket/kernel';
import type { Tx } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';
import type { CongressDeadline } from './congress-deadline.entity';
import { termLabel } from './congress.rules';

const CONGRESS = `
  select c.id, u.code as "unitCode", ${nameThenSql('u', 'c.day')} as "unitName", c.number, c.congress_kind as "congressKind", c.state, c.planned_on::text as "plannedOn",
         c.held_from::text as "heldFrom", c.held_to::text as "heldTo", c.member_count as "memberCount", c.delegate_count as "delegateCount", t.id as "termId",
         c.decision_id as "decisionId", c.cancelled_because as "cancelledBecause", c.version, c.day::text as day
  from congress c join directory_unit u on u.id = c.unit_id left join term t on t.congress_id = c.id`;

export interface CongressRow extends CongressView { readonly day: Day }
export type DutyRow = CongressDutyView & { readonly nameKey: string };

/** Reading congresses, terms and what is due of them. Row-level security bounds every query to the caller's subtree. */
@Injectable()
export class CongressQueries {
  list(tx: Tx, filter: { units: readonly string[] | null; state: CongressState | null; after: readonly [Day, string] | null; limit: number }): Promise<CongressRow[]> {
    return tx.query(
      `${CONGRESS} where ($1::uuid[] is null or c.unit_id = any($1)) and ($2::text is null or c.state = $2) and ($3::date is null or (c.day, c.id) < ($3::date, $4::uuid))
       order by c.day desc, c.id desc limit $5`, [filter.units, filter.state, filter.after?.[0] ?? null, filter.after?.[1] ?? null, filter.limit]);
  }

  async one(tx: Tx, id: string): Promise<CongressRow | null> {
    const rows: CongressRow[] = await tx.query(`${CONGRESS} where c.id = $1`, [id]);
    return rows[0] ?? null;
  }

  /** Terms of a unit, the newest first. A unit that ended took its term with it: committees end the same day (ORG-05). */
  async terms(tx: Tx, unitId: string, on: Day | null): Promise<TermView[]> {
    const rows: (Omit<TermView, 'label' | 'cutShort'>)[] = await tx.query(
      `select * from (
         select t.id, u.code as "unitCode", ${nameThenSql('u', 't.starts_on')} as "unitName", t.number, t.starts_on::text as "startsOn", t.planned_end_year as "plannedEndYear",
                least(t.ended_on, ended.last_day)::text as "endedOn", t.congress_id as "congressId", t.decision_id as "decisionId"
         from term t join directory_unit u on u.id = t.unit_id
         left join lateral (select lower(v.valid) - 1 as last_day from directory_unit_version v where v.unit_id = t.unit_id and upper_inf(v.recorded)
                              and v.state in ('ENDED', 'MERGED', 'TRANSFERRED_OUT') and lower(v.valid) > t.starts_on order by lower(v.valid) limit 1) ended on true
         where t.unit_id = $1) one
       where $2::date is null or ("startsOn"::date <= $2::date and ("endedOn" is null or "endedOn"::date >= $2::date)) order by "startsOn" desc limit 200`, [unitId, on]);
    return rows.map((row) => ({
      ...row, label: termLabel(row.startsOn, row.plannedEndYear), cutShort: row.endedOn !== null && Number(row.endedOn.slice(0, 4)) < row.plannedEndYear,
    }));
  }

  deadlines(tx: Tx, filter: { after: readonly [Day, string] | null; limit: number; id?: string }): Promise<CongressDeadlineView[]> {
    return tx.query(
      `select d.id, u.code as "unitCode", d.level, d.period_from::text as "periodFrom", d.due_on::text as "dueOn", d.decision_number as "decisionNumber", d.decided_on::text as "decidedOn"
       from congress_deadline d join directory_unit u on u.id = d.unit_id
       where ($1::date is null or (d.due_on, d.id) < ($1::date, $2::uuid)) and ($4::uuid is null or d.id = $4) order by d.due_on desc, d.id desc limit $3`,
      [filter.after?.[0] ?? null, filter.after?.[1] ?? null, filter.limit, filter.id ?? null]);
  }

  /** Units of the level that work on the day asked for (the last day, or today while it lies ahead), below both the deadline's unit and the caller's. */
  duties(tx: Tx, deadline: CongressDeadline, filter: { seen: readonly string[] | null; today: Day; state: string | null; after: readonly [string, string] | null; limit: number }): Promise<DutyRow[]> {
    return tx.query(
      `select "unitCode", "unitName", state, "plannedOn", "heldTo", "nameKey" from (
         select u.code as "unitCode", v.name as "unitName", v.name_key as "nameKey", planned.day::text as "plannedOn", held.day::text as "heldTo",
                case when held.day is not null then 'HELD' when $3::date > $2::date then 'OVERDUE' when planned.day is not null then 'PLANNED' else 'MISSING' end as state
         from directory_unit u
         join directory_unit_version v on v.unit_id = u.id and upper_inf(v.recorded) and v.valid @> least($2::date, $3::date) and v.state in ('PROVISIONAL', 'ACTIVE')
         left join lateral (select max(c.held_to) as day from congress c where c.unit_id = u.id and c.state = 'HELD' and c.held_to between $4::date and $2::date) held on true
         left join lateral (select min(c.planned_on) as day from congress c where c.unit_id = u.id and c.state = 'PLANNED') planned on true
         where u.level = $1 and ($5::uuid[] is null or u.id = any($5)) and v.path <@ (select s.path from directory_scope s where s.unit_id = $6)) duty
       where ($7::text is null or state = $7) and ($8::text is null or ("nameKey", "unitCode") > ($8, $9)) order by "nameKey", "unitCode" limit $10`,
      [deadline.level, deadline.dueOn, filter.today, deadline.periodFrom, filter.seen, deadline.unitId, filter.state, filter.after?.[0] ?? null, filter.after?.[1] ?? null, filter.limit]);
  }
}
