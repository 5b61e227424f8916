import { createPublicKey, randomBytes } from 'node:crypto';
import { Audit } from '@doanket/audit';
import type { Principal } from '@doanket/auth';
import type { AnswerOf, InputOf, IntegrationView, listNotices, replayNotices, setSigningKey, setWebhook } from '@doanket/contracts';
import { Access } from '@doanket/directory';
import { newId } from '@doanket/kernel';
import { Transactions, type Tx } from '@doanket/persistence';
import { decodeCursor, pageFrom } from '@doanket/service';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { PartnerNotFound } from '../partners/partner.errors';
import { FieldKeys } from '../persons/field-keys';
import { SigningKeyInvalid, WebhookMissing } from './integration.errors';
import { Notices, secretPlace } from './notices';
import { WebhookSender } from './webhook-sender';

const SequenceCursor = z.tuple([z.number().int()]);
const LEAST_RSA_BITS = 2_048;

interface Row {
  readonly clientId: string; readonly name: string; readonly unitId: string; readonly webhookUrl: string | null; readonly webhookState: IntegrationView['webhookState']; readonly webhookKeyId: string | null; readonly failures: number;
  readonly parkedAt: Date | null; readonly hasSigningKey: boolean; readonly lastSequence: number; readonly version: number;
}

/** What a partner leaves with us: where its notices go, the key of its signatures (SOC-09). */
@Injectable()
export class IntegrationsService {
  constructor(
    private readonly transactions: Transactions, private readonly access: Access, private readonly notices: Notices, private readonly sender: WebhookSender, private readonly keys: FieldKeys, private readonly audit: Audit,
  ) {}

  get(clientId: string, principal: Principal): Promise<IntegrationView> {
    return this.transactions.runWhole(async (tx) => this.view(await this.reached(tx, clientId, principal)));
  }

  async setWebhook({ params, body }: InputOf<typeof setWebhook>, principal: Principal): Promise<AnswerOf<typeof setWebhook>> {
    if (body.url !== null) await this.sender.requireUsable(body.url);
    return this.transactions.runWhole(async (tx) => {
      const { clientId, unitId } = await this.reached(tx, params.clientId, principal);
      const secret = body.url === null ? null : randomBytes(32).toString('base64url');
      await tx.query(
        `update partner_integration set webhook_url = $2, webhook_key_id = $3, webhook_secret = $4, webhook_state = $5, failures = 0, parked_at = null, version = version + 1 where client_id = $1`,
        [clientId, body.url, secret === null ? null : newId(), secret === null ? null : this.keys.cipher.seal(secretPlace(clientId), secret), secret === null ? 'NONE' : 'ACTIVE']);
      await this.audit.record(tx, { action: 'partner.set-webhook', objectType: 'partner', objectId: clientId, unitId, after: { active: secret !== null } });
      return { ...(await this.view(await this.reached(tx, clientId, principal))), secret };
    });
  }

  setSigningKey({ params, body }: InputOf<typeof setSigningKey>, principal: Principal): Promise<IntegrationView> {
    if (body.publicKey !== null) requireKey(body.publicKey);
    return this.transactions.runWhole(async (tx) => {
      const { clientId, unitId } = await this.reached(tx, params.clientId, principal);
      await tx.query('update partner_integration set signing_key = $2, version = version + 1 where client_id = $1', [clientId, body.publicKey]);
      await this.audit.record(tx, { action: 'partner.set-signing-key', objectType: 'partner', objectId: clientId, unitId });
      return this.view(await this.reached(tx, clientId, principal));
    });
  }

  list({ params, query }: InputOf<typeof listNotices>, principal: Principal): Promise<AnswerOf<typeof listNotices>> {
    return this.transactions.runWhole(async (tx) => {
      const { clientId } = await this.reached(tx, params.clientId, principal);
      const rows = await this.notices.list(tx, clientId, decodeCursor(query.cursor, SequenceCursor)?.[0] ?? query.after, query.limit + 1);
      return pageFrom(rows, query.limit, (row) => row, (row) => [row.sequence]);
    });
  }

  replay({ params, body }: InputOf<typeof replayNotices>, principal: Principal): Promise<AnswerOf<typeof replayNotices>> {
    return this.transactions.runWhole(async (tx) => {
      const { clientId, unitId, webhookState } = await this.reached(tx, params.clientId, principal);
      if (webhookState === 'NONE') throw new WebhookMissing();
      await tx.query(`update partner_integration set webhook_state = 'ACTIVE', failures = 0, parked_at = null, version = version + 1 where client_id = $1`, [clientId]);
      await this.audit.record(tx, { action: 'partner.replay', objectType: 'partner', objectId: clientId, unitId, after: { fromSequence: body.fromSequence } });
      return { replayed: await this.notices.replay(tx, clientId, body.fromSequence) };
    });
  }

  /** The integration, made when first asked for. A partner reaches its own; an officer those of the unit. Throws PartnerNotFound. */
  private async reached(tx: Tx, clientId: string, principal: Principal): Promise<Row> {
    const unitId = await this.unitOf(tx, clientId, principal);
    await tx.query(
      `insert into partner_integration (client_id, unit_id, webhook_state, failures, last_sequence, version) values ($1, $2, 'NONE', 0, 0, 1) on conflict on constraint partner_integration_pk do nothing`, [clientId, unitId]);
    const rows: Row[] = await tx.query(
      `select i.client_id as "clientId", coalesce(p.name, i.client_id) as name, i.unit_id as "unitId", i.webhook_url as "webhookUrl", i.webhook_state as "webhookState", i.webhook_key_id as "webhookKeyId", i.failures, i.parked_at as "parkedAt",
              i.signing_key is not null as "hasSigningKey", i.last_sequence::int as "lastSequence", i.version
       from partner_integration i left join partner p on p.client_id = i.client_id where i.client_id = $1 for update of i`, [clientId]);
    if (rows[0] === undefined) throw new PartnerNotFound();
    return rows[0];
  }

  private async unitOf(tx: Tx, clientId: string, principal: Principal): Promise<string> {
    if (principal.kind === 'PARTNER') {
      if (principal.clientId !== clientId || principal.partner === null) throw new PartnerNotFound();
      return principal.partner.unitId;
    }
    const rows: { unitId: string }[] = await tx.query('select unit_id as "unitId" from partner where client_id = $1', [clientId]);
    if (rows[0] === undefined) throw new PartnerNotFound();
    await this.access.requireUnit(tx, principal, 'membership.partner.integrate', rows[0].unitId).catch(() => {
      throw new PartnerNotFound();
    });
    return rows[0].unitId;
  }

  private view(row: Row): IntegrationView {
    const { unitId: _, parkedAt, ...view } = row;
    return { ...view, parkedAt: parkedAt?.toISOString() ?? null };
  }
}

function requireKey(pem: string): void {
  try {
    const key = createPublicKey(pem);
    const rsa = key.asymmetricKeyType === 'rsa' && (key.asymmetricKeyDetails?.modulusLength ?? 0) >= LEAST_RSA_BITS;
    if (pem.includes('PRIVATE') || !(rsa || key.asymmetricKeyType === 'ed25519')) throw new SigningKeyInvalid();
  } catch {
    throw new SigningKeyInvalid();
  }
}
