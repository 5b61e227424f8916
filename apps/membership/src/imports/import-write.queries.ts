import { MemberAdmittedV1, MemberClassifiedV1 } from '@doanket/contracts';
import { Clock } from '@doanket/kernel';
import { Outbox } from '@doanket/messaging';
import type { Tx } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';
import { FieldKeys } from '../persons/field-keys';

export interface WrittenRows { readonly fresh: number; readonly changed: number }

const IDENTIFIER_COLUMNS = ['personal_id', 'social_insurance_no', 'passport_no'] as const;
const PERSON_BEFORE = ['full_name', 'name_key', 'birth_date', 'gender', 'nationality', 'personal_id', 'personal_id_index', 'social_insurance_no', 'social_insurance_no_index', 'passport_no', 'passport_no_index'];
const MEMBER_BEFORE = ['employee_code', 'job', 'education', 'direct_worker', 'leader', 'skill_grade', 'party_member'];
const before = (alias: string, columns: readonly string[]): string => `jsonb_build_object(${columns.map((column) => `'${column}', ${alias}.${column}`).join(', ')})`;

/** Writes staged rows into the register, with their events by the same statement (engineering handbook 7.2). */
@Injectable()
export class ImportWriteQueries {
  constructor(private readonly outbox: Outbox, private readonly keys: FieldKeys, private readonly clock: Clock) {}

  /** Writes the rows between two numbers. Unique constraints are its last check: what changed since the comparison makes it fail. */
  async write(tx: Tx, importId: string, fromRow: number, toRow: number): Promise<WrittenRows> {
    const range = [importId, fromRow, toRow];
    // Most files bring new people: then there is nobody whose record could change.
    const known = await this.hasKnown(tx, range);
    const changed = known ? await this.change(tx, range) : 0;
    if (known) await this.addIdentifiers(tx, range);
    const fresh = await this.insert(tx, range);
    if (known) await this.salariesOfKnown(tx, range);
    return { fresh, changed };
  }

  /** Whether a row between two numbers is of somebody the register knew before. */
  private async hasKnown(tx: Tx, range: readonly unknown[]): Promise<boolean> {
    const rows: { known: boolean }[] = await tx.query('select exists (select from import_match where import_id = $1 and row_no between $2 and $3 and person_id is not null) as known', [...range]);
    return rows[0]?.known === true;
  }

  /** New members with their persons, salaries for social insurance (marked as of this import) and events. */
  private async insert(tx: Tx, range: readonly unknown[]): Promise<number> {
    const rows: { n: number }[] = await tx.query(
      `with fresh as materialized (
         select r.*, m.unit_id as to_unit, m.person_id as known_id from import_match m join import_row r on r.import_id = m.import_id and r.row_no = m.row_no
         where m.import_id = $1 and m.row_no between $2 and $3 and m.outcome = 'NEW'),
       persons as (
         insert into person (id, unit_id, full_name, name_key, birth_date, gender, nationality, personal_id, personal_id_index, social_insurance_no, social_insurance_no_index,
                             passport_no, passport_no_index, import_id, version)
         select person_id, to_unit, full_name, name_key, birth_date, gender, coalesce(nationality, 'VN'), personal_id, personal_id_index, social_insurance_no, social_insurance_no_index,
                passport_no, passport_no_index, import_id, 1
         from fresh where known_id is null),
       members as (
         insert into member (id, person_id, unit_id, status, applied_on, admitted_on, member_since, dues_from, decision_id, employee_code, job, education, direct_worker, leader,
                             skill_grade, party_member, consent_purposes, profile_changes, import_id, version)
         select member_id, coalesce(known_id, person_id), to_unit, 'ACTIVE', applied_on, admitted_on, admitted_on, date_trunc('month', admitted_on)::date, import_id, employee_code, job, education,
                direct_worker, leader, skill_grade, party_member, '{}', 0, import_id, 1
         from fresh
         returning id, person_id, unit_id, admitted_on, applied_on, direct_worker, leader, decision_id),
       salaries as (
         insert into dues_base (member_id, base, valid_from, amount_vnd, source, recorded_at, import_id)
         select member_id, 'INSURANCE_SALARY', coalesce(salary_from, date_trunc('month', admitted_on)::date), salary_vnd, 'FILE', $6, import_id from fresh where salary_vnd is not null),
       heads as (insert into aggregate_head (aggregate_type, aggregate_id, version) select $5, id::text, 1 from members),
       events as (
         insert into outbox (id, aggregate_type, aggregate_id, aggregate_version, topic, key, headers, payload)
         select uuidv7(), $5, id::text, 1, $5, id::text, $4::jsonb,
                jsonb_build_object('memberId', id, 'personId', person_id, 'unitId', unit_id, 'level', 'G', 'admittedOn', admitted_on, 'appliedOn', applied_on,
                                   'directWorker', direct_worker, 'leader', leader, 'decisionId', decision_id)
         from members)
       select count(*)::int as n from members`, [...range, this.outbox.headersOf(MemberAdmittedV1), MemberAdmittedV1.topic, this.clock.now()]);
    return rows[0]?.n ?? 0;
  }

