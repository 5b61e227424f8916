import type { Tx } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';
import type { LeaveKind } from '@doanket/contracts';
import { Leaves } from '../insurance/leaves';
import { oneByOne, refusedRow, textOf, type ExchangeApplier, type MatchedRow, type RowOutcome } from './exchange-applier';
import type { Exchange } from './exchanges.store';

/** Lists of sickness, maternity and unpaid leave: what frees of dues (SOC-05). */
@Injectable()
export class LeaveApplier implements ExchangeApplier {
  constructor(private readonly leaves: Leaves) {}

  apply(tx: Tx, exchange: Exchange, rows: readonly MatchedRow[]): Promise<ReadonlyMap<number, RowOutcome>> {
    return oneByOne(rows, async ({ facts, memberId, personId, memberUnitId }): Promise<RowOutcome> => {
      const { written } = await this.leaves.record(tx, {
        memberId: memberId ?? '', personId: personId ?? '', unitId: memberUnitId ?? '', kind: textOf(facts, 'benefit') as LeaveKind, fromDay: textOf(facts, 'fromDay') ?? '', toDay: textOf(facts, 'toDay') ?? '',
        diseaseCode: textOf(facts, 'diseaseCode'), exchangeId: exchange.id, recordedByPersonId: null,
      });
      return written === 'KNOWN_OTHERWISE' ? refusedRow('KNOWN_OTHERWISE', 'toDay') : { state: written };
    });
  }
}
