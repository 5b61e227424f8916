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

  async end(tx: Tx, post: DataOf<typeof PostEndedV1>): Promise<void> {
    const current = await this.close(tx, post.postId, post);
    for (const row of current) {
      await this.add(tx, row, `daterange(lower($3::daterange), $4::date)`, [row.valid, post.validFrom], post);
    }
  }

  /** Posts that this decision ended go on as before it. */
  async undo(tx: Tx, at: Provenance): Promise<void> {
    const ended: ClosedRow[] = await tx.query(
      `select row_id::text, id, valid::text as valid, decision_id from directory_post where closed_by = $1`, [at.decisionId]);
    for (const row of ended) {
      await this.close(tx, row.id, at);
      await this.add(tx, row, '$3::daterange', [row.valid], { ...at, decisionId: row.decision_id });
    }
  }

  private async close(tx: Tx, postId: string, at: Provenance): Promise<ClosedRow[]> {
    const [rows] = (await tx.query(
      `update directory_post set recorded = tstzrange(lower(recorded), greatest($2::timestamptz, lower(recorded) + interval '1 microsecond')), closed_by = $3
       where id = $1 and upper_inf(recorded) returning row_id::text, id, valid::text as valid, decision_id`,
      [postId, at.recordedAt, at.decisionId])) as [ClosedRow[], number];
    return rows;
  }

  /** A new row like another one, valid in the period that `validSql` makes of its parameters. */
  private async add(tx: Tx, like: ClosedRow, validSql: string, parameters: readonly string[], at: Provenance): Promise<void> {
    const recorded = `$${3 + parameters.length}`;
    await tx.query(
      `insert into directory_post (${COPIED}, valid, recorded, decision_id)
       select ${COPIED}, ${validSql}, tstzrange(greatest(${recorded}::timestamptz, (select max(upper(c.recorded)) from directory_post c where c.id = p.id)), null), $2
       from directory_post p where row_id = $1 and not isempty(${validSql})`,
      [like.row_id, at.decisionId, ...parameters, at.recordedAt]);
  }
}

interface ClosedRow { readonly row_id: string; readonly id: string; readonly valid: string; readonly decision_id: string }
