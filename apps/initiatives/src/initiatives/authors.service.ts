import { newId } from '@doanket/kernel';
import type { Tx } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';
import { authorKey, sumOfShares, WHOLE_SHARE } from './filing.rules';
import { AuthorTwice, SharesNotWhole } from './initiative.errors';

/** An author as a form or a paper names them. */
export interface NamedAuthor { readonly name: string; readonly personId?: string | undefined; readonly share: number }
/** The authors of one initiative, in the unit it belongs to. */
export interface AuthorsOf { readonly initiativeId: string; readonly unitId: string; readonly authors: readonly NamedAuthor[] }

const keyOf = (author: Pick<NamedAuthor, 'name' | 'personId'>): string => (author.personId === undefined ? `name ${authorKey(author.name)}` : `person ${author.personId}`);

/** Throws SharesNotWhole, AuthorTwice. */
export function requireWholeShares(authors: readonly NamedAuthor[]): void {
  const sum = sumOfShares(authors);
  if (sum !== WHOLE_SHARE) throw new SharesNotWhole(sum);
  if (new Set(authors.map(keyOf)).size !== authors.length) throw new AuthorTwice();
}

/**
 * The persons behind initiatives. One row per unit and person, or per unit and name where no person is known, so that
 * somebody with three initiatives counts once (INI-06). Their names stay here; events carry the ids.
 */
@Injectable()
export class Authors {
  /** Writes the authors of new initiatives; a few statements whatever their number. Answers the ids by initiative, in order. */
  async write(tx: Tx, list: readonly AuthorsOf[]): Promise<ReadonlyMap<string, string[]>> {
    const wanted = new Map(list.flatMap(({ unitId, authors }) => authors.map((author) => [`${unitId} ${keyOf(author)}`, { id: newId(), unit_id: unitId, person_id: author.personId ?? null, name: author.name, name_key: authorKey(author.name) }] as const)));
    await tx.query(
      `insert into author (id, unit_id, person_id, name, name_key)
       select * from jsonb_to_recordset($1::jsonb) as a(id uuid, unit_id uuid, person_id uuid, name text, name_key text) on conflict do nothing`, [JSON.stringify([...wanted.values()])]);
    const rows: { id: string; unitId: string; personId: string | null; name: string }[] = await tx.query(
      `select a.id, a.unit_id as "unitId", a.person_id as "personId", w.name
       from jsonb_to_recordset($1::jsonb) as w(unit_id uuid, person_id uuid, name text, name_key text)
       join author a on a.unit_id = w.unit_id and a.person_id is not distinct from w.person_id and (w.person_id is not null or a.name_key = w.name_key)`,
      [JSON.stringify([...wanted.values()])]);
    const ids = new Map(rows.map((row) => [`${row.unitId} ${keyOf({ name: row.name, personId: row.personId ?? undefined })}`, row.id]));
    const idOf = (unitId: string, author: NamedAuthor): string => ids.get(`${unitId} ${keyOf(author)}`) ?? '';
    await tx.query(
      `insert into initiative_author (initiative_id, author_id, unit_id, person_id, share, position)
       select * from jsonb_to_recordset($1::jsonb) as a(initiative_id uuid, author_id uuid, unit_id uuid, person_id uuid, share smallint, position smallint)`,
      [JSON.stringify(list.flatMap(({ initiativeId, unitId, authors }) => authors.map((author, position) => ({
        initiative_id: initiativeId, author_id: idOf(unitId, author), unit_id: unitId, person_id: author.personId ?? null, share: author.share, position,
      }))))]);
    return new Map(list.map(({ initiativeId, unitId, authors }) => [initiativeId, authors.map((author) => idOf(unitId, author))]));
  }

  /** The same for one that is changed. */
  async replace(tx: Tx, one: AuthorsOf): Promise<void> {
    await tx.query('delete from initiative_author where initiative_id = $1', [one.initiativeId]);
    await this.write(tx, [one]);
  }

  /** Ids by initiative, in the order they were named. */
  async idsOf(tx: Tx, initiativeIds: readonly string[]): Promise<ReadonlyMap<string, string[]>> {
    const rows: { initiativeId: string; ids: string[] }[] = await tx.query(
      `select initiative_id as "initiativeId", array_agg(author_id order by position) as ids from initiative_author where initiative_id = any($1) group by initiative_id`, [initiativeIds]);
    return new Map(rows.map((row) => [row.initiativeId, row.ids]));
  }

  async isAuthor(tx: Tx, initiativeId: string, personId: string): Promise<boolean> {
    const rows: unknown[] = await tx.query('select 1 from initiative_author where initiative_id = $1 and person_id = $2', [initiativeId, personId]);
    return rows.length > 0;
  }
}
