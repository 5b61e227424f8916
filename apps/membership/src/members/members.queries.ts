import type { MemberFilter, MemberListItem } from '@doanket/contracts';
import { nameThenSql } from '@doanket/directory';
import { type Day } from '@doanket/kernel';
import { likePattern, type Tx } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';
import { FieldKeys } from '../persons/field-keys';
import type { MemberUnits } from './member-scope';

export interface MemberSearch {
  readonly filter: MemberFilter;
  /** Units the caller may look at and asked for; null for all. */
  readonly units: MemberUnits;
  /** For people without a post: their own memberships only. */
  readonly personId: string | null;
  readonly day: Day;
}

export interface MemberRow extends MemberListItem { readonly nameKey: string }

/** Where a page ends: name, person, membership. */
export type MemberPlace = readonly [nameKey: string, personId: string, id: string];

const COLUMNS = `m.id, m.person_id as "personId", p.full_name as "fullName", p.name_key as "nameKey", m.status, m.applied_on::text as "appliedOn", m.admitted_on::text as "admittedOn",
  m.decision_id as "decisionId", m.dossier_id as "dossierId", m.rejected_because as "rejectedBecause", m.version, m.unit_id as "unitId",
  p.birth_date::text as "birthDate", p.gender, m.employee_code as "employeeCode", m.job, m.direct_worker as "directWorker", m.leader, m.member_since::text as "memberSince", m.ended_on::text as "endedOn"`;

/** So few unions are searched by name member by member; else by the name. 3,000 members or so. */
const FEW_UNITS = 20;
const MEMBERS = 'member m join person p on p.id = m.person_id';
const PERSONS = 'select x.id, x.full_name, x.name_key, x.birth_date, x.gender from person x';
/** Each member's person by its key: in one union the bearers of a name in the whole city, thousands of them, are not looked for. */
const MEMBER_BY_MEMBER = `member m cross join lateral (${PERSONS} where x.id = m.person_id offset 0) p`;
/**
 * Members behind the persons of a name, in the order of the list. Under row-level security the server knows nothing of how often a name occurs and would
 * look for the memberships of all who bear it before it takes a page: here only those of the page are looked for, after the persons are in order.
 */
const byName = (pattern: string): string =>
  `(${PERSONS} where x.name_key like ${pattern} order by x.name_key, x.id offset 0) p join member m on m.person_id = p.id`;

/**
 * Lists of members, over all rows with the caller's units put in (engineering handbook 7.4). Only the conditions that are
 * asked for are in the statement, so each has a plan of its own: walking the names, by unit, or by the letters of a part
 * of the name.
 */
@Injectable()
export class MemberQueries {
  constructor(private readonly keys: FieldKeys) {}

  async list(tx: Tx, search: MemberSearch, after: MemberPlace | null, limit: number): Promise<MemberRow[]> {
    const sql = this.conditions(search);
    if (sql.few) sql.addName();
    if (after !== null) {
      // The first pair is what the index knows, the rest decides between memberships of one person.
      const [name, person, member] = [sql.value(after[0]), sql.value(after[1]), sql.value(after[2])];
      sql.add(`(p.name_key, p.id) >= (${name}, ${person}::uuid) and (p.name_key, p.id, m.id) > (${name}, ${person}::uuid, ${member}::uuid)`);
    }
    const rows: (MemberRow & { unitId: string })[] = await tx.query(
      `select ${COLUMNS} from ${sql.name === null ? MEMBERS : sql.few ? MEMBER_BY_MEMBER : byName(sql.name)} where ${sql.text} order by p.name_key, p.id, m.id limit ${limit}`, sql.values);
    const units = await this.unitNames(tx, rows.map((row) => row.unitId), search.day);
    return rows.map(({ unitId, ...row }) => ({ ...row, ...(units.get(unitId) ?? { unitCode: '', unitName: '' }) }));
  }

