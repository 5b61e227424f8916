import type { AttendanceView, TrainingCourseView, TrainingGapView, TrainingReportView, TrainingState } from '@doanket/contracts';
import { nameThenSql } from '@doanket/directory';
import type { Day } from '@doanket/kernel';
import type { Tx } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';
import type { AttendanceLine } from './training.rules';

const COURSE = `
  select c.id, u.code as "unitCode", ${nameThenSql('u', 'c.starts_on')} as "unitName", c.title, c.topic, c.plan_year as "planYear", c.hours, c.starts_on::text as "startsOn",
         c.ends_on::text as "endsOn", c.place, c.state, c.cancelled_because as "cancelledBecause", c.version, coalesce(a.attended, 0) as attended, coalesce(a.passed, 0) as passed
  from training_course c join directory_unit u on u.id = c.unit_id
  left join lateral (select count(*)::int as attended, (count(*) filter (where a.passed))::int as passed from training_attendance a where a.course_id = c.id) a on true`;

const REPORT = `
  select r.id, r.unit_id as "unitId", u.code as "unitCode", ${nameThenSql('u', 'r.presented_on')} as "unitName", r.year, r.kind, r.presented_on::text as "presentedOn", r.note, r.figures,
         (select o.id from training_report o where o.unit_id = r.unit_id and o.kind <> r.kind and o.year = r.year + case r.kind when 'PLAN' then -1 else 1 end) as "linkedReportId"
  from training_report r join directory_unit u on u.id = r.unit_id`;

export type GapRow = Omit<TrainingGapView, 'personName'>;
export type AttendanceRow = Omit<AttendanceView, 'personName'>;

/** An attendance as it is written. */
export interface NewAttendance extends AttendanceLine { readonly id: string; readonly unitId: string }

/** Reading and writing of courses and who attended. Row-level security bounds what a caller sees, where nothing else is said. */
@Injectable()
export class TrainingQueries {
  courses(tx: Tx, filter: { id: string | null; units: readonly string[] | null; year: number | null; state: TrainingState | null; after: readonly [Day, string] | null; limit: number }): Promise<TrainingCourseView[]> {
    return tx.query(
      `${COURSE} where ($1::uuid is null or c.id = $1) and ($2::uuid[] is null or c.unit_id = any($2)) and ($3::int is null or c.plan_year = $3) and ($4::text is null or c.state = $4)
         and ($5::date is null or (c.starts_on, c.id) < ($5::date, $6::uuid)) order by c.starts_on desc, c.id desc limit $7`,
      [filter.id, filter.units, filter.year, filter.state, filter.after?.[0] ?? null, filter.after?.[1] ?? null, filter.limit]);
  }

  attendances(tx: Tx, courseId: string, after: string | null, limit: number): Promise<AttendanceRow[]> {
    return tx.query(
      `select a.id, a.course_id as "courseId", a.person_id as "personId", u.code as "unitCode", ${nameThenSql('u', 'c.starts_on')} as "unitName", a.hours, a.passed, a.certificate_no as "certificateNo"
       from training_attendance a join training_course c on c.id = a.course_id join directory_unit u on u.id = a.unit_id
       where a.course_id = $1 and ($2::uuid is null or a.id > $2) order by a.id limit $3`, [courseId, after, limit]);
  }

  /** The unit in which each person held a post on that day, among units below the organiser; a person without one is missing. */
  async unitsOfOfficers(tx: Tx, personIds: readonly string[], day: Day, organiserId: string): Promise<Map<string, string>> {
    const rows: { personId: string; unitId: string }[] = await tx.query(
      `select distinct on (p.person_id) p.person_id as "personId", p.unit_id as "unitId"
       from directory_post p join directory_unit_version v on v.unit_id = p.unit_id and upper_inf(v.recorded) and v.valid @> $2::date
       where p.person_id = any($1) and upper_inf(p.recorded) and p.valid @> $2::date
         and v.path <@ (select o.path from directory_unit_version o where o.unit_id = $3 and upper_inf(o.recorded) and o.valid @> $2::date)
       order by p.person_id, nlevel(v.path) desc, lower(p.valid)`, [personIds, day, organiserId]);
    return new Map(rows.map((row) => [row.personId, row.unitId]));
  }