  /** Changed rows: what was is kept for undoing, blank cells change nothing. Persons who become members again are brought up to date too. */
  private async change(tx: Tx, range: readonly unknown[]): Promise<number> {
    const rows: { n: number }[] = await tx.query(
      `with row as materialized (
         select r.*, m.outcome, m.person_id as known_id, m.member_id as known_member from import_match m join import_row r on r.import_id = m.import_id and r.row_no = m.row_no
         where m.import_id = $1 and m.row_no between $2 and $3 and m.person_id is not null and m.outcome in ('CHANGED', 'NEW')),
       kept as (
         insert into import_change (import_id, member_id, person_id, before, after_member_version, after_person_version)
         select r.import_id, coalesce(m.id, r.member_id), p.id, jsonb_build_object('person', ${before('p', PERSON_BEFORE)}, 'member', case when m.id is not null then ${before('m', MEMBER_BEFORE)} end),
                coalesce(m.version + 1, 1), p.version + 1
         from row r join person p on p.id = r.known_id left join member m on m.id = r.known_member),
       persons as (
         update person p set full_name = coalesce(r.full_name, p.full_name), name_key = coalesce(r.name_key, p.name_key), birth_date = coalesce(r.birth_date, p.birth_date),
           gender = coalesce(r.gender, p.gender), nationality = coalesce(r.nationality, p.nationality), version = p.version + 1
         from row r where p.id = r.known_id),
       members as (
         update member m set employee_code = coalesce(r.employee_code, m.employee_code), job = coalesce(r.job, m.job), education = coalesce(r.education, m.education),
           direct_worker = coalesce(r.direct_worker, m.direct_worker), leader = coalesce(r.leader, m.leader), skill_grade = coalesce(r.skill_grade, m.skill_grade),
           party_member = coalesce(r.party_member, m.party_member), profile_changes = m.profile_changes + 1, version = m.version + 1
         from row r where m.id = r.known_member and r.outcome = 'CHANGED' returning m.id),
       classified as materialized (
         select m.id, m.person_id, m.unit_id, coalesce(r.direct_worker, m.direct_worker) as direct_worker, coalesce(r.leader, m.leader) as leader
         from row r join member m on m.id = r.known_member
         where r.outcome = 'CHANGED' and (coalesce(r.direct_worker, m.direct_worker) is distinct from m.direct_worker or coalesce(r.leader, m.leader) is distinct from m.leader)),
       events as (
         insert into outbox (id, aggregate_type, aggregate_id, aggregate_version, topic, key, headers, payload)
         select uuidv7(), $5, c.id::text, head.version, $5, c.id::text, $4::jsonb,
                jsonb_build_object('memberId', c.id, 'personId', c.person_id, 'unitId', c.unit_id, 'directWorker', c.direct_worker, 'leader', c.leader)
         from classified c join outbox_take_versions($5, (select array_agg(id::text) from classified), (select array_agg(1) from classified)) head on head.aggregate_id = c.id::text)
       select count(*)::int as n from members`, [...range, this.outbox.headersOf(MemberClassifiedV1), MemberClassifiedV1.topic]);
    return rows[0]?.n ?? 0;
  }

  /** Salaries of known members, on top of what is known of them. */
  private async salariesOfKnown(tx: Tx, range: readonly unknown[]): Promise<void> {
    const now = this.clock.now();
    await tx.query(
      `with given as materialized (
         select m.member_id, coalesce(r.salary_from, date_trunc('month', $4::date)::date) as from_day, r.salary_vnd from import_match m join import_row r on r.import_id = m.import_id and r.row_no = m.row_no
         where m.import_id = $1 and m.row_no between $2 and $3 and m.outcome = 'CHANGED' and r.salary_vnd is not null)
       select dues_base_set(array_agg(member_id), array_agg('INSURANCE_SALARY'::text), array_agg(from_day), array_agg(salary_vnd), 'FILE', $5) from given having count(*) > 0`, [...range, this.clock.today(), now]);
    await tx.query(
      `update dues_base b set import_id = $1 from import_match m where m.import_id = $1 and m.row_no between $2 and $3 and m.outcome = 'CHANGED' and b.member_id = m.member_id and b.source = 'FILE' and b.recorded_at = $4 and b.import_id is null and b.replaced_at is null`, [...range, now]);
  }

  /** Identifiers that known persons get: sealed for the person the row would have become, so they are sealed anew for the one it is. */
  private async addIdentifiers(tx: Tx, range: readonly unknown[]): Promise<void> {
    const { cipher } = this.keys;
    for (const column of IDENTIFIER_COLUMNS) {
      const rows: { staged: string; known: string; sealed: Buffer; index: Buffer }[] = await tx.query(
        `select r.person_id as staged, m.person_id as known, r.${column} as sealed, r.${column}_index as index
         from import_match m join import_row r on r.import_id = m.import_id and r.row_no = m.row_no join person p on p.id = m.person_id
         where m.import_id = $1 and m.row_no between $2 and $3 and m.outcome in ('CHANGED', 'NEW') and r.${column}_index is not null and p.${column}_index is distinct from r.${column}_index`, [...range]);
      if (rows.length === 0) continue;
      const sealed = rows.map((row) => cipher.seal({ table: 'person', column, rowId: row.known }, cipher.open({ table: 'person', column, rowId: row.staged }, row.sealed)));
      await tx.query(
        `update person p set ${column} = n.sealed, ${column}_index = n.index from unnest($1::uuid[], $2::bytea[], $3::bytea[]) as n(id, sealed, index) where p.id = n.id`,
        [rows.map((row) => row.known), sealed, rows.map((row) => row.index)]);
    }
  }
}
