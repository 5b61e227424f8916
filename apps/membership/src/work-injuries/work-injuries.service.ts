import { Audit } from '@doanket/audit';
import type { Principal } from '@doanket/auth';
import {
  VisitDueV1, type addInjuryPaper, type AnswerOf, type assessInjury, type closeInjury, type InjuryPaper, type InputOf, type listInjuries, type noteInjuryRequest, type openInjury, type readInjury,
  type WorkInjuryDetail, type WorkInjuryView,
} from '@doanket/contracts';
import { Files } from '@doanket/files';
import { Clock, newId } from '@doanket/kernel';
import { Outbox } from '@doanket/messaging';
import { Transactions, violated, type Tx } from '@doanket/persistence';
import { decodeCursor, pageFrom } from '@doanket/service';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { HealthSubjects } from '../insurance/health-subjects';
import { lastDayAfterMonths } from '../insurance/leave.rules';
import { FieldKeys } from '../persons/field-keys';
import { MembershipRules } from '../rules/membership-rules';
import { allowanceFor } from './injury.rules';
import { InjuryClosed, InjuryDayTooEarly, InjuryKnown, InjuryNotFound, InjuryPaperMissing, VisitOpen } from './work-injury.errors';
import { InjuryQueries, type InjuryRow } from './work-injuries.queries';

const DayCursor = z.tuple([z.iso.date(), z.uuid()]);

/** Cases of work accidents and occupational diseases; the minutes of investigation open a visit (SOC-07). Health data is sealed. */
@Injectable()
export class WorkInjuriesService {
  constructor(
    private readonly transactions: Transactions, private readonly clock: Clock, private readonly audit: Audit, private readonly outbox: Outbox, private readonly files: Files, private readonly rules: MembershipRules,
    private readonly keys: FieldKeys, private readonly subjects: HealthSubjects, private readonly queries: InjuryQueries,
  ) {}

  open({ body }: InputOf<typeof openInjury>, principal: Principal): Promise<WorkInjuryView> {
    return this.transactions.run(async (tx) => {
      const member = await this.subjects.member(tx, body.memberId, principal, 'WORK_INJURY');
      this.subjects.past('/body/happenedOn', body.happenedOn);
      const id = newId();
      await tx.query(
        `insert into work_injury (id, member_id, person_id, unit_id, kind, happened_on, sealed_nature, recorded_by_person_id, recorded_at, version) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 1)`,
        [id, member.id, member.personId, member.unitId, body.kind, body.happenedOn, body.nature === undefined ? null : this.keys.cipher.seal(place(id, 'sealed_nature'), body.nature), principal.personId, this.clock.now()],
      ).catch((error: unknown) => {
        throw violated(error, 'work_injury_once') ? new InjuryKnown() : error;
      });
      await this.audit.record(tx, { action: 'work-injury.open', objectType: 'work-injury', objectId: id, unitId: member.unitId, after: { happenedOn: body.happenedOn } });
      return toView(await this.row(tx, id));
    });
  }

  addPaper({ params, body }: InputOf<typeof addInjuryPaper>, principal: Principal): Promise<WorkInjuryView> {
    return this.change(params.id, principal, 'add-paper', async (tx, injury) => {
      const { id, unitId, personId } = injury;
      await this.files.attach(tx, body.fileId, { type: 'work-injury', id, unitId, personId });
      await tx.query(
        'insert into work_injury_paper (injury_id, paper, file_id, unit_id, person_id, added_by_person_id, added_at) values ($1, $2, $3, $4, $5, $6, $7) on conflict on constraint work_injury_paper_pk do nothing',
        [id, body.paper, body.fileId, unitId, personId, principal.personId, this.clock.now()]);
      if (body.paper === 'INVESTIGATION_MINUTES') await this.openVisit(tx, injury);
      return { paper: body.paper };
    });
  }

  assess({ params, body }: InputOf<typeof assessInjury>, principal: Principal): Promise<WorkInjuryView> {
    return this.change(params.id, principal, 'assess', async (tx, injury) => {
      requirePaper(injury, 'LOSS_ASSESSMENT');
      await tx.query('update work_injury set sealed_loss = $2 where id = $1', [injury.id, this.keys.cipher.seal(place(injury.id, 'sealed_loss'), String(body.lossPercent))]);
      return {};
    });
  }

  requested({ params, body }: InputOf<typeof noteInjuryRequest>, principal: Principal): Promise<WorkInjuryView> {
    return this.change(params.id, principal, 'note-request', async (tx, injury) => {
      requirePaper(injury, 'FORM_05A_HSB');
      this.subjects.past('/body/filedOn', body.filedOn);
      if (body.filedOn < injury.happenedOn) throw new InjuryDayTooEarly('/body/filedOn', injury.happenedOn);
      await tx.query('update work_injury set employer_filed_on = $2 where id = $1', [injury.id, body.filedOn]);
      return { employerFiledOn: body.filedOn };
    });
  }

