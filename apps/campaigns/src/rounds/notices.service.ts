import type { ChangeNotice } from '@doanket/contracts';
import { Clock, newId } from '@doanket/kernel';
import type { Tx } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';
import { Units } from '../units/units.service';
import { Round } from './round.entity';

export interface Change {
  readonly unitId: string;
  readonly recordType: ChangeNotice['recordType'];
  readonly recordId: string;
  /** What happened, as an upper-case word: `WORK_VERIFIED`, `PETITION_SETTLED`. */
  readonly change: string;
}

interface NoticeRow { id: string; raised_at: Date; record_type: ChangeNotice['recordType']; record_id: string; unit_id: string; change: string }

/** Says that a record of a summarised round changed: the frozen text stays (CMP-17). */
@Injectable()
export class Notices {
  constructor(private readonly clock: Clock, private readonly units: Units) {}

  /** Raises notices when the round is frozen; nothing otherwise. */
  async raise(tx: Tx, roundCode: string | null, changes: readonly Change[]): Promise<void> {
    if (roundCode === null || changes.length === 0) return;
    const round = await tx.findOne(Round, { where: { code: roundCode } });
    if (round === null || !round.isFrozen) return;
    await tx.query(
      `insert into change_notice (id, round_id, unit_id, raised_at, record_type, record_id, change)
       select c.id, $1, c.unit_id, $2, c.record_type, c.record_id, c.change
       from unnest($3::uuid[], $4::uuid[], $5::text[], $6::uuid[], $7::text[]) as c(id, unit_id, record_type, record_id, change)`,
      [
        round.id, this.clock.now(), changes.map(() => newId()), changes.map((change) => change.unitId), changes.map((change) => change.recordType),
        changes.map((change) => change.recordId), changes.map((change) => change.change),
      ],
    );
  }

  /** The latest notices of a round that the caller may read. */
  async of(tx: Tx, roundId: string, limit = 200): Promise<ChangeNotice[]> {
    const rows: NoticeRow[] = await tx.query(
      'select id, raised_at, record_type, record_id, unit_id, change from change_notice where round_id = $1 order by raised_at desc, id desc limit $2', [roundId, limit]);
    const label = await this.units.labels(tx, rows.map((row) => row.unit_id));
    return rows.map((row) => ({
      id: row.id, raisedAt: row.raised_at.toISOString(), recordType: row.record_type, recordId: row.record_id, unitCode: label(row.unit_id).code, change: row.change,
    }));
  }
}
