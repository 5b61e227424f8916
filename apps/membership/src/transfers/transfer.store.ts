import type { Bloc, TRANSFER_DIRECTIONS, TRANSFER_STATES, UnitHoldings } from '@doanket/contracts';
import type { Day } from '@doanket/kernel';
import { violated, type Tx } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';
import { TransferNotFound, TransferPendingAlready, TransferSettled } from './transfer.errors';

export interface Transfer {
  readonly id: string; readonly unitId: string; readonly receiverId: string | null; readonly direction: (typeof TRANSFER_DIRECTIONS)[number]; readonly otherParty: string | null;
  readonly effectiveOn: Day; readonly state: (typeof TRANSFER_STATES)[number]; readonly decisionId: string; readonly decidedBy: string | null; readonly movedOn: Day | null;
  readonly confirmedOn: Day | null; readonly confirmedNumber: string | null; readonly reason: string | null; readonly version: number;
}

export interface TransferUnit {
  readonly n: number; readonly code: string; readonly unitId: string | null; readonly name: string | null; readonly bloc: Bloc | null; readonly handOver: UnitHoldings | null;
}

const COLUMNS = `id, unit_id as "unitId", receiver_id as "receiverId", direction, other_party as "otherParty", effective_on::text as "effectiveOn", state, decision_id as "decisionId",
  decided_by as "decidedBy", moved_on::text as "movedOn", confirmed_on::text as "confirmedOn", confirmed_number as "confirmedNumber", reason, version`;

/** Loads and stores transfers of unions. */
@Injectable()
export class TransferStore {
  async insert(tx: Tx, transfer: Transfer, units: readonly Omit<TransferUnit, 'handOver'>[]): Promise<void> {
    await tx.query(
      `insert into unit_transfer (id, unit_id, receiver_id, direction, other_party, effective_on, state, decision_id, decided_by, version) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 1)`,
      [transfer.id, transfer.unitId, transfer.receiverId, transfer.direction, transfer.otherParty, transfer.effectiveOn, transfer.state, transfer.decisionId, transfer.decidedBy]);
    for (const unit of units) {
      await tx.query('insert into unit_transfer_unit (transfer_id, n, code, unit_id, name, bloc, pending) values ($1, $2, $3, $4, $5, $6, true)',
        [transfer.id, unit.n, unit.code, unit.unitId, unit.name, unit.bloc]).catch((error: unknown) => {
        throw violated(error, 'unit_transfer_unit_once') ? new TransferPendingAlready(unit.code) : error;
      });
    }
  }

  async get(tx: Tx, id: string): Promise<Transfer> {
    const rows: Transfer[] = await tx.query(`select ${COLUMNS} from unit_transfer where id = $1`, [id]);
    if (rows[0] === undefined) throw new TransferNotFound();
    return rows[0];
  }

  /** Locked and pending, else TransferSettled. */
  async getPending(tx: Tx, id: string): Promise<Transfer> {
    const rows: Transfer[] = await tx.query(`select ${COLUMNS} from unit_transfer where id = $1 for update`, [id]);
    if (rows[0] === undefined) throw new TransferNotFound();
    if (rows[0].state !== 'TRANSFER_PENDING') throw new TransferSettled(rows[0].state);
    return rows[0];
  }

  units(tx: Tx, id: string): Promise<TransferUnit[]> {
    return tx.query('select n, code, unit_id as "unitId", name, bloc, hand_over as "handOver" from unit_transfer_unit where transfer_id = $1 order by n', [id]);
  }

  async settle(tx: Tx, id: string, as: Pick<Transfer, 'state'> & Partial<Pick<Transfer, 'movedOn' | 'confirmedOn' | 'confirmedNumber' | 'reason'>>, handOver: readonly UnitHoldings[] = []): Promise<void> {
    await tx.query('update unit_transfer set state = $2, moved_on = $3, confirmed_on = $4, confirmed_number = $5, reason = $6, version = version + 1 where id = $1',
      [id, as.state, as.movedOn ?? null, as.confirmedOn ?? null, as.confirmedNumber ?? null, as.reason ?? null]);
    await tx.query(
      `update unit_transfer_unit t set pending = false, hand_over = h.value from unit_transfer_unit o
       left join jsonb_array_elements($2::jsonb) h on h.value->>'unitCode' = o.code where o.transfer_id = $1 and t.transfer_id = o.transfer_id and t.n = o.n`, [id, JSON.stringify(handOver)]);
  }

  list(tx: Tx, options: { state: string | null; after: string | null; limit: number }): Promise<Transfer[]> {
    return tx.query(`select ${COLUMNS} from unit_transfer where ($1::text is null or state = $1) and ($2::uuid is null or id < $2) order by id desc limit $3`, [options.state, options.after, options.limit]);
  }
}
