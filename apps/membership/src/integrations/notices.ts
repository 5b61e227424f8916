import type { NoticeView, PartnerNotice } from '@doanket/contracts';
import { Clock } from '@doanket/kernel';
import { Transactions, type Tx } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';
import { FieldKeys } from '../persons/field-keys';
import { secondsToNextTry } from './public-address';
import { WebhookSender } from './webhook-sender';

/** Failures in a row after which an address is parked: about two and a half hours. */
export const PARK_AFTER = 12;
const CLAIM_MS = 30_000;

interface Due { readonly clientId: string; readonly sequence: number; readonly url: string; readonly keyId: string; readonly secret: Buffer; readonly attempts: number; readonly notice: PartnerNotice }

const NOTICE = `d.sequence::int as sequence, d.type, d.created_at as "createdAt", d.subject_id as "subjectId", d.payload as data`;

/** Notices to partners: numbered per partner, sent in order at least once, kept for being read again (SOC-09). */
@Injectable()
export class Notices {
  constructor(private readonly transactions: Transactions, private readonly clock: Clock, private readonly sender: WebhookSender, private readonly keys: FieldKeys) {}

  /** Notes a notice in the caller's transaction, which must be whole. `sender`: the client; lists that came by hand have none. */
  async note(tx: Tx, of: { clientId: string; unitId: string; type: PartnerNotice['type']; subjectId: string; data: PartnerNotice['data'] }): Promise<void> {
    const known: unknown[] = await tx.query('select 1 from partner_delivery where client_id = $1 and type = $2 and subject_id = $3', [of.clientId, of.type, of.subjectId]);
    if (known.length > 0) return;
    const rows: { sequence: string; active: boolean }[] = await tx.query(
      `insert into partner_integration as i (client_id, unit_id, webhook_state, failures, last_sequence, version) values ($1, $2, 'NONE', 0, 1, 1)
       on conflict on constraint partner_integration_pk do update set last_sequence = i.last_sequence + 1 returning last_sequence as sequence, webhook_state <> 'NONE' as active`, [of.clientId, of.unitId]);
    const now = this.clock.now();
    await tx.query(
      `insert into partner_delivery (client_id, sequence, unit_id, type, subject_id, payload, created_at, state, attempts, next_at) values ($1, $2, $3, $4, $5, $6, $7, $8, 0, $9)`,
      [of.clientId, rows[0]?.sequence, of.unitId, of.type, of.subjectId, JSON.stringify(of.data), now, rows[0]?.active === true ? 'WAITING' : 'UNSENT', rows[0]?.active === true ? now : null]);
  }

  /** Sends what is due, the oldest of each partner first, until nothing is. Called by a timer. */
  async round(): Promise<void> {
    for (let due = await this.claim(); due !== null; due = await this.claim()) {
      const answer = await this.sender.send({ url: due.url, keyId: due.keyId, secret: this.keys.cipher.open(secretPlace(due.clientId), due.secret), sequence: due.sequence, body: JSON.stringify(due.notice) });
      const good = 'status' in answer && answer.status >= 200 && answer.status < 300;
      await this.transactions.runWhole((tx) => (good ? this.delivered(tx, due as Due, answer.status) : this.failed(tx, due as Due, answer)));
    }
  }

  async list(tx: Tx, clientId: string, after: number, limit: number): Promise<NoticeView[]> {
    const rows: (Omit<NoticeView, 'createdAt' | 'nextAt' | 'deliveredAt'> & { createdAt: Date; nextAt: Date | null; deliveredAt: Date | null })[] = await tx.query(
      `select ${NOTICE}, d.state, d.attempts, d.next_at as "nextAt", d.delivered_at as "deliveredAt", d.last_status as "lastStatus", d.last_failure as "lastFailure"
       from partner_delivery d where d.client_id = $1 and d.sequence > $2 order by d.sequence limit $3`, [clientId, after, limit]);
    return rows.map((row) => ({ ...row, createdAt: row.createdAt.toISOString(), nextAt: row.nextAt?.toISOString() ?? null, deliveredAt: row.deliveredAt?.toISOString() ?? null }));
  }

  async replay(tx: Tx, clientId: string, fromSequence: number): Promise<number> {
    const [, count] = (await tx.query(`update partner_delivery set state = 'WAITING', attempts = 0, next_at = $3 where client_id = $1 and sequence >= $2`, [clientId, fromSequence, this.clock.now()])) as [unknown, number];
    return count;
  }

  private claim(): Promise<Due | null> {
    return this.transactions.runWhole(async (tx) => {
      const now = this.clock.now();
      const rows: (Omit<Due, 'notice'> & PartnerNotice & { createdAt: Date | string })[] = await tx.query(
        `select ${NOTICE}, d.client_id as "clientId", d.attempts, i.webhook_url as url, i.webhook_key_id as "keyId", i.webhook_secret as secret
         from partner_delivery d join partner_integration i on i.client_id = d.client_id
         where d.state = 'WAITING' and d.next_at <= $1 and i.webhook_state = 'ACTIVE'
           and not exists (select from partner_delivery e where e.client_id = d.client_id and e.state = 'WAITING' and e.sequence < d.sequence)
         order by d.next_at, d.client_id limit 1 for update of d skip locked`, [now]);
      const [row] = rows;
      if (row === undefined) return null;
      await tx.query('update partner_delivery set next_at = $3 where client_id = $1 and sequence = $2', [row.clientId, row.sequence, new Date(now.getTime() + CLAIM_MS)]);
      const { clientId, attempts, url, keyId, secret, sequence, type, createdAt, subjectId, data } = row;
      return { clientId, attempts, url, keyId, secret, sequence, notice: { sequence, type, createdAt: new Date(createdAt).toISOString(), subjectId, data } };
    });
  }

  private async delivered(tx: Tx, due: Due, status: number): Promise<void> {
    await tx.query(`update partner_delivery set state = 'DELIVERED', attempts = attempts + 1, delivered_at = $3, last_status = $4, last_failure = null, next_at = null where client_id = $1 and sequence = $2`,
      [due.clientId, due.sequence, this.clock.now(), status]);
    await tx.query('update partner_integration set failures = 0 where client_id = $1', [due.clientId]);
  }

  private async failed(tx: Tx, due: Due, answer: { status: number } | { failure: string }): Promise<void> {
    const next = new Date(this.clock.now().getTime() + secondsToNextTry(due.attempts + 1) * 1000);
    await tx.query('update partner_delivery set attempts = attempts + 1, last_status = $3, last_failure = $4, next_at = $5 where client_id = $1 and sequence = $2',
      [due.clientId, due.sequence, 'status' in answer ? answer.status : null, 'failure' in answer ? answer.failure : null, next]);
    await tx.query(
      `update partner_integration set failures = failures + 1, webhook_state = case when failures + 1 >= $2 then 'PARKED' else webhook_state end, parked_at = case when failures + 1 >= $2 then $3 else parked_at end where client_id = $1`,
      [due.clientId, PARK_AFTER, this.clock.now()]);
  }
}

export const secretPlace = (clientId: string) => ({ table: 'partner_integration', column: 'webhook_secret', rowId: clientId });
