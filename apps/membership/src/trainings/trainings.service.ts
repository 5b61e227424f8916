import { Audit } from '@doanket/audit';
import type { Principal } from '@doanket/auth';
import type {
  AnswerOf, cancelTrainingCourse, closeTrainingCourse, enterAttendances, InputOf, listAttendances, listTrainingCourses, listTrainingGaps, listTrainingReports, planTrainingCourse, presentTrainingReport,
  TrainingCourseView, TrainingReportView,
} from '@doanket/contracts';
import { Access, Directory, UnitNotFound } from '@doanket/directory';
import { Clock, newId, yearOf } from '@doanket/kernel';
import { Transactions, violated, type Tx } from '@doanket/persistence';
import { decodeCursor, pageFrom } from '@doanket/service';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { PersonNames } from '../persons/person-names';
import { TrainingCourse } from './training-course.entity';
import { TrainingReport } from './training-report.entity';
import {
  AttendanceLineInvalid, CertificateNoTaken, NotAnOfficer, ResultAhead, TrainingCourseNotFound, TrainingDaysInvalid, TrainingReportTwice,
} from './training.errors';
import { fitsYear, lineFaults } from './training.rules';
import { TrainingQueries } from './trainings.queries';

const DayCursor = z.tuple([z.iso.date(), z.uuid()]);
const CodeCursor = z.tuple([z.string(), z.uuid()]);
const YearCursor = z.tuple([z.number().int(), z.uuid()]);
const IdCursor = z.tuple([z.uuid()]);

/** Training of union officers: plans, courses, who attended, and who is still to be taught (ORG-19). */
@Injectable()
export class TrainingsService {
  constructor(
    private readonly transactions: Transactions, private readonly access: Access, private readonly directory: Directory, private readonly queries: TrainingQueries,
    private readonly names: PersonNames, private readonly audit: Audit, private readonly clock: Clock,
  ) {}

  plan({ body }: InputOf<typeof planTrainingCourse>, principal: Principal): Promise<TrainingCourseView> {
    return this.transactions.run(async (tx) => {
      const unitId = await this.own(tx, principal);
      if (body.endsOn < body.startsOn) throw new TrainingDaysInvalid('/body/endsOn', 'The last day lies before the first');
      if (!fitsYear(body.planYear, body.startsOn)) throw new TrainingDaysInvalid('/body/planYear', 'The course begins in another year');
      const course = TrainingCourse.planned({ ...body, id: newId(), unitId, place: body.place ?? null });
      await tx.insert(TrainingCourse, course);
      await this.audit.record(tx, { action: 'training-course.plan', objectType: 'training-course', objectId: course.id, unitId, after: { planYear: body.planYear, startsOn: body.startsOn, hours: body.hours } });
      return this.view(tx, course.id);
    });
  }

  enter({ params, body }: InputOf<typeof enterAttendances>, principal: Principal): Promise<TrainingCourseView> {
    return this.change(params.id, principal, 'enter-attendances', async (tx, course) => {
      course.requireUnderWay(this.clock.today());
      const faults = lineFaults(body.items, course.hours);
      if (faults.length > 0) throw new AttendanceLineInvalid(faults);
      const units = await this.queries.unitsOfOfficers(tx, body.items.map((item) => item.personId), course.startsOn, course.unitId);
      const strangers = body.items.flatMap((item, at) => (units.has(item.personId) ? [] : [at]));
      if (strangers.length > 0) throw new NotAnOfficer(strangers, course.startsOn);
      await this.queries.put(tx, course, body.items.map((item) => ({ ...item, id: newId(), unitId: units.get(item.personId) ?? '' }))).catch((error: unknown) => {
        throw violated(error, 'training_attendance_certificate_unique') ? new CertificateNoTaken() : error;
      });
      return { after: { lines: body.items.length } };
    });
  }

  close({ params }: InputOf<typeof closeTrainingCourse>, principal: Principal): Promise<TrainingCourseView> {
    return this.change(params.id, principal, 'close', async (_tx, course) => {
      course.close(this.clock.today());
      return {};
    });
  }

  cancel({ params, body }: InputOf<typeof cancelTrainingCourse>, principal: Principal): Promise<TrainingCourseView> {
    return this.change(params.id, principal, 'cancel', async (_tx, course) => {
      course.cancel(body.reason);
      return { why: body.reason };
    });
  }

  get(id: string): Promise<TrainingCourseView> {
    return this.transactions.read((tx) => this.view(tx, id));
  }

  list({ query }: InputOf<typeof listTrainingCourses>, principal: Principal): Promise<AnswerOf<typeof listTrainingCourses>> {
    return this.transactions.read(async (tx) => {
      const units = query.unit === undefined ? null : [await this.organiser(tx, query.unit, principal)];
      const rows = await this.queries.courses(tx, { id: null, units, year: query.year ?? null, state: query.state ?? null, after: decodeCursor(query.cursor, DayCursor), limit: query.limit + 1 });
      return pageFrom(rows, query.limit, (row) => row, (row) => [row.startsOn, row.id]);
    });
  }