  close({ params, body }: InputOf<typeof closeInjury>, principal: Principal): Promise<WorkInjuryView> {
    return this.change(params.id, principal, 'close', async (tx, injury) => {
      this.subjects.past('/body/closedOn', body.closedOn);
      if (injury.visit !== null && injury.visit.visitedOn === null) throw new VisitOpen();
      const from = injury.visit?.visitedOn ?? injury.happenedOn;
      if (body.closedOn < from) throw new InjuryDayTooEarly('/body/closedOn', from);
      const retention = await this.rules.require(tx, 'HEALTH_RETENTION', body.closedOn);
      await tx.query('update work_injury set closed_on = $2, delete_after = $3 where id = $1', [injury.id, body.closedOn, lastDayAfterMonths(body.closedOn, retention.value.months)]);
      return { closedOn: body.closedOn };
    });
  }

  list({ query }: InputOf<typeof listInjuries>, principal: Principal): Promise<AnswerOf<typeof listInjuries>> {
    return this.transactions.readWhole(async (tx) => {
      const rows = await this.queries.list(tx, {
        seen: await this.subjects.units(tx, principal, query.unit), memberId: query.member, open: query.open === undefined ? undefined : query.open === 'true', after: decodeCursor(query.cursor, DayCursor), limit: query.limit + 1,
      });
      return pageFrom(rows, query.limit, toView, (row): [string, string] => [row.happenedOn, row.id]);
    });
  }

  read({ params, query }: InputOf<typeof readInjury>, principal: Principal): Promise<WorkInjuryDetail> {
    return this.transactions.run(async (tx) => {
      const row = await this.row(tx, params.id);
      await this.subjects.require(tx, principal, 'membership.health.read', row.unitId, () => new InjuryNotFound());
      await this.subjects.read({ memberId: row.memberId, unitId: row.unitId, record: 'work-injury', recordId: row.id, reason: query.reason }, tx);
      const opened = (column: 'sealed_nature' | 'sealed_loss', sealed: Buffer | null): string | null => (sealed === null ? null : this.keys.cipher.open(place(row.id, column), sealed));
      const loss = opened('sealed_loss', row.sealedLoss);
      const lossPercent = loss === null ? null : Number(loss);
      const rule = lossPercent === null ? null : await this.rules.on(tx, 'WORK_ACCIDENT_LOSS', row.happenedOn);
      return {
        ...toView(row), kind: row.kind, nature: opened('sealed_nature', row.sealedNature), lossPercent, allowance: lossPercent === null || rule === null ? null : allowanceFor(lossPercent, rule.value),
        files: (await this.queries.files(tx, row.id)).map(({ addedAt, ...file }) => ({ ...file, addedAt: addedAt.toISOString() })),
      };
    });
  }

  /** Deletes health data whose purpose has ended. Called by a timer, the transaction is whole. */
  async forget(tx: Tx): Promise<number> {
    const [, count] = (await tx.query('update work_injury set sealed_nature = null, sealed_loss = null where (sealed_nature is not null or sealed_loss is not null) and delete_after < $1', [this.clock.today()])) as [unknown, number];
    return count;
  }

  /** Once per case; the event says that there is somebody to visit, not why. */
  private async openVisit(tx: Tx, { id, memberId, personId, unitId }: InjuryRow): Promise<void> {
    const visitTaskId = newId();
    const openedOn = this.clock.today();
    const opened: unknown[] = await tx.query(
      'insert into visit_task (id, injury_id, member_id, person_id, unit_id, opened_on) values ($1, $2, $3, $4, $5, $6) on conflict on constraint visit_task_once do nothing returning 1', [visitTaskId, id, memberId, personId, unitId, openedOn]);
    if (opened.length > 0) await this.outbox.publish(tx, VisitDueV1, { caseId: id, visitTaskId, memberId, unitId, openedOn });
  }

  private change(id: string, principal: Principal, action: string, work: (tx: Tx, injury: InjuryRow) => Promise<Record<string, unknown>>): Promise<WorkInjuryView> {
    return this.transactions.run(async (tx) => {
      await tx.query('select 1 from work_injury where id = $1 for update', [id]);
      const injury = await this.row(tx, id);
      await this.subjects.require(tx, principal, 'membership.health.keep', injury.unitId, () => new InjuryNotFound());
      if (injury.closedOn !== null) throw new InjuryClosed();
      const after = await work(tx, injury);
      await tx.query('update work_injury set version = version + 1 where id = $1', [id]);
      await this.audit.record(tx, { action: `work-injury.${action}`, objectType: 'work-injury', objectId: id, unitId: injury.unitId, after });
      return toView(await this.row(tx, id));
    });
  }

  private async row(tx: Tx, id: string): Promise<InjuryRow> {
    const [row] = await this.queries.list(tx, { seen: null, id, after: null, limit: 1 });
    if (row === undefined) throw new InjuryNotFound();
    return row;
  }
}

const place = (rowId: string, column: 'sealed_nature' | 'sealed_loss') => ({ table: 'work_injury', column, rowId });

function requirePaper(injury: InjuryRow, paper: InjuryPaper): void {
  if (!injury.papers.includes(paper)) throw new InjuryPaperMissing(paper);
}

function toView(row: InjuryRow): WorkInjuryView {
  return {
    id: row.id, memberId: row.memberId, memberName: row.memberName, unitCode: row.unitCode, happenedOn: row.happenedOn, papers: row.papers, employerFiledOn: row.employerFiledOn, closedOn: row.closedOn,
    visit: row.visit, version: row.version,
  };
}
