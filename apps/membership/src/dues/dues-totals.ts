import { DuesTotalledV1, type DataOf } from '@doanket/contracts';
import { Outbox } from '@doanket/messaging';
import type { Tx } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';
import { firstDayOf, type Month } from '../ledger/month.rules';
import { READ_TOTALS } from './dues-run.sql';

type Because = DataOf<typeof DuesTotalledV1>['because'];
type Amount = 'regularVnd' | 'extraVnd' | 'suspendedVnd' | 'collectedVnd' | 'dueUpVnd' | 'remittedVnd';
type Row = Omit<DataOf<typeof DuesTotalledV1>, 'month' | 'because' | Amount> & Record<Amount, string>;

/** Tells others how the totals of units stand; lines stay here. */
@Injectable()
export class DuesTotalsEvents {
  constructor(private readonly outbox: Outbox) {}

  async publish(tx: Tx, month: Month, unitIds: readonly string[], because: Because): Promise<void> {
    const rows: Row[] = await tx.query(READ_TOTALS, [firstDayOf(month), unitIds]);
    await this.outbox.publish(tx, DuesTotalledV1, rows.map((row) => ({
      ...row, month, because, regularVnd: Number(row.regularVnd), extraVnd: Number(row.extraVnd), suspendedVnd: Number(row.suspendedVnd),
      collectedVnd: Number(row.collectedVnd), dueUpVnd: Number(row.dueUpVnd), remittedVnd: Number(row.remittedVnd),
    })));
  }
}
