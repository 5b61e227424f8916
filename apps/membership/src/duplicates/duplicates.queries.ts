import type { DuplicateSide } from '@doanket/contracts';
import type { Tx } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';
import { LINKED_KINDS, LIVE_MEMBER, type LinkedKind } from '../members/linked-kinds';
import { FieldKeys } from '../persons/field-keys';
import { Person } from '../persons/person.entity';
import { maskedOf } from '../persons/persons.dto';

export interface PairRow { readonly name: string; readonly a: string; readonly b: string }

const noneDiffers = ['personal_id_index', 'social_insurance_no_index', 'passport_no_index'].map((column) => `(p.${column} is null or q.${column} is null)`).join(' and ');

/** Finds records that may be one person, and counts what hangs on them. */
@Injectable()
export class DuplicateQueries {
  constructor(private readonly keys: FieldKeys) {}

  /** Both records lie in the caller's units: a sister unit's people are never shown. */
  pairs(tx: Tx, units: readonly string[] | null, after: PairRow | null, limit: number): Promise<PairRow[]> {
    return tx.query(
      `select p.name_key as name, p.id as a, q.id as b from person p join person q on q.name_key = p.name_key and q.birth_date = p.birth_date and q.id > p.id and q.merged_into is null
       where p.merged_into is null and p.birth_date is not null and q.birth_date is not null and ${noneDiffers}
         and ($1::uuid[] is null or (p.unit_id = any($1) or exists (select from member m where m.person_id = p.id and m.unit_id = any($1))) and (q.unit_id = any($1) or exists (select from member m where m.person_id = q.id and m.unit_id = any($1))))
         and ($2::text is null or (p.name_key, p.id, q.id) > ($2, $3::uuid, $4::uuid))
         and not exists (select from duplicate_dismissal d where d.person_id = p.id and d.other_person_id = q.id)
       order by p.name_key, p.id, q.id limit $5`, [units, after?.name ?? null, after?.a ?? null, after?.b ?? null, limit]);
  }

  async sides(tx: Tx, ids: readonly string[]): Promise<Map<string, DuplicateSide>> {
    if (ids.length === 0) return new Map();
    const persons = await tx.createQueryBuilder(Person, 'p').where('p.id = any(:ids)', { ids }).getMany();
    const facts: { id: string; unitCode: string; memberId: string | null; memberStatus: string | null; memberUnitCode: string | null }[] = await tx.query(
      `select distinct on (p.id) p.id, u.code as "unitCode", m.id as "memberId", m.status as "memberStatus", mu.code as "memberUnitCode"
       from person p join directory_unit u on u.id = p.unit_id left join member m on m.person_id = p.id left join directory_unit mu on mu.id = m.unit_id
       where p.id = any($1) order by p.id, (m.status in ${LIVE_MEMBER}) desc nulls last, m.id desc`, [ids]);
    const of = new Map(facts.map((fact) => [fact.id, fact]));
    const { cipher } = this.keys;
    return new Map(persons.map((person): [string, DuplicateSide] => {
      const fact = of.get(person.id);
      return [person.id, {
        personId: person.id, fullName: person.fullName, birthDate: person.birthDate, unitCode: fact?.unitCode ?? '', personalId: maskedOf(person, 'personalId', cipher),
        socialInsuranceNo: maskedOf(person, 'socialInsuranceNo', cipher), passportNo: maskedOf(person, 'passportNo', cipher), memberId: fact?.memberId ?? null, memberStatus: fact?.memberStatus ?? null,
        memberUnitCode: fact?.memberUnitCode ?? null, version: person.version,
      }];
    }));
  }

  /** How many of each kind name the person, or one of the person's memberships. */
  async links(tx: Tx, personId: string): Promise<{ kind: LinkedKind; count: number }[]> {
    const counted: { kind: LinkedKind; count: number }[] = [];
    for (const kind of LINKED_KINDS) {
      const whose = kind.refersTo === 'person' ? '$1::uuid' : 'any(array(select id from member where person_id = $1::uuid))';
      const rows: { n: number }[] = await tx.query(`select count(*)::int as n from ${kind.table} where ${kind.column} = ${whose}`, [personId]);
      counted.push({ kind, count: rows[0]?.n ?? 0 });
    }
    return counted;
  }

  async move(tx: Tx, kind: LinkedKind, from: string, to: string): Promise<void> {
    await tx.query(`update ${kind.table} set ${kind.column} = $2 where ${kind.column} = $1`, [from, to]);
  }
}
