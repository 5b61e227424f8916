import type { Day } from '@doanket/kernel';
import type { Tx } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';
import { UnionSplitsAlready } from './reorganisation.errors';

/** Splits that are decided and whose members have not gone yet: until then no other decision divides or ends the union. */
@Injectable()
export class PendingSplits {
  /** Throws UnionSplitsAlready. */
  async requireNone(tx: Tx, unitId: string, unitCode: string): Promise<void> {
    const [pending]: { effectiveOn: Day }[] = await tx.query(`select effective_on::text as "effectiveOn" from unit_split where unit_id = $1 and state = 'EXECUTED' and moved_at is null`, [unitId]);
    if (pending !== undefined) throw new UnionSplitsAlready(unitCode, pending.effectiveOn);
  }
}
