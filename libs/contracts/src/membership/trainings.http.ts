import { z } from 'zod';
import { defineRoute } from '../core/route';
import { Code, DayText, IdParam, longText, pageOf, PageQuery, text } from '../core/shapes';
import { Appointment, Body, PostName } from './post.shapes';

export const TRAINING_TOPICS = ['NEWLY_ELECTED', 'UNION_SKILLS', 'FINANCE', 'INSPECTION', 'WOMENS_WORK', 'LAW', 'SAFETY', 'POLITICS', 'OTHER'] as const;
export const TrainingTopic = z.enum(TRAINING_TOPICS);
export type TrainingTopic = z.infer<typeof TrainingTopic>;
export const TRAINING_STATES = ['PLANNED', 'HELD', 'CANCELLED'] as const;
export const TrainingState = z.enum(TRAINING_STATES);
export type TrainingState = z.infer<typeof TrainingState>;

/** Hours of one course, whole hours. */
const Hours = z.number().int().min(1).max(1000);
const Year = z.number().int().min(1930).max(2200);

/** A course for union officers. `planYear`: the plan it stands in. Counts are of attendances entered so far. */
export const TrainingCourseView = z.object({
  id: z.uuid(), unitCode: Code, unitName: z.string(), title: z.string(), topic: TrainingTopic, planYear: Year, hours: z.number().int(), startsOn: DayText, endsOn: DayText, place: z.string().nullable(),
  state: TrainingState, cancelledBecause: z.string().nullable(), attended: z.number().int(), passed: z.number().int(), version: z.number().int(),
});
export type TrainingCourseView = z.infer<typeof TrainingCourseView>;

/** One officer at one course. `personName` is null where the caller may not read it. */
export const AttendanceView = z.object({
  id: z.uuid(), courseId: z.uuid(), personId: z.uuid(), personName: z.string().nullable(), unitCode: Code, unitName: z.string(), hours: z.number().int(), passed: z.boolean(), certificateNo: z.string().nullable(),
});
export type AttendanceView = z.infer<typeof AttendanceView>;

export const TRAINING_REPORT_KINDS = ['PLAN', 'RESULT'] as const;
export const TrainingReportKind = z.enum(TRAINING_REPORT_KINDS);
/**
 * The plan of a year, or the result of one, as it was presented. Its figures are those of the day it was presented and stay; the
 * plan of a year and the result of the year before point at each other.
 */
export const TrainingReportView = z.object({
  id: z.uuid(), unitCode: Code, unitName: z.string(), year: Year, kind: TrainingReportKind, presentedOn: DayText, note: z.string().nullable(),
  figures: z.object({ courses: z.number().int(), hours: z.number().int(), attended: z.number().int(), passed: z.number().int(), persons: z.number().int() }),
  linkedReportId: z.uuid().nullable(),
});
export type TrainingReportView = z.infer<typeof TrainingReportView>;

/** An officer in post without any course since the term of the unit began (or since the post began, where no term is known). */
export const TrainingGapView = z.object({
  postId: z.uuid(), personId: z.uuid(), personName: z.string().nullable(), unitCode: Code, unitName: z.string(), post: PostName, body: Body, appointment: Appointment, inPostFrom: DayText,
  /** The day from which a course counts. */
  since: DayText,
  /** The last course passed before that day; null: none at all. */
  lastCourseOn: DayText.nullable(),
});
export type TrainingGapView = z.infer<typeof TrainingGapView>;

const R = { service: 'membership', method: 'GET', access: 'membership.training.read' } as const;
const K = { service: 'membership', method: 'POST', access: 'membership.training.keep' } as const;

export const listTrainingCourses = defineRoute({
  ...R, name: 'listTrainingCourses', path: '/training-courses', query: PageQuery.extend({ year: z.coerce.number().pipe(Year).optional(), state: TrainingState.optional(), unit: Code.optional() }), answer: pageOf(TrainingCourseView),
  summary: 'Courses for officers held by units of the caller\'s subtree or above it, the latest first.',
});
export const getTrainingCourse = defineRoute({ ...R, name: 'getTrainingCourse', path: '/training-courses/:id', params: IdParam, answer: TrainingCourseView, summary: 'One course.' });
export const planTrainingCourse = defineRoute({
  ...K, name: 'planTrainingCourse', path: '/training-courses', answer: TrainingCourseView, summary: 'Puts a course into the plan of a year of the unit acted as.',
  body: z.strictObject({ title: text(200), topic: TrainingTopic, planYear: Year, hours: Hours, startsOn: DayText, endsOn: DayText, place: text(200).optional() }),
});
export const closeTrainingCourse = defineRoute({
  ...K, name: 'closeTrainingCourse', path: '/training-courses/:id/closing', status: 200, params: IdParam, answer: TrainingCourseView, body: z.strictObject({}),
  summary: 'The course was held: attendances entered so far stand, nobody is added any more.',
});
export const cancelTrainingCourse = defineRoute({
  ...K, name: 'cancelTrainingCourse', path: '/training-courses/:id/cancellation', status: 200, params: IdParam, answer: TrainingCourseView, body: z.strictObject({ reason: text(500) }),
  summary: 'A planned course does not take place.',
});
export const enterAttendances = defineRoute({
  ...K, name: 'enterAttendances', path: '/training-courses/:id/attendances', status: 200, params: IdParam, answer: TrainingCourseView,
  summary: 'Enters who attended, all or none. Entered again, an officer\'s line replaces the one before until the course is closed.',
  body: z.strictObject({
    items: z.array(z.strictObject({ personId: z.uuid(), hours: z.number().int().min(0).max(1000), passed: z.boolean(), certificateNo: text(60).optional() })).min(1).max(500),
  }),
});
export const listAttendances = defineRoute({
  ...R, name: 'listAttendances', path: '/training-courses/:id/attendances', params: IdParam, query: PageQuery, answer: pageOf(AttendanceView), summary: 'Who attended, of the caller\'s subtree.',
});
export const listTrainingGaps = defineRoute({
  ...R, name: 'listTrainingGaps', path: '/training-gaps', query: PageQuery.extend({ unit: Code.optional() }), answer: pageOf(TrainingGapView),
  summary: 'Officers in post today without any course in the term: whoever was newly elected and not yet taught.',
});
export const presentTrainingReport = defineRoute({
  ...K, name: 'presentTrainingReport', path: '/training-reports', answer: TrainingReportView, summary: 'Presents the plan or the result of a year with the figures of today; one of each kind per unit and year.',
  body: z.strictObject({ year: Year, kind: TrainingReportKind, note: longText(5000).optional() }),
});
export const listTrainingReports = defineRoute({
  ...R, name: 'listTrainingReports', path: '/training-reports', query: PageQuery.extend({ unit: Code.optional() }), answer: pageOf(TrainingReportView), summary: 'Plans and results, the latest year first.',
});

export const trainingRoutes = [
  listTrainingCourses, getTrainingCourse, planTrainingCourse, closeTrainingCourse, cancelTrainingCourse, enterAttendances, listAttendances, listTrainingGaps, presentTrainingReport, listTrainingReports,
];
