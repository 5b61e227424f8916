import { z } from 'zod';
import { defineRoute } from '../core/route';
import { Code, DayText, IdParam, longText, pageOf, PageQuery, text, Vnd } from '../core/shapes';
import { INITIATIVE_TYPES, RECOGNITION_LEVELS } from './initiative-recognised.v1';
import { ProgrammeCode } from './rules';

/** Kinds of solution. Source: Decree 13/2012, article 3 (handbook 4.5). */
export const SOLUTION_KINDS = ['TECHNICAL', 'MANAGEMENT', 'OPERATIONAL', 'APPLICATION'] as const;
export const INITIATIVE_STATES = ['DRAFT', 'SUBMITTED', 'UNDER_REVIEW', 'RECOGNISED_BASE', 'REJECTED', 'WITHDRAWN'] as const;

/** An author and their share; shares of an initiative add up to 100 %. */
export const AuthorShare = z.strictObject({
  name: text(200),
  /** The person in the register of members, where known. */
  personId: z.uuid().optional(),
  /** Whole percent. */
  share: z.number().int().min(1).max(100),
});

/** What the solution brings in its first year (INI-04): whole VND confirmed by somebody named by post, or a description. 0 is allowed for social value. */
export const Benefit = z.strictObject({
  amountVnd: Vnd.optional(),
  year: z.number().int().min(1990).max(2200).optional(),
  method: longText(2000).optional(),
  /** Post of who confirmed it: accountant or head of the employer. */
  confirmedBy: text(200).optional(),
  social: longText(2000).optional(),
});

export const InitiativeBody = z.strictObject({
  unitCode: Code,
  title: text(400),
  initiativeType: z.enum(INITIATIVE_TYPES),
  solutionKind: z.enum(SOLUTION_KINDS),
  /** First application or trial. */
  firstAppliedOn: DayText,
  description: longText(20_000),
  authors: z.array(AuthorShare).min(1).max(10),
  benefit: Benefit.optional(),
  /** Secret know-how: title and effect alone are shown. */
  secret: z.boolean().default(false),
});
export type InitiativeBody = z.infer<typeof InitiativeBody>;

export const RecognitionView = z.object({
  id: z.uuid(), recognitionLevel: z.enum(RECOGNITION_LEVELS), recognisedOn: DayText, decisionId: z.uuid(), decisionNumber: z.string(), certificateNo: z.string().nullable(),
  votesFor: z.number().int().nullable(), votesTotal: z.number().int().nullable(),
});

export const InitiativeView = z.object({
  id: z.uuid(), unitCode: Code, unitName: z.string(), title: z.string(), initiativeType: z.enum(INITIATIVE_TYPES), solutionKind: z.enum(SOLUTION_KINDS).nullable(),
  firstAppliedOn: DayText.nullable(), description: z.string().nullable(), secret: z.boolean(),
  authors: z.array(z.object({ id: z.uuid(), name: z.string(), share: z.number().int() })),
  benefitVnd: z.number().int().nullable(), benefitNote: z.string().nullable(), state: z.enum(INITIATIVE_STATES), dossierId: z.uuid().nullable(),
  recognitions: z.array(RecognitionView),
  /** Proposals to a higher level, the newest first; each level decides on its own scope of effect. */
  raisings: z.array(z.object({ to: z.enum(['S', 'CITY', 'NATIONAL']), effect: z.string(), dossierId: z.uuid() })),
  programmes: z.array(z.object({ programmeCode: z.string(), enteredOn: DayText })),
  /** Things the submitter should know before sending: filed late, alike another one. */
  warnings: z.array(z.object({ code: z.string(), facts: z.record(z.string(), z.union([z.string(), z.number()])) })), version: z.number().int(),
});
export type InitiativeView = z.infer<typeof InitiativeView>;

const base = { service: 'initiatives' } as const;
const one = { ...base, params: IdParam, answer: InitiativeView } as const;