  /** One line per person and course; a later one replaces it. */
  async put(tx: Tx, course: { id: string; unitId: string; planYear: number }, lines: readonly NewAttendance[]): Promise<void> {
    await tx.query(
      `insert into training_attendance (id, course_id, organiser_id, plan_year, unit_id, person_id, hours, passed, certificate_no)
       select l.id, $2, $3, $4, l.unit_id, l.person_id, l.hours, l.passed, l.certificate_no
       from jsonb_to_recordset($1::jsonb) as l(id uuid, unit_id uuid, person_id uuid, hours int, passed boolean, certificate_no text) order by l.person_id
       on conflict on constraint training_attendance_once do update set unit_id = excluded.unit_id, hours = excluded.hours, passed = excluded.passed, certificate_no = excluded.certificate_no`,
      [JSON.stringify(lines.map((line) => ({ id: line.id, unit_id: line.unitId, person_id: line.personId, hours: line.hours, passed: line.passed, certificate_no: line.certificateNo ?? null }))),
        course.id, course.unitId, course.planYear]);
  }

  /**
   * Officers in post on a day without a course passed since their unit's term began. Runs over all rows: a course attended in
   * another unit counts too. `units`: those looked at, null for all.
   */
  gaps(tx: Tx, filter: { units: readonly string[] | null; day: Day; after: readonly [string, string] | null; limit: number }): Promise<GapRow[]> {
    return tx.query(
      `select * from (
         select distinct on (u.code, p.person_id) p.id as "postId", p.person_id as "personId", u.code as "unitCode", ${nameThenSql('u', '$2::date')} as "unitName", p.post, p.body, p.appointment,
                lower(p.valid)::text as "inPostFrom", coalesce(t.starts_on, lower(p.valid))::text as since, last.day::text as "lastCourseOn"
         from directory_post p join directory_unit u on u.id = p.unit_id
         left join term t on t.unit_id = p.unit_id and t.starts_on <= $2::date and (t.ended_on is null or t.ended_on >= $2::date)
         left join lateral (select max(c.ends_on) as day from training_attendance a join training_course c on c.id = a.course_id
                            where a.person_id = p.person_id and a.passed and c.state <> 'CANCELLED') last on true
         where upper_inf(p.recorded) and p.valid @> $2::date and ($1::uuid[] is null or p.unit_id = any($1))
           and (last.day is null or last.day < coalesce(t.starts_on, lower(p.valid)))
           and ($3::text is null or (u.code, p.person_id) > ($3, $4::uuid))
         order by u.code, p.person_id, lower(p.valid)) gap
       order by "unitCode", "personId" limit $5`,
      [filter.units, filter.day, filter.after?.[0] ?? null, filter.after?.[1] ?? null, filter.limit]);
  }

  /** Figures of a year of one unit's courses: of what is planned, or of what was held. */
  async figures(tx: Tx, unitId: string, year: number, kind: 'PLAN' | 'RESULT'): Promise<TrainingReportView['figures']> {
    const rows: TrainingReportView['figures'][] = await tx.query(
      `select count(distinct c.id)::int as courses, coalesce(sum(distinct_hours), 0)::int as hours, coalesce(sum(attended), 0)::int as attended, coalesce(sum(passed), 0)::int as passed,
              (select count(distinct a.person_id)::int from training_attendance a join training_course h on h.id = a.course_id
               where h.unit_id = $1 and h.plan_year = $2 and h.state = 'HELD' and $3 = 'RESULT') as persons
       from (select c.id, c.hours as distinct_hours, case when $3 = 'RESULT' then (select count(*) from training_attendance a where a.course_id = c.id) else 0 end as attended,
                    case when $3 = 'RESULT' then (select count(*) from training_attendance a where a.course_id = c.id and a.passed) else 0 end as passed
             from training_course c where c.unit_id = $1 and c.plan_year = $2 and case when $3 = 'RESULT' then c.state = 'HELD' else c.state <> 'CANCELLED' end) c`, [unitId, year, kind]);
    return rows[0] ?? { courses: 0, hours: 0, attended: 0, passed: 0, persons: 0 };
  }

  reports(tx: Tx, filter: { id: string | null; units: readonly string[] | null; after: readonly [number, string] | null; limit: number }): Promise<TrainingReportView[]> {
    return tx.query(
      `${REPORT} where ($1::uuid is null or r.id = $1) and ($2::uuid[] is null or r.unit_id = any($2)) and ($3::int is null or (r.year, r.id) < ($3, $4::uuid)) order by r.year desc, r.id desc limit $5`,
      [filter.id, filter.units, filter.after?.[0] ?? null, filter.after?.[1] ?? null, filter.limit]);
  }
}
