import type { DuplicateSide } from '@doanket/contracts';
import type { Tx } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';
import { LINKED_KINDS, LIVE_MEMBER, type LinkedKind } from '../members/linked-kinds';
import { FieldKeys } from '../persons/field-keys';
import { Person } from '../persons/person.entity';
import { maskedOf } from '../persons/persons.dto';

/** A pair, and its place in the list: of its two sides `one` has no personal id, and the list goes by that one's name and birth date. */
export interface PairRow { readonly name: string; readonly born: string; readonly one: string; readonly other: string }

const noneDiffers = ['personal_id_index', 'social_insurance_no_index', 'passport_no_index'].map((column) => `(x.${column} is null or y.${column} is null)`).join(' and ');

/** Finds records that may be one person, and counts what hangs on them. */
@Injectable()
export class DuplicateQueries {
  constructor(private readonly keys: FieldKeys) {}

  /**
   * Both records lie in the caller's units: a sister unit's people are never shown. No identifier differs, so one of the two has no personal
   * id: the list walks those few by an index of their own and looks up who else has their name and birth date, and stops at a page.
   */
  pairs(tx: Tx, units: readonly string[] | null, after: PairRow | null, limit: number): Promise<PairRow[]> {
    const mine = (side: string): string => `($1::uuid[] is null or ${side}.unit_id = any($1) or exists (select from member m where m.person_id = ${side}.id and m.unit_id = any($1)))`;
    return tx.query(
      `select x.name_key as name, x.birth_date::text as born, x.id as one, y.id as other
       from person x cross join lateral (
         select y.id from person y where y.name_key = x.name_key and y.birth_date = x.birth_date and y.merged_into is null and y.id <> x.id and (y.personal_id_index is not null or y.id > x.id)
           and ${noneDiffers} and ${mine('y')}
           and not exists (select from duplicate_dismissal d where d.person_id = least(x.id, y.id) and d.other_person_id = greatest(x.id, y.id))
         order by y.id) y
       where x.merged_into is null and x.birth_date is not null and x.personal_id_index is null and ${mine('x')}
         ${after === null ? 'and $2::text is null and $3::date is null and $4::uuid is null and $5::uuid is null' : 'and (x.name_key, x.birth_date, x.id) >= ($2, $3::date, $4::uuid) and (x.name_key, x.birth_date, x.id, y.id) > ($2, $3::date, $4::uuid, $5::uuid)'}
       order by x.name_key, x.birth_date, x.id, y.id limit $6`, [units, after?.name ?? null, after?.born ?? null, after?.one ?? null, after?.other ?? null, limit]);
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
