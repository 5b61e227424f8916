import { Audit } from '@doanket/audit';
import type { Principal } from '@doanket/auth';
import type { AnswerOf, InputOf, LeaveDetail, LeaveView, listLeaves, readLeave, recordLeave } from '@doanket/contracts';
import { Transactions, violated, type Tx } from '@doanket/persistence';
import { decodeCursor, pageFrom } from '@doanket/service';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { LeaveEndsBeforeBegin, LeaveKnown, LeaveNotFound } from './health.errors';
import { HealthSubjects } from './health-subjects';
import { LeaveQueries, type LeaveRow } from './leaves.queries';
import { Leaves } from './leaves';

const DayCursor = z.tuple([z.iso.date(), z.uuid()]);

/** Leaves entered by hand, and what is known of all of them (SOC-05, SOC-10). */
@Injectable()
export class LeavesService {
  constructor(private readonly transactions: Transactions, private readonly audit: Audit, private readonly subjects: HealthSubjects, private readonly leaves: Leaves, private readonly queries: LeaveQueries) {}

  record({ body }: InputOf<typeof recordLeave>, principal: Principal): Promise<LeaveView> {
    return this.transactions.run(async (tx) => {
      const member = await this.subjects.member(tx, body.memberId, principal, 'DUES_EXEMPTION');
      if (body.toDay < body.fromDay) throw new LeaveEndsBeforeBegin();
      const { id, written } = await this.leaves.record(tx, {
        memberId: member.id, personId: member.personId, unitId: member.unitId, kind: body.kind, fromDay: body.fromDay, toDay: body.toDay, diseaseCode: body.diseaseCode ?? null,
        exchangeId: null, recordedByPersonId: principal.personId,
      }).catch((error: unknown) => {
        throw violated(error, 'leave_spell_once') ? new LeaveKnown() : error;
      });
      if (written !== 'APPLIED') throw new LeaveKnown();
      await this.audit.record(tx, { action: 'leave.record', objectType: 'leave', objectId: id, unitId: member.unitId, after: { fromDay: body.fromDay, toDay: body.toDay } });
      return toView(await this.row(tx, id));
    });
  }

  list({ query }: InputOf<typeof listLeaves>, principal: Principal): Promise<AnswerOf<typeof listLeaves>> {
    return this.transactions.readWhole(async (tx) => {
      const rows = await this.queries.list(tx, { seen: await this.subjects.units(tx, principal, query.unit), memberId: query.member, on: query.on, after: decodeCursor(query.cursor, DayCursor), limit: query.limit + 1 });
      return pageFrom(rows, query.limit, toView, (row): [string, string] => [row.fromDay, row.id]);
    });
  }

  read({ params, query }: InputOf<typeof readLeave>, principal: Principal): Promise<LeaveDetail> {
    return this.transactions.run(async (tx) => {
      const row = await this.row(tx, params.id);
      await this.subjects.require(tx, principal, 'membership.health.read', row.unitId, () => new LeaveNotFound());
      await this.subjects.read({ memberId: row.memberId, unitId: row.unitId, record: 'leave', recordId: row.id, reason: query.reason }, tx);
      return { ...toView(row), kind: row.kind, diseaseCode: row.sealedDisease === null ? null : this.leaves.openDisease(row.id, row.sealedDisease) };
    });
  }

  private async row(tx: Tx, id: string): Promise<LeaveRow> {
    const [row] = await this.queries.list(tx, { seen: null, id, after: null, limit: 1 });
    if (row === undefined) throw new LeaveNotFound();
    return row;
  }
}

function toView(row: LeaveRow): LeaveView {
  return {
    id: row.id, memberId: row.memberId, memberName: row.memberName, unitCode: row.unitCode, fromDay: row.fromDay, toDay: row.toDay, exemptFrom: row.exemptFrom, exemptTo: row.exemptTo,
    source: row.source, recordedAt: row.recordedAt.toISOString(),
  };
}