  /** How many there are, counted up to a limit: more than that is said as "more than". */
  async count(tx: Tx, search: MemberSearch, limit: number): Promise<number> {
    const sql = this.conditions(search);
    sql.addName();
    const rows: { n: number }[] = await tx.query(
      `select count(*)::int as n from (select 1 from ${sql.few ? MEMBER_BY_MEMBER : sql.text.includes('p.') ? MEMBERS : 'member m'} where ${sql.text} limit ${limit + 1}) counted`, sql.values);
    return rows[0]?.n ?? 0;
  }

  private conditions({ filter, units, personId }: MemberSearch): Conditions {
    const sql = new Conditions();
    if (personId !== null) sql.add(`m.person_id = ${sql.value(personId)}`);
    else if (units !== null) sql.add(`m.unit_id = any(${sql.value(units)}::uuid[])`);
    if (filter.status !== undefined) sql.add(`m.status = any(${sql.value(filter.status.split(','))})`);
    if (filter.gender !== undefined) sql.add(`p.gender = ${sql.value(filter.gender)}`);
    if (filter.education !== undefined) sql.add(`m.education = ${sql.value(filter.education)}`);
    if (filter.directWorker !== undefined) sql.add(`m.direct_worker = ${sql.value(filter.directWorker === 'true')}`);
    if (filter.leader !== undefined) sql.add(`m.leader = ${sql.value(filter.leader === 'true')}`);
    if (filter.admittedFrom !== undefined) sql.add(`m.admitted_on >= ${sql.value(filter.admittedFrom)}::date`);
    if (filter.admittedTo !== undefined) sql.add(`m.admitted_on <= ${sql.value(filter.admittedTo)}::date`);
    if (filter.q !== undefined) this.look(sql, filter.q);
    sql.few = sql.name !== null && (personId !== null || (units !== null && units.length <= FEW_UNITS));
    return sql;
  }

  /** What is typed: an identifier found by its blind index, a code of an employee, or a part of a name, with or without marks. */
  private look(sql: Conditions, typed: string): void {
    const { cipher } = this.keys;
    const bare = typed.replace(/\s/g, '').toUpperCase();
    if (/^\d{12}$/.test(bare)) return sql.add(`p.personal_id_index = ${sql.value(cipher.blindIndex('personalId', bare))}`);
    if (/^\d{10}$/.test(bare)) return sql.add(`p.social_insurance_no_index = ${sql.value(cipher.blindIndex('socialInsuranceNo', bare))}`);
    if (/^(?=.*\d)[A-Z0-9-./]{3,40}$/.test(bare)) {
      // Each by its own index: either of two tables in one condition would be looked for in every row of both.
      return sql.add(`m.id in (select e.id from member e where e.employee_code = ${sql.value(typed.trim())}
        union all select e.id from member e join person x on x.id = e.person_id where x.passport_no_index = ${sql.value(cipher.blindIndex('passportNo', bare))})`);
    }
    sql.name = sql.value(likePattern(typed));
  }

  private async unitNames(tx: Tx, unitIds: readonly string[], day: Day): Promise<Map<string, { unitCode: string; unitName: string }>> {
    if (unitIds.length === 0) return new Map();
    const rows: { id: string; unitCode: string; unitName: string }[] = await tx.query(
      `select u.id, u.code as "unitCode", ${nameThenSql('u', '$2::date')} as "unitName"
       from directory_unit u where u.id = any($1)`, [[...new Set(unitIds)], day]);
    return new Map(rows.map(({ id, ...names }) => [id, names]));
  }
}

/** Conditions of a statement and their values, numbered as they come. */
class Conditions {
  readonly values: unknown[] = [];
  /** Where the pattern of a part of a name stands among the values; its condition is put where the statement needs it. */
  name: string | null = null;
  /** True for a part of a name among few members. */
  few = false;
  private readonly parts: string[] = [];

  value(value: unknown): string {
    this.values.push(value);
    return `$${this.values.length}`;
  }

  add(condition: string): void {
    this.parts.push(condition);
  }

  addName(): void {
    if (this.name !== null) this.add(`p.name_key like ${this.name}`);
  }

  get text(): string {
    return this.parts.length === 0 ? 'true' : this.parts.join(' and ');
  }
}
