import { Audit } from '@doanket/audit';
import type { Principal } from '@doanket/auth';
import type { AnswerOf, confirmTransfer, InputOf, listTransfers, openTransfer, refuseTransfer, TransferDetail, TransferView } from '@doanket/contracts';
import { Access, Directory, OutsideReach, UnitNotFound } from '@doanket/directory';
import { Clock, newId } from '@doanket/kernel';
import { Transactions, type Tx } from '@doanket/persistence';
import { decodeCursor, pageFrom } from '@doanket/service';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { LiveDecisions } from '../decisions/live-decisions';
import { Delegations } from '../delegations/delegations';
import { UnitTree } from '../units/unit-tree';
import { TransferChanges } from './transfer.changes';
import { ConfirmedInFuture, NotTransferable, OwnTransfer, TransferNotDelegated, TransferNotFound, TransferUnclear } from './transfer.errors';
import { TransferStore, type Transfer, type TransferUnit } from './transfer.store';
import { UnitHoldings } from './unit-holdings';

const IdCursor = z.tuple([z.uuid()]);
type Body = InputOf<typeof openTransfer>['body'];

/** Hand-overs of unions: decided by the giver, in force with the confirmation of the receiver (ORG-04). */
@Injectable()
export class TransfersService {
  constructor(
    private readonly transactions: Transactions, private readonly access: Access, private readonly directory: Directory, private readonly clock: Clock, private readonly audit: Audit,
    private readonly decisions: LiveDecisions, private readonly delegations: Delegations, private readonly tree: UnitTree, private readonly store: TransferStore,
    private readonly changes: TransferChanges, private readonly holdings: UnitHoldings,
  ) {}

  open({ body }: InputOf<typeof openTransfer>, principal: Principal): Promise<TransferDetail> {
    requireClear(body);
    return this.transactions.run(async (tx) => {
      const issuerId = principal.post?.unitId ?? '';
      if (principal.post?.level === 'S' && !(await this.delegations.holds(tx, issuerId, 'TRANSFER_UNIT', this.clock.today()))) throw new TransferNotDelegated();
      const receiverId = await this.receiverOf(tx, body, principal);
      const units: Omit<TransferUnit, 'handOver'>[] = [];
      for (const [at, unit] of body.units.entries()) units.push(await this.named(tx, body, at, unit, principal));
      const decision = await this.decisions.take(tx, principal, { kind: 'UNITS_TRANSFERRED', ...body.decision });
      const transfer: Transfer = {
        id: newId(), unitId: issuerId, receiverId, direction: body.direction, otherParty: body.otherParty ?? null, effectiveOn: body.effectiveOn, state: 'TRANSFER_PENDING',
        decisionId: decision.id, decidedBy: principal.personId, movedOn: null, confirmedOn: null, confirmedNumber: null, reason: null, version: 1,
      };
      await this.store.insert(tx, transfer, units);
      await this.audit.record(tx, { action: 'transfer.open', objectType: 'transfer', objectId: transfer.id, unitId: issuerId, after: { direction: body.direction, units: units.length, decisionId: decision.id } });
      return this.detail(tx, transfer.id);
    });
  }

  confirm({ params, body }: InputOf<typeof confirmTransfer>, principal: Principal): Promise<TransferDetail> {
    return this.settling(params.id, principal, async (tx, transfer) => {
      const today = this.clock.today();
      if (principal.personId === transfer.decidedBy) throw new OwnTransfer();
      if (body.confirmedOn > today) throw new ConfirmedInFuture(today);
      const from = transfer.effectiveOn > body.confirmedOn ? transfer.effectiveOn : body.confirmedOn;
      const units = await this.store.units(tx, transfer.id);
      const handOver = await this.holdings.of(tx, idsOf(units), today);
      await this.changes.apply(tx, transfer, units, from);
      await this.store.settle(tx, transfer.id, { state: 'TRANSFER_DONE', movedOn: from, confirmedOn: body.confirmedOn, confirmedNumber: body.number ?? null }, handOver);
      return { action: 'transfer.confirm', after: { movedOn: from, units: units.length } };
    });
  }

  refuse({ params, body }: InputOf<typeof refuseTransfer>, principal: Principal): Promise<TransferDetail> {
    return this.settling(params.id, principal, async (tx, transfer) => {
      await this.store.settle(tx, transfer.id, { state: 'TRANSFER_REFUSED', reason: body.reason });
      return { action: 'transfer.refuse', why: body.reason };
    });
  }

  withdraw({ params, body }: InputOf<typeof refuseTransfer>, principal: Principal): Promise<TransferDetail> {
    return this.transactions.run(async (tx) => {
      const transfer = await this.store.getPending(tx, params.id);
      await this.access.requireUnit(tx, principal, 'membership.unit.transfer', transfer.unitId).catch(hidden);
      await this.store.settle(tx, transfer.id, { state: 'TRANSFER_WITHDRAWN', reason: body.reason });
      await this.audit.record(tx, { action: 'transfer.withdraw', objectType: 'transfer', objectId: transfer.id, unitId: transfer.unitId, why: body.reason });
      return this.detail(tx, transfer.id);
    });
  }

  async get(id: string): Promise<TransferDetail> {
    await this.requireSeen(id);
    return this.transactions.readWhole((tx) => this.detail(tx, id));
  }

