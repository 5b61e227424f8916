import { AccessControl, PermissionMissing, type Principal } from '@doanket/auth';
import { EXCHANGE_KINDS, PERMISSION_OF_EXCHANGE, type ExchangeKind } from '@doanket/contracts';
import { Access, UnitNotFound } from '@doanket/directory';
import type { Tx } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';
import { ExchangeNotFound } from './exchange.errors';
import type { Exchange } from './exchanges.store';

/** A list that came by hand: an officer of the union entered it. */
export const BY_HAND = 'union';

/** Which kinds somebody exchanges, and which entries they see. A partner sees its own, of the kinds its scopes name (SOC-09, SOC-10). */
@Injectable()
export class ExchangeAccess {
  constructor(private readonly control: AccessControl, private readonly access: Access) {}

  kindsOf(principal: Principal): ExchangeKind[] {
    return EXCHANGE_KINDS.filter((kind) => this.control.holds(principal, PERMISSION_OF_EXCHANGE[kind]));
  }

  /** The unit and the sender somebody sends as. Throws PermissionMissing without the scope of the kind. */
  sender(principal: Principal, kind: ExchangeKind): { unitId: string; sender: string } {
    if (!this.control.holds(principal, PERMISSION_OF_EXCHANGE[kind])) throw new PermissionMissing(PERMISSION_OF_EXCHANGE[kind]);
    const unitId = principal.post?.unitId ?? principal.partner?.unitId;
    if (unitId === undefined) throw new UnitNotFound();
    return { unitId, sender: principal.kind === 'PARTNER' ? principal.clientId : BY_HAND };
  }

  /** Throws ExchangeNotFound for what the caller does not see. The transaction may be whole. */
  async requireSeen(tx: Tx, principal: Principal, entry: Exchange): Promise<void> {
    if (principal.kind === 'PARTNER' && (entry.sender !== principal.clientId || !this.kindsOf(principal).includes(entry.kind))) throw new ExchangeNotFound();
    await this.access.requireReadable(tx, principal, entry.unitId).catch(hidden);
  }

  /** Throws ExchangeNotFound unless the caller sent it, or sends for the unit it belongs to. */
  async requireSender(tx: Tx, principal: Principal, entry: Exchange): Promise<void> {
    await this.requireSeen(tx, principal, entry);
    const { unitId, sender } = this.sender(principal, entry.kind);
    if (entry.unitId !== unitId || entry.sender !== sender) throw new ExchangeNotFound();
  }
}

function hidden(error: unknown): never {
  throw error instanceof UnitNotFound ? new ExchangeNotFound() : error;
}
