import { Audit } from '@doanket/audit';
import type { Principal } from '@doanket/auth';
import { type Bloc, type InputOf, type listStaffCounts, type reportStaff, StaffCountedV1, type StaffCountView } from '@doanket/contracts';
import { Access, Directory } from '@doanket/directory';
import { Clock, type Day, newId } from '@doanket/kernel';
import { Outbox } from '@doanket/messaging';
import { Transactions, type Tx } from '@doanket/persistence';
import { decodeCursor, pageFrom } from '@doanket/service';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Units } from '../units/units.service';
import { CountedInFuture } from './staff.errors';

/** A report as it is written. */
export interface NewCount { readonly unitId: string; readonly bloc: Bloc | null; readonly countedOn: Day; readonly persons: number; readonly decisionId: string | null }
interface Row { readonly id: string; readonly unitId: string; readonly countedOn: Day; readonly persons: number }

const PageKey = z.tuple([z.iso.date(), z.uuid()]);

/** Staff of units by day: the denominator of INI_STAFF_SHARE (INI-06). */
@Injectable()
export class StaffService {
  constructor(
    private readonly transactions: Transactions, private readonly access: Access, private readonly directory: Directory, private readonly units: Units, private readonly outbox: Outbox,
    private readonly audit: Audit, private readonly clock: Clock,
  ) {}

  report({ body }: InputOf<typeof reportStaff>, principal: Principal): Promise<StaffCountView> {
    return this.transactions.run(async (tx) => {
      const unitId = await this.access.requireUnitByCode(tx, principal, 'initiatives.staff.report', body.unitCode);
      if (body.countedOn > this.clock.today()) throw new CountedInFuture(this.clock.today());
      const { bloc } = await this.directory.requireUnitOn(tx, unitId, body.countedOn);
      const [id = ''] = await this.write(tx, [{ unitId, bloc, countedOn: body.countedOn, persons: body.persons, decisionId: null }]);
      return { id, unitCode: body.unitCode, countedOn: body.countedOn, persons: body.persons };
    });
  }

  list({ query }: InputOf<typeof listStaffCounts>): Promise<z.output<typeof listStaffCounts.answer>> {
    return this.transactions.read(async (tx) => {
      const after = decodeCursor(query.cursor, PageKey);
      const rows: Row[] = await tx.query(
        `select id, unit_id as "unitId", counted_on::text as "countedOn", persons from staff_count
         where ($1::uuid[] is null or unit_id = any($1)) and ($2::date is null or (counted_on, id) < ($2::date, $3::uuid)) order by counted_on desc, id desc limit $4`,
        [query.unit === undefined ? null : await this.units.idsBelow(tx, query.unit), after?.[0] ?? null, after?.[1] ?? null, query.limit + 1]);
      const label = await this.units.labels(tx, rows.map((row) => row.unitId));
      return pageFrom(rows, query.limit, (row) => ({ id: row.id, unitCode: label(row.unitId).code, countedOn: row.countedOn, persons: row.persons }), (row) => [row.countedOn, row.id]);
    });
  }

  /** One figure per unit and day: a later report replaces it and says so again under the same id. Answers the ids. */
  async write(tx: Tx, counts: readonly NewCount[]): Promise<string[]> {
    const rows: { id: string; unitId: string; countedOn: Day; before: number | null }[] = await tx.query(
      `with sent as (
         select * from jsonb_to_recordset($1::jsonb) as c(n int, id uuid, unit_id uuid, counted_on date, persons int, bloc text, decision_id uuid)
       ), earlier as (
         select s.unit_id, s.counted_on, c.persons from sent s join staff_count c on c.unit_id = s.unit_id and c.counted_on = s.counted_on
       ), written as (
         insert into staff_count (id, unit_id, counted_on, persons, bloc, decision_id) select id, unit_id, counted_on, persons, bloc, decision_id from sent order by unit_id, counted_on
         on conflict on constraint staff_count_day_unique do update set persons = excluded.persons, bloc = excluded.bloc, decision_id = excluded.decision_id
         returning id, unit_id, counted_on
       )
       select w.id, w.unit_id as "unitId", w.counted_on::text as "countedOn", e.persons as before
       from written w join sent s on s.unit_id = w.unit_id and s.counted_on = w.counted_on left join earlier e on e.unit_id = w.unit_id and e.counted_on = w.counted_on order by s.n`,
      [JSON.stringify(counts.map((count, n) => ({ n, id: newId(), unit_id: count.unitId, counted_on: count.countedOn, persons: count.persons, bloc: count.bloc, decision_id: count.decisionId })))]);
    await this.outbox.publish(tx, StaffCountedV1, rows.map((row, at) => ({
      staffCountId: row.id, unitId: row.unitId, countedOn: row.countedOn, persons: counts[at]?.persons ?? 0, bloc: counts[at]?.bloc ?? null,
    })));
    await this.audit.record(tx, rows.map((row, at) => ({
      action: 'staff.report', objectType: 'staff-count', objectId: row.id, unitId: row.unitId,
      ...(row.before === null ? {} : { before: { persons: row.before } }), after: { countedOn: row.countedOn, persons: counts[at]?.persons ?? 0 },
    })));
    return rows.map((row) => row.id);
  }
}
