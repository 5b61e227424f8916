import { authorityOf, type DataOf, type PostEndedV1, type PostStartedV1 } from '@doanket/contracts';
import { addDays } from '@doanket/kernel';
import type { Tx } from '@doanket/persistence';
import type { Provenance } from './unit-tree.writer';

const COPIED = 'id, unit_id, person_id, post, body, acting, appointment, full_time, authority';

/** Writes who holds which post, bitemporally. */
export class PostWriter {
  async start(tx: Tx, post: DataOf<typeof PostStartedV1>): Promise<void> {
    await tx.query(
      `insert into directory_post (${COPIED}, valid, recorded, decision_id)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, daterange($10::date, $11::date), tstzrange($12::timestamptz, null), $13)`,
      [post.postId, post.unitId, post.personId, post.post, post.body, post.acting, post.appointment, post.fullTime, authorityOf(post),
        post.validFrom, post.validTo === null ? null : addDays(post.validTo, 1), post.recordedAt, post.decisionId]);
  }

  /** Ends different posts, set-based: a reorganisation ends hundreds. */
  async end(tx: Tx, posts: readonly DataOf<typeof PostEndedV1>[]): Promise<void> {
    const byId = new Map(posts.map((post) => [post.postId, post]));
    const closed = await this.close(tx, posts.map((post) => ({ id: post.postId, at: post })));
    await this.add(tx, closed.map((row) => {
      const post = byId.get(row.id);
      if (post === undefined) throw new Error('A post was closed that was not to be ended');
      return { row_id: row.row_id, at: post.recordedAt, decision: post.decisionId, until: post.validFrom };
    }));
  }

  /** Posts that this decision ended go on as before it. */
  async undo(tx: Tx, at: Provenance): Promise<void> {
    const ended: ClosedRow[] = await tx.query(
      `select row_id::text, id, valid::text as valid, decision_id from directory_post where closed_by = $1`, [at.decisionId]);
    await this.close(tx, ended.map(({ id }) => ({ id, at })));
    await this.add(tx, ended.map((row) => ({ row_id: row.row_id, at: at.recordedAt, decision: row.decision_id, until: null })));
  }

  private async close(tx: Tx, posts: readonly { readonly id: string; readonly at: Provenance }[]): Promise<ClosedRow[]> {
    const [rows] = (await tx.query(
      `update directory_post p set recorded = tstzrange(lower(p.recorded), greatest(t.at, lower(p.recorded) + interval '1 microsecond')), closed_by = t.decision
       from jsonb_to_recordset($1::jsonb) as t(id uuid, at timestamptz, decision uuid)
       where p.id = t.id and upper_inf(p.recorded) returning p.row_id::text, p.id, p.valid::text as valid, p.decision_id`,
      [JSON.stringify(posts.map(({ id, at }) => ({ id, at: at.recordedAt, decision: at.decisionId })))])) as [ClosedRow[], number];
    return rows;
  }

  /** New rows like these, valid up to the day before `until`, or as long as they were. */
  private async add(tx: Tx, rows: readonly { readonly row_id: string; readonly at: string; readonly decision: string; readonly until: string | null }[]): Promise<void> {
    if (rows.length === 0) return;
    await tx.query(
      `insert into directory_post (${COPIED}, valid, recorded, decision_id)
       select ${COPIED.split(', ').map((column) => `p.${column}`).join(', ')}, held.valid,
              tstzrange(greatest(t.at, (select max(upper(c.recorded)) from directory_post c where c.id = p.id)), null), t.decision
       from jsonb_to_recordset($1::jsonb) as t(row_id bigint, at timestamptz, decision uuid, until date) join directory_post p on p.row_id = t.row_id
       cross join lateral (select case when t.until is null then p.valid else daterange(lower(p.valid), greatest(t.until, lower(p.valid))) end as valid) held
       where not isempty(held.valid)`, [JSON.stringify(rows)]);
  }
}

interface ClosedRow { readonly row_id: string; readonly id: string; readonly valid: string; readonly decision_id: string }
