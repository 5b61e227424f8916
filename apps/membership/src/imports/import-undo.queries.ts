import { MemberClassifiedV1, MemberRemovedV1 } from '@doanket/contracts';
import { Clock } from '@doanket/kernel';
import { Outbox } from '@doanket/messaging';
import type { Tx } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';
import { LINKED_KINDS } from '../members/linked-kinds';

/** Tables whose rows say which import wrote them. */
const OWN_ROWS: ReadonlySet<string> = new Set(['member', 'dues_base']);

/** Takes back what an import wrote, in one transaction; what was built on it is looked for first. */
@Injectable()
export class ImportUndoQueries {
  constructor(private readonly outbox: Outbox, private readonly clock: Clock) {}

  /** Names of the kinds built on the members of an import; empty while nothing is. */
  async builtOn(tx: Tx, importId: string): Promise<string[]> {
    const found: string[] = [];
    const touched: { n: number }[] = await tx.query(
      `select (select count(*)::int from member where import_id = $1 and (version > 1 or status <> 'ACTIVE'))
            + (select count(*)::int from person where import_id = $1 and version > 1)
            + (select count(*)::int from import_change c join person p on p.id = c.person_id left join member m on m.id = c.member_id
               where c.import_id = $1 and (p.version <> c.after_person_version or m.version <> c.after_member_version)) as n`, [importId]);
    if ((touched[0]?.n ?? 0) > 0) found.push('PROFILE');
    for (const kind of LINKED_KINDS) {
      if (!kind.buildsOn) continue;
      const own = kind.refersTo === 'member' ? 'select id from member where import_id = $1' : 'select id from person where import_id = $1';
      const rows: unknown[] = await tx.query(`select 1 from ${kind.table} l where l.${kind.column} in (${own}) ${OWN_ROWS.has(kind.table) ? 'and l.import_id is distinct from $1' : ''} limit 1`, [importId]);
      if (rows.length > 0) found.push(kind.name);
    }
    return [...new Set(found)];
  }

  /** Deletes what came new and puts back what was changed, with the events that say so. */
  async undo(tx: Tx, importId: string): Promise<void> {
    await this.undoSalaries(tx, importId);
    await tx.query(
      `with gone as (delete from member where import_id = $1 returning id, person_id, unit_id),
       events as (
         insert into outbox (id, aggregate_type, aggregate_id, aggregate_version, topic, key, headers, payload)
         select uuidv7(), $3, g.id::text, head.version, $3, g.id::text, $2::jsonb, jsonb_build_object('memberId', g.id, 'personId', g.person_id, 'unitId', g.unit_id, 'importId', $1::uuid)
         from gone g join outbox_take_versions($3, (select array_agg(id::text) from gone), (select array_agg(1) from gone)) head on head.aggregate_id = g.id::text)
       select count(*) from gone`, [importId, this.outbox.headersOf(MemberRemovedV1), MemberRemovedV1.topic]);
    await tx.query('delete from person where import_id = $1', [importId]);
    await this.restoreMembers(tx, importId);
    await tx.query(
      `update person p set full_name = b.full_name, name_key = b.name_key, birth_date = b.birth_date, gender = b.gender, nationality = b.nationality, personal_id = b.personal_id, personal_id_index = b.personal_id_index,
         social_insurance_no = b.social_insurance_no, social_insurance_no_index = b.social_insurance_no_index, passport_no = b.passport_no, passport_no_index = b.passport_no_index, version = p.version + 1
       from import_change c, jsonb_to_record(c.before -> 'person') as b(full_name text, name_key text, birth_date date, gender text, nationality text, personal_id bytea, personal_id_index bytea,
         social_insurance_no bytea, social_insurance_no_index bytea, passport_no bytea, passport_no_index bytea)
       where c.import_id = $1 and p.id = c.person_id`, [importId]);
    await tx.query('delete from import_change where import_id = $1', [importId]);
  }

  /** Salaries of new members go with them; of known ones the amount before holds again, and what the import said stays as replaced. */
  private async undoSalaries(tx: Tx, importId: string): Promise<void> {
    await tx.query('delete from dues_base b using member m where m.import_id = $1 and b.member_id = m.id and b.import_id = $1', [importId]);
    const [mine] = (await tx.query(
      `update dues_base set replaced_at = $2 where import_id = $1 and replaced_at is null
       returning member_id, base, valid_from::text as valid_from, valid_to::text as valid_to, to_char(recorded_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as recorded_at`, [importId, this.clock.now()])) as [object[], number];
    if (mine.length === 0) return;
    const given = 'jsonb_to_recordset($1::jsonb) as mine(member_id uuid, base text, valid_from date, valid_to date, recorded_at timestamptz)';
    // What it took the place of holds again; where it took nothing's place, the amount before goes on.
    await tx.query(
      `update dues_base b set replaced_at = null from ${given} where b.member_id = mine.member_id and b.base = mine.base and b.valid_from = mine.valid_from and b.replaced_at = mine.recorded_at and b.import_id is distinct from $2`,
      [JSON.stringify(mine), importId]);
    await tx.query(
      `update dues_base b set valid_to = mine.valid_to from ${given} where b.member_id = mine.member_id and b.base = mine.base and b.replaced_at is null and b.valid_to = mine.valid_from - 1
         and not exists (select from dues_base a where a.member_id = mine.member_id and a.base = mine.base and a.valid_from = mine.valid_from and a.replaced_at is null)`, [JSON.stringify(mine)]);
  }

  private restoreMembers(tx: Tx, importId: string): Promise<unknown> {
    return tx.query(
      `with back as materialized (
         select m.id, m.person_id, m.unit_id, m.direct_worker as was_direct, m.leader as was_leader, b.*
         from import_change c join member m on m.id = c.member_id, jsonb_to_record(c.before -> 'member') as b(employee_code text, job text, education text, direct_worker boolean, leader boolean, skill_grade smallint, party_member boolean)
         where c.import_id = $1 and c.before -> 'member' <> 'null'::jsonb),
       members as (
         update member m set employee_code = b.employee_code, job = b.job, education = b.education, direct_worker = b.direct_worker, leader = b.leader, skill_grade = b.skill_grade,
           party_member = b.party_member, profile_changes = m.profile_changes + 1, version = m.version + 1
         from back b where m.id = b.id returning m.id),
       classified as materialized (select * from back where direct_worker is distinct from was_direct or leader is distinct from was_leader),
       events as (
         insert into outbox (id, aggregate_type, aggregate_id, aggregate_version, topic, key, headers, payload)
         select uuidv7(), $3, c.id::text, head.version, $3, c.id::text, $2::jsonb,
                jsonb_build_object('memberId', c.id, 'personId', c.person_id, 'unitId', c.unit_id, 'directWorker', c.direct_worker, 'leader', c.leader)
         from classified c join outbox_take_versions($3, (select array_agg(id::text) from classified), (select array_agg(1) from classified)) head on head.aggregate_id = c.id::text)
       select count(*) from members`, [importId, this.outbox.headersOf(MemberClassifiedV1), MemberClassifiedV1.topic]);
  }
}
