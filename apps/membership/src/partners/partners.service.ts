import { Audit } from '@doanket/audit';
import type { Principal } from '@doanket/auth';
import { PartnerOpenedV1, type AnswerOf, type InputOf, type listPartners, type openPartner, type PartnerView, type renewPartnerSecret } from '@doanket/contracts';
import { Access, Directory, UnitNotFound } from '@doanket/directory';
import { Clock, newId } from '@doanket/kernel';
import { Transactions, violated, type Tx } from '@doanket/persistence';
import { decodeCursor, pageFrom } from '@doanket/service';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { DirectorySource, planned } from '../directory/directory-source';
import { IdentityAdmin } from '../persons/identity-admin';
import { IdentityAdminUnavailable } from '../persons/person.errors';
import { Partner } from './partner.entity';
import { PartnerKnown, PartnerNotFound, ScopeNotForPartners } from './partner.errors';
import { partnerScopes } from './scope.rules';

const ClientCursor = z.tuple([z.string()]);
const GRACE_MS = 60_000;
const SCOPES = partnerScopes();

/** Partner systems: reserved in our transaction, opened at the identity server after it, like accounts. */
@Injectable()
export class PartnersService {
  constructor(
    private readonly transactions: Transactions, private readonly access: Access, private readonly directory: Directory, private readonly identity: IdentityAdmin,
    private readonly source: DirectorySource, private readonly audit: Audit, private readonly clock: Clock,
  ) {}

  async open({ body }: InputOf<typeof openPartner>, principal: Principal): Promise<PartnerView> {
    const unknown = body.scopes.flatMap((scope, index) => (SCOPES.has(scope) ? [] : [index]));
    if (unknown.length > 0) throw new ScopeNotForPartners(unknown);
    const unitId = principal.post?.unitId;
    if (unitId === undefined) throw new UnitNotFound();
    if (await this.identity.hasClient(body.clientId)) throw new PartnerKnown();
    const opening = await this.transactions.run(async (tx) => {
      await this.access.requireUnit(tx, principal, 'membership.partner.open', unitId);
      const partner = Partner.opening({ id: newId(), unitId, clientId: body.clientId, name: body.name, scopes: [...new Set(body.scopes)], openedAt: this.clock.now() });
      await tx.save(partner).catch((error: unknown) => {
        throw violated(error, 'partner_client_id_unique') ? new PartnerKnown() : error;
      });
      await this.audit.record(tx, { action: 'partner.open', objectType: 'partner', objectId: partner.id, unitId, after: { clientId: partner.clientId, scopes: partner.scopes } });
      return this.view(tx, partner);
    });
    return { ...opening, state: await this.complete(opening.id, body.clientId, body.name) };
  }

  async renewSecret({ params }: InputOf<typeof renewPartnerSecret>, principal: Principal): Promise<AnswerOf<typeof renewPartnerSecret>> {
    await this.transactions.run(async (tx) => {
      const partner = await tx.findOne(Partner, { where: { clientId: params.clientId } });
      if (partner === null) throw new PartnerNotFound();
      await this.access.requireUnit(tx, principal, 'membership.partner.open', partner.unitId);
      await this.audit.record(tx, { action: 'partner.renew-secret', objectType: 'partner', objectId: partner.id, unitId: partner.unitId });
    });
    return { clientId: params.clientId, clientSecret: await this.identity.renewSecret(params.clientId) };
  }

  list({ query }: InputOf<typeof listPartners>, principal: Principal): Promise<AnswerOf<typeof listPartners>> {
    return this.transactions.read(async (tx) => {
      const after = decodeCursor(query.cursor, ClientCursor);
      const found = tx.createQueryBuilder(Partner, 'p').where('p.unitId = :unitId', { unitId: principal.post?.unitId ?? null }).orderBy('p.clientId').limit(query.limit + 1);
      if (after !== null) found.andWhere('p.clientId > :after', { after: after[0] });
      const rows = await found.getMany();
      const code = principal.post?.unitCode ?? '';
      return pageFrom(rows, query.limit, (row) => toView(row, code), (row) => [row.clientId]);
    });
  }

  /** Opens what a crash or an outage left behind; called by a timer. */
  async openLeftBehind(): Promise<void> {
    const since = new Date(this.clock.now().getTime() - GRACE_MS);
    const left = await this.transactions.readWhole((tx) =>
      tx.query("select id, client_id, name from partner where state = 'OPENING' and opened_at < $1 order by opened_at limit 20", [since])) as { id: string; client_id: string; name: string }[];
    for (const { id, client_id: clientId, name } of left) await this.complete(id, clientId, name);
  }

  private async complete(id: string, clientId: string, name: string): Promise<'OPENING' | 'OPEN'> {
    try {
      await this.identity.openPartner(clientId, name);
    } catch (error) {
      if (error instanceof IdentityAdminUnavailable) return 'OPENING';
      throw error;
    }
    await this.transactions.runWhole(async (tx) => {
      const partner = await tx.findOneOrFail(Partner, { where: { id }, lock: { mode: 'pessimistic_write' } });
      if (partner.state === 'OPEN') return;
      partner.state = 'OPEN';
      await tx.save(partner);
      await this.source.record(tx, newId(), [planned(PartnerOpenedV1, { partnerId: id, clientId, unitId: partner.unitId, scopes: partner.scopes }, this.clock.today())]);
    });
    return 'OPEN';
  }

  private async view(tx: Tx, partner: Partner): Promise<PartnerView> {
    return toView(partner, (await this.directory.getById(tx, partner.unitId)).code);
  }
}

function toView(partner: Partner, unitCode: string): PartnerView {
  return { id: partner.id, clientId: partner.clientId, name: partner.name, unitCode, scopes: partner.scopes, state: partner.state };
}