  list({ query }: InputOf<typeof listTransfers>): Promise<AnswerOf<typeof listTransfers>> {
    return this.transactions.read(async (tx) => {
      const rows = await this.store.list(tx, { state: query.state ?? null, after: decodeCursor(query.cursor, IdCursor)?.[0] ?? null, limit: query.limit + 1 });
      const page = pageFrom(rows, query.limit, (row) => row, (row) => [row.id]);
      const items: TransferView[] = [];
      for (const row of page.items) items.push(await this.view(tx, row, (await this.store.units(tx, row.id)).length));
      return { items, nextCursor: page.nextCursor };
    });
  }

  /** The receiver settles it; where that is an organisation outside, the unit that decided writes its letter down. */
  private async settling(
    id: string, principal: Principal, work: (tx: Tx, transfer: Transfer) => Promise<{ action: string; after?: Record<string, unknown>; why?: string }>,
  ): Promise<TransferDetail> {
    await this.requireSeen(id);
    return this.transactions.runWhole(async (tx) => {
      const transfer = await this.store.getPending(tx, id);
      const settles = transfer.direction === 'WITHIN' ? transfer.receiverId : transfer.unitId;
      await this.directory.requireFresh(tx);
      await this.access.requireUnit(tx, principal, 'membership.transfer.confirm', settles ?? '').catch((error: unknown) => {
        throw error instanceof UnitNotFound ? new OutsideReach('membership.transfer.confirm') : error;
      });
      const done = await work(tx, transfer);
      await this.audit.record(tx, { ...done, objectType: 'transfer', objectId: id, unitId: transfer.unitId });
      return this.detail(tx, id);
    });
  }

  /**
   * Who gives and who receives see a transfer, nobody else. What goes along lies out of the receiver's sight until it is
   * there: once the transfer is seen, its list is made over all rows.
   */
  private async requireSeen(id: string): Promise<void> {
    await this.transactions.read((tx) => this.store.get(tx, id));
  }

  private async receiverOf(tx: Tx, body: Body, principal: Principal): Promise<string | null> {
    if (body.receiverCode === undefined) return null;
    // A sister may receive: whoever gives need not reach it, only know it.
    const { unitId } = await this.directory.getByCode(tx, body.receiverCode);
    if (body.direction === 'IN') await this.access.requireUnit(tx, principal, 'membership.unit.transfer', unitId);
    await this.tree.parentFor(tx, 'G', body.receiverCode, body.effectiveOn);
    return unitId;
  }

  private async named(tx: Tx, body: Body, at: number, unit: Body['units'][number], principal: Principal): Promise<Omit<TransferUnit, 'handOver'>> {
    const known = await this.directory.findByCode(tx, unit.unitCode);
    const row = { n: at + 1, code: unit.unitCode, unitId: known?.unitId ?? null, name: unit.name ?? null, bloc: unit.bloc ?? null };
    if (body.direction === 'IN') {
      if (known === null && unit.name === undefined) throw new TransferUnclear(`/body/units/${at}/name`, 'A union that was never here has a name');
      if (known !== null && (await this.directory.unitOn(tx, known.unitId, body.effectiveOn))?.state !== 'TRANSFERRED_OUT') throw new NotTransferable(unit.unitCode);
      return row;
    }
    if (known === null) throw new UnitNotFound();
    await this.access.requireUnit(tx, principal, 'membership.unit.transfer', known.unitId);
    const live = await this.tree.liveOn(tx, unit.unitCode, body.effectiveOn);
    if (live.type !== 'G' && live.type !== 'G_MEMBER') throw new NotTransferable(unit.unitCode);
    return row;
  }

  private async detail(tx: Tx, id: string): Promise<TransferDetail> {
    const transfer = await this.store.get(tx, id);
    const units = await this.store.units(tx, id);
    const pending = transfer.state === 'TRANSFER_PENDING';
    return {
      ...(await this.view(tx, transfer, units.length)),
      confirmation: transfer.confirmedOn === null ? null : { confirmedOn: transfer.confirmedOn, number: transfer.confirmedNumber },
      handOver: pending ? await this.holdings.of(tx, idsOf(units), this.clock.today()) : units.flatMap(({ handOver }) => (handOver === null ? [] : [handOver])),
    };
  }

  private async view(tx: Tx, transfer: Transfer, units: number): Promise<TransferView> {
    const codeOf = async (unitId: string) => (await this.directory.getById(tx, unitId)).code;
    return {
      id: transfer.id, direction: transfer.direction, state: transfer.state, issuerCode: await codeOf(transfer.unitId), receiverCode: transfer.receiverId === null ? null : await codeOf(transfer.receiverId),
      otherParty: transfer.otherParty, effectiveOn: transfer.effectiveOn, movedOn: transfer.movedOn, decisionId: transfer.decisionId, units, reason: transfer.reason, version: transfer.version,
    };
  }
}

const idsOf = (units: readonly TransferUnit[]): string[] => units.flatMap(({ unitId }) => (unitId === null ? [] : [unitId]));

function requireClear(body: Body): void {
  if (body.direction !== 'OUT' && body.receiverCode === undefined) throw new TransferUnclear('/body/receiverCode', 'Missing');
  if (body.direction === 'OUT' && body.receiverCode !== undefined) throw new TransferUnclear('/body/receiverCode', 'Not for unions that leave the tree');
  if (body.direction !== 'WITHIN' && body.otherParty === undefined) throw new TransferUnclear('/body/otherParty', 'Missing');
}

function hidden(error: unknown): never {
  throw error instanceof UnitNotFound ? new TransferNotFound() : error;
}
