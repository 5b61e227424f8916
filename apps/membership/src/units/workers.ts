import { Clock, type Day } from '@doanket/kernel';
import type { Tx } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';

export interface WorkersCounted { readonly unitId: string; readonly countedOn: Day; readonly workers: number; readonly personId: string | null }

/** Workers at the employers of grassroots unions, members or not: the denominator of density (ORG-14). */
@Injectable()
export class Workers {
  constructor(private readonly clock: Clock) {}

  async record(tx: Tx, counted: WorkersCounted): Promise<void> {
    await tx.query('insert into unit_workers (unit_id, counted_on, workers, recorded_at, person_id) values ($1, $2, $3, $4, $5)',
      [counted.unitId, counted.countedOn, counted.workers, this.clock.now(), counted.personId]);
  }
}
