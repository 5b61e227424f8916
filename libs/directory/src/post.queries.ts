import { type Day } from '@doanket/kernel';
import type { Tx } from '@doanket/persistence';
import type { AsOf, PostHeld } from './directory.types';
import { knownSql } from './unit.queries';

const COLUMNS = `
  p.id as "postId", p.unit_id as "unitId", p.person_id as "personId", p.post, p.body, p.acting, p.appointment, p.full_time as "fullTime",
  p.authority, lower(p.valid)::text as "validFrom", (upper(p.valid) - 1)::text as "validTo"`;

export async function postOn(tx: Tx, postId: string, day: Day): Promise<PostHeld | null> {
  const rows: PostHeld[] = await tx.query(
    `select ${COLUMNS} from directory_post p where p.id = $1 and p.valid @> $2::date and upper_inf(p.recorded)`, [postId, day]);
  return rows[0] ?? null;
}

/** The holding as it is known now, whatever the day. */
export async function postById(tx: Tx, postId: string): Promise<PostHeld | null> {
  const rows: PostHeld[] = await tx.query(`select ${COLUMNS} from directory_post p where p.id = $1 and upper_inf(p.recorded)`, [postId]);
  return rows[0] ?? null;
}

/** Who held posts of a unit; heads first. */
export function postsOfUnit(tx: Tx, unitId: string, { day, knownAt }: AsOf): Promise<PostHeld[]> {
  return tx.query(
    `select ${COLUMNS} from directory_post p where p.unit_id = $1 and p.valid @> $2::date and ${knownSql(3, 'p')}
     order by array_position(array['CHAIR','ACTING_HEAD','STANDING_VICE_CHAIR','VICE_CHAIR','COMMITTEE_MEMBER','INSPECTOR','OFFICER'], p.authority), lower(p.valid), p.id`,
    [unitId, day, knownAt ?? null]);
}

/** Posts of a unit that end on `lastDay` or later or have no end. */
export function openPostsOfUnits(tx: Tx, unitIds: readonly string[], lastDay: Day): Promise<PostHeld[]> {
  return tx.query(
    `select ${COLUMNS} from directory_post p where p.unit_id = any($1) and upper_inf(p.recorded) and (upper_inf(p.valid) or upper(p.valid) > $2::date + 1)
     order by p.unit_id, lower(p.valid), p.id`, [unitIds, lastDay]);
}

export function postsOfPerson(tx: Tx, personId: string, day: Day): Promise<PostHeld[]> {
  return tx.query(
    `select ${COLUMNS} from directory_post p where p.person_id = $1 and p.valid @> $2::date and upper_inf(p.recorded)
     order by lower(p.valid), p.id`, [personId, day]);
}
