import type { TitleBody } from '@doanket/contracts';
import { newId, searchKey } from '@doanket/kernel';
import type { Tx } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';

export interface ReceiverKey { readonly unitId: string; readonly receiverKind: TitleBody['receiverKinds'][number]; readonly name: string; readonly personId: string | null }
interface Row { readonly id: string; readonly unitId: string; readonly kind: string; readonly key: string; person: string | null }

/**
 * Who is honoured. The same normalised name in the same unit is the same receiver, unless two different persons are known.
 */
@Injectable()
export class Recipients {
  /** Ids of these receivers in their order; unknown ones are added. */
  async resolve(tx: Tx, receivers: readonly ReceiverKey[]): Promise<string[]> {
    // Two papers confirmed at once must not add the same receiver twice.
    await tx.query("select pg_advisory_xact_lock(hashtextextended('awards.recipient', 0))");
    const keys = receivers.map((one) => searchKey(one.name));
    const rows: Row[] = await tx.query(
      `select distinct r.id, r.unit_id as "unitId", r.receiver_kind as kind, r.name_key as key, r.person_id as person
       from recipient r join unnest($1::uuid[], $2::text[], $3::text[]) as w(unit, kind, key) on r.unit_id = w.unit and r.receiver_kind = w.kind and r.name_key = w.key
       order by r.id`, [receivers.map((one) => one.unitId), receivers.map((one) => one.receiverKind), keys]);
    const known = new Map<string, Row[]>();
    const place = (one: { unitId: string; kind: string; key: string }): string => `${one.unitId} ${one.kind} ${one.key}`;
    for (const row of rows) known.set(place(row), [...(known.get(place(row)) ?? []), row]);
    const added: (Row & { readonly name: string })[] = [];
    const named: Row[] = [];
    const ids = receivers.map((one, at) => {
      const at_ = { unitId: one.unitId, kind: one.receiverKind, key: keys[at] ?? '' };
      const same = known.get(place(at_)) ?? [];
      const found = same.find((row) => row.person === one.personId) ?? same.find((row) => row.person === null || one.personId === null);
      if (found === undefined) {
        const row = { id: newId(), ...at_, person: one.personId, name: one.name };
        added.push(row);
        known.set(place(at_), [...same, row]);
        return row.id;
      }
      if (found.person === null && one.personId !== null) {
        found.person = one.personId;
        named.push(found);
      }
      return found.id;
    });
    if (added.length > 0) {
      await tx.query(
        `insert into recipient (id, unit_id, receiver_kind, name, name_key, person_id) select id, "unitId", kind, name, key, person
         from jsonb_to_recordset($1::jsonb) as r(id uuid, "unitId" uuid, kind text, name text, key text, person uuid)`, [JSON.stringify(added)]);
    }
    if (named.length > 0) {
      await tx.query('update recipient r set person_id = n.person from unnest($1::uuid[], $2::uuid[]) as n(id, person) where r.id = n.id', [named.map((row) => row.id), named.map((row) => row.person)]);
    }
    return ids;
  }

  /** The receiver was written wrong; awards of before keep what is on their papers. */
  async rename(tx: Tx, id: string, name: string): Promise<void> {
    await tx.query('update recipient set name = $2, name_key = $3 where id = $1', [id, name, searchKey(name)]);
  }
}
