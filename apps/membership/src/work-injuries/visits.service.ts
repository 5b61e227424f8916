import { Audit } from '@doanket/audit';
import type { Principal } from '@doanket/auth';
import type { AnswerOf, InputOf, listVisitTasks, noteVisit, VisitTaskView } from '@doanket/contracts';
import { Transactions, type Tx } from '@doanket/persistence';
import { decodeCursor, pageFrom } from '@doanket/service';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { HealthSubjects } from '../insurance/health-subjects';
import { InjuryDayTooEarly, VisitMade, VisitNotFound } from './work-injury.errors';
import { InjuryQueries, type VisitRow } from './work-injuries.queries';

const DayCursor = z.tuple([z.iso.date(), z.uuid()]);

/** Visits of the grassroots union to members after an accident or a disease (SOC-07). */
@Injectable()
export class VisitsService {
  constructor(private readonly transactions: Transactions, private readonly audit: Audit, private readonly subjects: HealthSubjects, private readonly queries: InjuryQueries) {}

  list({ query }: InputOf<typeof listVisitTasks>, principal: Principal): Promise<AnswerOf<typeof listVisitTasks>> {
    return this.transactions.readWhole(async (tx) => {
      const rows = await this.queries.visits(tx, { seen: await this.subjects.units(tx, principal, query.unit), open: query.open === 'true', after: decodeCursor(query.cursor, DayCursor), limit: query.limit + 1 });
      return pageFrom(rows, query.limit, toView, (row): [string, string] => [row.openedOn, row.id]);
    });
  }

  note({ params, body }: InputOf<typeof noteVisit>, principal: Principal): Promise<VisitTaskView> {
    return this.transactions.run(async (tx) => {
      await tx.query('select 1 from visit_task where id = $1 for update', [params.id]);
      const visit = await this.row(tx, params.id);
      await this.subjects.require(tx, principal, 'membership.health.keep', visit.unitId, () => new VisitNotFound());
      if (visit.visitedOn !== null) throw new VisitMade();
      this.subjects.past('/body/visitedOn', body.visitedOn);
      if (body.visitedOn < visit.openedOn) throw new InjuryDayTooEarly('/body/visitedOn', visit.openedOn);
      await tx.query('update visit_task set visited_on = $2, note = $3, visited_by_person_id = $4 where id = $1', [visit.id, body.visitedOn, body.note ?? null, principal.personId]);
      await this.audit.record(tx, { action: 'visit.note', objectType: 'visit-task', objectId: visit.id, unitId: visit.unitId, after: { visitedOn: body.visitedOn } });
      return toView(await this.row(tx, visit.id));
    });
  }

  private async row(tx: Tx, id: string): Promise<VisitRow> {
    const [row] = await this.queries.visits(tx, { seen: null, id, after: null, limit: 1 });
    if (row === undefined) throw new VisitNotFound();
    return row;
  }
}

function toView(row: VisitRow): VisitTaskView {
  return { id: row.id, injuryId: row.injuryId, memberId: row.memberId, memberName: row.memberName, unitCode: row.unitCode, openedOn: row.openedOn, visitedOn: row.visitedOn, note: row.note };
}
