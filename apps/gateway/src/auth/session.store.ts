import { statement, Transactions, type Tx } from '@doanket/persistence';
import { Clock } from '@doanket/kernel';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { SessionBox } from './session-box';

/** What is sealed in a session's box. */
export const SessionSecrets = z.object({
  accessToken: z.string(),
  refreshToken: z.string().nullable(),
  fullName: z.string(),
  username: z.string(),
});
export type SessionSecrets = z.infer<typeof SessionSecrets>;

/** A row of `session`, its box opened. */
export interface StoredSession extends SessionSecrets {
  readonly idHash: string;
  readonly subject: string;
  readonly actingPostId: string | null;
  readonly accessExpiresAt: Date;
  readonly createdAt: Date;
  readonly seenAt: Date;
  readonly leaseUntil: Date | null;
}

/** What a new session begins with. */
export interface NewSession {
  readonly idHash: string;
  readonly subject: string;
  readonly identitySession: string | null;
  readonly actingPostId: string | null;
  readonly accessExpiresAt: Date;
  readonly secrets: SessionSecrets;
}

interface Row {
  id_hash: string; subject: string; acting_post_id: string | null; box: Buffer;
  access_expires_at: Date; created_at: Date; seen_at: Date; lease_until: Date | null;
}

const COLUMNS = 'id_hash, subject, acting_post_id, box, access_expires_at, created_at, seen_at, lease_until';

const FIND = statement<Row>('gateway.session', `select ${COLUMNS} from session where id_hash = $1`);

/** The gateway's one table. Every call is one short transaction; none is open while the identity server is asked. */
@Injectable()
export class SessionStore {
  constructor(private readonly transactions: Transactions, private readonly box: SessionBox, private readonly clock: Clock) {}

  async insert(session: NewSession): Promise<void> {
    const now = this.clock.now();
    await this.query(
      `insert into session (id_hash, subject, identity_session, acting_post_id, box, access_expires_at, created_at, seen_at)
       values ($1, $2, $3, $4, $5, $6, $7, $7)`,
      [session.idHash, session.subject, session.identitySession, session.actingPostId, this.box.seal(session.secrets, session.idHash), session.accessExpiresAt, now],
    );
  }

  /** Null when there is none, or when its box does not open (another SESSION_KEY): then it is removed. */
  async find(idHash: string): Promise<StoredSession | null> {
    const [row] = await this.transactions.askWhole(FIND, [idHash]);
    if (row === undefined) return null;
    const session = this.opened(row);
    if (session === null) await this.remove(idHash);
    return session;
  }

  async touch(idHash: string): Promise<void> {
    await this.query('update session set seen_at = $2 where id_hash = $1 and seen_at < $2', [idHash, this.clock.now()]);
  }

  /** Answers false when the session has gone meanwhile. */
  async actAs(idHash: string, postId: string | null): Promise<boolean> {
    const rows = await this.query('update session set acting_post_id = $2 where id_hash = $1 returning id_hash', [idHash, postId]);
    return rows.length === 1;
  }

  /**
   * Takes the lease for renewing the tokens that end at `accessExpiresAt`; null when another holds it or has renewed them.
   * `takenOver` says that an earlier lease ran out: its holder was killed in mid-call.
   */
  async lease(idHash: string, owner: string, expected: { accessExpiresAt: Date; forMs: number }): Promise<{ session: StoredSession; takenOver: boolean } | null> {
    const now = this.clock.now();
    return this.transactions.runWhole(async (tx) => {
      const [row] = await rowsOf<Row>(tx, `select ${COLUMNS} from session where id_hash = $1 for update`, [idHash]);
      if (row === undefined || row.access_expires_at.getTime() !== expected.accessExpiresAt.getTime()) return null;
      if (row.lease_until !== null && row.lease_until > now) return null;
      const session = this.opened(row);
      if (session === null) return null;
      await tx.query('update session set lease_owner = $2, lease_until = $3 where id_hash = $1', [idHash, owner, new Date(now.getTime() + expected.forMs)]);
      return { session, takenOver: row.lease_until !== null };
    });
  }

  /** Keeps renewed tokens and gives the lease back; false when the session has gone or the lease was lost. */
  async renew(idHash: string, owner: string, renewed: { secrets: SessionSecrets; accessExpiresAt: Date }): Promise<boolean> {
    const rows = await this.query(
      'update session set box = $3, access_expires_at = $4, lease_owner = null, lease_until = null where id_hash = $1 and lease_owner = $2 returning id_hash',
      [idHash, owner, this.box.seal(renewed.secrets, idHash), renewed.accessExpiresAt],
    );
    return rows.length === 1;
  }

  async release(idHash: string, owner: string): Promise<void> {
    await this.query('update session set lease_owner = null, lease_until = null where id_hash = $1 and lease_owner = $2', [idHash, owner]);
  }

  async remove(idHash: string): Promise<void> {
    await this.query('delete from session where id_hash = $1', [idHash]);
  }

  /**
   * Ends what a logout token names: one session of the identity server, or all of a subject. The token's `jti` is kept in
   * the same transaction. Answers the hashes of the ended sessions, or null when the token was used before.
   */
  removeNamed(named: { jti: string; issuedAt: Date; identitySession: string | null; subject: string | null }): Promise<string[] | null> {
    return this.transactions.runWhole(async (tx) => {
      const first = await rowsOf(tx, 'insert into logout_token (jti, issued_at) values ($1, $2) on conflict do nothing returning jti', [named.jti, named.issuedAt]);
      if (first.length === 0) return null;
      const ended = await rowsOf<{ id_hash: string }>(
        tx,
        'delete from session where ($1::text is not null and identity_session = $1) or ($1::text is null and subject = $2) returning id_hash',
        [named.identitySession, named.subject],
      );
      return ended.map((row) => row.id_hash);
    });
  }

  /** Removes sessions that nobody can use any more, and logout tokens too old to be taken again. */
  async purge(before: { seenAt: Date; createdAt: Date }): Promise<void> {
    await this.transactions.runWhole(async (tx) => {
      await tx.query('delete from session where seen_at < $1 or created_at < $2', [before.seenAt, before.createdAt]);
      await tx.query('delete from logout_token where issued_at < $1', [before.createdAt]);
    });
  }

  private query<T = unknown>(text: string, values: readonly unknown[]): Promise<T[]> {
    return this.transactions.runWhole((tx) => rowsOf<T>(tx, text, values));
  }

  private opened(row: Row): StoredSession | null {
    const secrets = SessionSecrets.safeParse(this.box.open(row.box, row.id_hash));
    if (!secrets.success) return null;
    return {
      ...secrets.data, idHash: row.id_hash, subject: row.subject, actingPostId: row.acting_post_id,
      accessExpiresAt: row.access_expires_at, createdAt: row.created_at, seenAt: row.seen_at, leaseUntil: row.lease_until,
    };
  }
}

/** TypeORM answers `[rows, count]` for UPDATE and DELETE, and rows for the rest. */
async function rowsOf<T>(tx: Tx, text: string, values: readonly unknown[]): Promise<T[]> {
  const result: unknown = await tx.query(text, [...values]);
  const rows = Array.isArray(result) && result.length === 2 && Array.isArray(result[0]) && typeof result[1] === 'number' ? result[0] : result;
  return (Array.isArray(rows) ? rows : []) as T[];
}