  attendances({ params, query }: InputOf<typeof listAttendances>): Promise<AnswerOf<typeof listAttendances>> {
    return this.transactions.read(async (tx) => {
      await this.view(tx, params.id);
      const rows = await this.queries.attendances(tx, params.id, decodeCursor(query.cursor, IdCursor)?.[0] ?? null, query.limit + 1);
      const names = await this.names.of(tx, rows.map((row) => row.personId));
      return pageFrom(rows, query.limit, (row) => ({ ...row, personName: names.get(row.personId) ?? null }), (row) => [row.id]);
    });
  }

  gaps({ query }: InputOf<typeof listTrainingGaps>, principal: Principal): Promise<AnswerOf<typeof listTrainingGaps>> {
    return this.transactions.readWhole(async (tx) => {
      const units = query.unit === undefined ? await this.access.unitsOf(tx, principal) : await this.access.readableSubtree(tx, principal, query.unit);
      const rows = await this.queries.gaps(tx, { units, day: this.clock.today(), after: decodeCursor(query.cursor, CodeCursor), limit: query.limit + 1 });
      const names = await this.names.of(tx, rows.map((row) => row.personId));
      return pageFrom(rows, query.limit, (row) => ({ ...row, personName: names.get(row.personId) ?? null }), (row) => [row.unitCode, row.personId]);
    });
  }

  present({ body }: InputOf<typeof presentTrainingReport>, principal: Principal): Promise<TrainingReportView> {
    return this.transactions.run(async (tx) => {
      const unitId = await this.own(tx, principal);
      const today = this.clock.today();
      if (body.kind === 'RESULT' && body.year > yearOf(today)) throw new ResultAhead(body.year);
      const report = Object.assign(new TrainingReport(), {
        id: newId(), unitId, year: body.year, kind: body.kind, presentedOn: today, note: body.note ?? null, figures: await this.queries.figures(tx, unitId, body.year, body.kind),
      });
      await tx.insert(TrainingReport, report).catch((error: unknown) => {
        throw violated(error, 'training_report_unique') ? new TrainingReportTwice() : error;
      });
      await this.audit.record(tx, { action: 'training-report.present', objectType: 'training-report', objectId: report.id, unitId, after: { year: body.year, kind: body.kind, ...report.figures } });
      const [view] = await this.queries.reports(tx, { id: report.id, units: null, after: null, limit: 1 });
      if (view === undefined) throw new UnitNotFound();
      return view;
    });
  }

  reports({ query }: InputOf<typeof listTrainingReports>, principal: Principal): Promise<AnswerOf<typeof listTrainingReports>> {
    return this.transactions.read(async (tx) => {
      const units = query.unit === undefined ? null : [await this.organiser(tx, query.unit, principal)];
      const rows = await this.queries.reports(tx, { id: null, units, after: decodeCursor(query.cursor, YearCursor), limit: query.limit + 1 });
      return pageFrom(rows, query.limit, (row) => row, (row) => [row.year, row.id]);
    });
  }

  private change(id: string, principal: Principal, action: string, work: (tx: Tx, course: TrainingCourse) => Promise<{ after?: Record<string, unknown>; why?: string }>): Promise<TrainingCourseView> {
    return this.transactions.run(async (tx) => {
      const course = await tx.findOne(TrainingCourse, { where: { id }, lock: { mode: 'pessimistic_write' } });
      if (course === null) throw new TrainingCourseNotFound();
      await this.access.requireUnit(tx, principal, 'membership.training.keep', course.unitId).catch((error: unknown) => {
        throw error instanceof UnitNotFound ? new TrainingCourseNotFound() : error;
      });
      const said = await work(tx, course);
      await tx.save(course);
      await this.audit.record(tx, { action: `training-course.${action}`, objectType: 'training-course', objectId: id, unitId: course.unitId, ...said });
      return this.view(tx, id);
    });
  }

  /** A unit whose courses were asked for: within the caller's reach, or above it. */
  private async organiser(tx: Tx, code: string, principal: Principal): Promise<string> {
    const { unitId } = await this.directory.getByCode(tx, code);
    await this.access.requireReadable(tx, principal, unitId, true);
    return unitId;
  }

  private async view(tx: Tx, id: string): Promise<TrainingCourseView> {
    const [view] = await this.queries.courses(tx, { id, units: null, year: null, state: null, after: null, limit: 1 });
    if (view === undefined) throw new TrainingCourseNotFound();
    return view;
  }

  /** The unit acted as: plans, courses and reports are its own. */
  private async own(tx: Tx, principal: Principal): Promise<string> {
    const unitId = principal.post?.unitId;
    if (unitId === undefined) throw new UnitNotFound();
    await this.access.requireUnit(tx, principal, 'membership.training.keep', unitId);
    return unitId;
  }
}
