import { Audit } from '@doanket/audit';
import type { Principal } from '@doanket/auth';
import type { AnswerOf, DelegationView, endDelegation, grantDelegation, InputOf, listDelegations } from '@doanket/contracts';
import { Access, Directory, UnitNotFound } from '@doanket/directory';
import { Clock, newId } from '@doanket/kernel';
import { Transactions, type Tx } from '@doanket/persistence';
import { decodeCursor, pageFrom } from '@doanket/service';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { LiveDecisions } from '../decisions/live-decisions';
import { DelegationNotFound, NotDelegable } from './delegation.errors';
import { Delegations, type Delegation } from './delegations';

const IdCursor = z.tuple([z.uuid()]);

/** The city hands powers down and takes them back (ORG-02). */
@Injectable()
export class DelegationsService {
  constructor(
    private readonly transactions: Transactions, private readonly access: Access, private readonly directory: Directory, private readonly clock: Clock,
    private readonly delegations: Delegations, private readonly decisions: LiveDecisions, private readonly audit: Audit,
  ) {}

  grant({ body }: InputOf<typeof grantDelegation>, principal: Principal): Promise<DelegationView> {
    return this.transactions.run(async (tx) => {
      const unitId = await this.access.requireUnitByCode(tx, principal, 'membership.unit.decide', body.unitCode);
      const validFrom = body.validFrom ?? this.clock.today();
      if ((await this.directory.requireUnitOn(tx, unitId, validFrom)).level !== 'S') throw new NotDelegable(body.unitCode);
      const decision = await this.decisions.take(tx, principal, { kind: 'DELEGATION_GRANTED', ...body.decision });
      const granted = await this.delegations.grant(tx, {
        id: newId(), unitId, unitCode: body.unitCode, power: body.power, validFrom, validTo: body.validTo ?? null, decisionId: decision.id,
      });
      await this.audit.record(tx, { action: 'delegation.grant', objectType: 'delegation', objectId: granted.id, unitId, after: { power: granted.power, validFrom, validTo: granted.validTo } });
      return this.view(tx, granted);
    });
  }

  end({ params, body }: InputOf<typeof endDelegation>, principal: Principal): Promise<DelegationView> {
    return this.transactions.run(async (tx) => {
      const held = await this.delegations.get(tx, params.id);
      await this.access.requireUnit(tx, principal, 'membership.unit.decide', held.unitId).catch((error: unknown) => {
        throw error instanceof UnitNotFound ? new DelegationNotFound() : error;
      });
      const decision = await this.decisions.take(tx, principal, { kind: 'DELEGATION_ENDED', ...body.decision });
      const ended = await this.delegations.end(tx, params.id, body.lastDay, decision.id);
      await this.audit.record(tx, { action: 'delegation.end', objectType: 'delegation', objectId: params.id, unitId: held.unitId, before: { validTo: held.validTo }, after: { validTo: ended.validTo } });
      return this.view(tx, ended);
    });
  }

  list({ query }: InputOf<typeof listDelegations>, principal: Principal): Promise<AnswerOf<typeof listDelegations>> {
    return this.transactions.read(async (tx) => {
      const unitId = query.unit === undefined ? null : (await this.directory.getByCode(tx, query.unit)).unitId;
      if (unitId !== null) await this.access.requireReadable(tx, principal, unitId);
      const rows = await this.delegations.list(tx, { unitId, after: decodeCursor(query.cursor, IdCursor)?.[0] ?? null, limit: query.limit + 1 });
      const page = pageFrom(rows, query.limit, (row) => row, (row) => [row.id]);
      const items: DelegationView[] = [];
      for (const row of page.items) items.push(await this.view(tx, row));
      return { items, nextCursor: page.nextCursor };
    });
  }

  private async view(tx: Tx, one: Delegation): Promise<DelegationView> {
    const { code } = await this.directory.getById(tx, one.unitId);
    return {
      id: one.id, unitCode: code, unitName: await this.directory.nameOn(tx, one.unitId, one.validFrom), power: one.power, validFrom: one.validFrom, validTo: one.validTo,
      decisionId: one.decisionId, endDecisionId: one.endDecisionId,
    };
  }
}