export const listInitiatives = defineRoute({
  ...base, name: 'listInitiatives', method: 'GET', path: '/initiatives', access: 'initiatives.initiative.read', summary: 'Initiatives the caller may read, newest first.',
  query: PageQuery.extend({
    q: text(200).optional(), unit: Code.optional(), state: z.enum(INITIATIVE_STATES).optional(), type: z.enum(INITIATIVE_TYPES).optional(), level: z.enum(RECOGNITION_LEVELS).optional(),
  }),
  answer: pageOf(InitiativeView),
});
export const getInitiative = defineRoute({ ...one, name: 'getInitiative', method: 'GET', path: '/initiatives/:id', access: 'initiatives.initiative.read', summary: 'One initiative with its recognitions.' });
export const fileInitiative = defineRoute({
  ...base, name: 'fileInitiative', method: 'POST', path: '/initiatives', access: 'initiatives.initiative.file', summary: 'Files an initiative as a draft and opens its dossier.', body: InitiativeBody, answer: InitiativeView,
});
export const changeInitiative = defineRoute({
  ...one, name: 'changeInitiative', method: 'PUT', path: '/initiatives/:id', access: 'initiatives.initiative.file', summary: 'Changes a draft or a returned initiative; needs If-Match.', body: InitiativeBody,
});
export const raiseInitiative = defineRoute({
  ...one, name: 'raiseInitiative', method: 'POST', path: '/initiatives/:id/raising', access: 'initiatives.initiative.raise', summary: 'Proposes a recognised initiative to the next level; no level is skipped.',
  body: z.strictObject({ to: z.enum(['S', 'CITY', 'NATIONAL']), effect: longText(5000) }),
});
export const enterProgramme = defineRoute({
  ...one, name: 'enterProgramme', method: 'POST', path: '/initiatives/:id/programme-entries', access: 'initiatives.programme.enter', summary: 'Enters a recognised initiative in a programme.',
  body: z.strictObject({ programmeCode: ProgrammeCode, enteredOn: DayText }),
});

export const StaffCountBody = z.strictObject({ unitCode: Code, countedOn: DayText, persons: z.number().int().min(0).max(1_000_000) });
export const StaffCountView = StaffCountBody.extend({ id: z.uuid() });
export type StaffCountView = z.infer<typeof StaffCountView>;
export const reportStaff = defineRoute({
  ...base, name: 'reportStaff', method: 'POST', path: '/staff-counts', access: 'initiatives.staff.report', summary: 'Reports the staff of a unit on a day; the denominator of INI_STAFF_SHARE.', body: StaffCountBody, answer: StaffCountView,
});
export const listStaffCounts = defineRoute({
  ...base, name: 'listStaffCounts', method: 'GET', path: '/staff-counts', access: 'initiatives.initiative.read', summary: 'Reported staff, latest first.',
  query: PageQuery.extend({ unit: Code.optional() }), answer: pageOf(StaffCountView),
});

/** Paper kind INITIATIVE_RECOGNISED: one initiative recognised at one level on the decision's day. */
export const InitiativeRecognisedItem = z.strictObject({
  unitCode: Code,
  title: text(400),
  initiativeType: z.enum(INITIATIVE_TYPES),
  solutionKind: z.enum(SOLUTION_KINDS).optional(),
  recognitionLevel: z.enum(RECOGNITION_LEVELS),
  firstAppliedOn: DayText.optional(),
  authors: z.array(AuthorShare).min(1).max(10),
  benefitVnd: Vnd.optional(),
  certificateNo: text(60).optional(),
});
export type InitiativeRecognisedItem = z.infer<typeof InitiativeRecognisedItem>;

/** Paper kind PROGRAMME_ENTERED: an initiative, named by unit and title, was entered in a programme. */
export const ProgrammeEnteredItem = z.strictObject({ unitCode: Code, title: text(400), programmeCode: ProgrammeCode, enteredOn: DayText });
export type ProgrammeEnteredItem = z.infer<typeof ProgrammeEnteredItem>;

/** Paper kind STAFF_COUNTED. */
export const StaffCountedItem = StaffCountBody;
export type StaffCountedItem = z.infer<typeof StaffCountedItem>;
