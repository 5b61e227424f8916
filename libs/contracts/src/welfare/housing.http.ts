import { z } from 'zod';
import { defineRoute } from '../core/route';
import { Code, DayText, IdParam, longText, pageOf, PageQuery, text, Vnd } from '../core/shapes';
import { DecisionView } from '../platform/decisions.http';
import { HOUSING_KINDS } from './housing-approved.v1';

/** WEL-03. OVERDUE is shown by the clock beside the state, not stored. */
export const HOUSING_STATES = [
  'DRAFT', 'SUBMITTED', 'SURVEYED', 'CHECKED', 'APPROVED', 'DOSSIER_COMPLETE', 'DISBURSED', 'WORK_DONE', 'HANDED_OVER', 'REJECTED', 'WITHDRAWN',
] as const;
export const LAND_RIGHTS = ['OWNED', 'FAMILY_OWNED', 'LAWFUL_USE'] as const;

/** An application for Mái ấm Công đoàn (WEL-02). Hardship is sensitive: it is read by the levels that decide only. */
export const HousingBody = z.strictObject({
  unitCode: Code,
  housingKind: z.enum(HOUSING_KINDS),
  /** The member: name as written in the application, and the person in the register where known. */
  memberName: text(200),
  personId: z.uuid().optional(),
  memberSince: DayText.optional(),
  /** Key of the household: number of the household book or of the head of the household; kept as a hash. Once per household. */
  householdKey: text(60),
  landRight: z.enum(LAND_RIGHTS),
  place: text(300),
  hardship: longText(5000),
  /** Asked amount; the programme's ceiling of the kind holds. */
  amountVnd: Vnd,
});
export type HousingBody = z.infer<typeof HousingBody>;

/** What is changed in a draft. Household and hardship are never shown to who writes them again: left out, they stay as they are. */
export const HousingChangeBody = HousingBody.partial({ householdKey: true, hardship: true });
export type HousingChangeBody = z.infer<typeof HousingChangeBody>;

export const HousingView = z.object({
  id: z.uuid(), caseNo: z.string(), unitCode: Code, unitName: z.string(), housingKind: z.enum(HOUSING_KINDS), memberName: z.string(), personId: z.uuid().nullable(), memberSince: DayText.nullable(), landRight: z.enum(LAND_RIGHTS).nullable(), place: z.string().nullable(),
  amountVnd: z.number().int(), ceilingVnd: z.number().int().nullable(), ceilingDecision: z.string().nullable(), programmeYear: z.number().int(), state: z.enum(HOUSING_STATES), overdue: z.boolean(),
  dossierDueOn: DayText.nullable(), workDueOn: DayText.nullable(), approvedOn: DayText.nullable(), paidOn: DayText.nullable(), workDoneOn: DayText.nullable(), handedOverOn: DayText.nullable(),
  dossierId: z.uuid().nullable(), decisionId: z.uuid().nullable(), version: z.number().int(),
});
export type HousingView = z.infer<typeof HousingView>;

const one = { service: 'welfare', params: IdParam, answer: HousingView } as const;

export const listHousingCases = defineRoute({
  service: 'welfare', name: 'listHousingCases', method: 'GET', path: '/housing-cases', access: 'welfare.housing.read', summary: 'Housing cases the caller may read, newest first.',
  query: PageQuery.extend({ q: text(200).optional(), unit: Code.optional(), state: z.enum(HOUSING_STATES).optional(), kind: z.enum(HOUSING_KINDS).optional(), year: z.coerce.number().int().optional(), overdue: z.enum(['true', 'false']).optional() }),
  answer: pageOf(HousingView),
});
export const getHousingCase = defineRoute({ ...one, name: 'getHousingCase', method: 'GET', path: '/housing-cases/:id', access: 'welfare.housing.read', summary: 'One housing case.' });
/** The hardship of the household: sensitive, so it is apart and each reading is in the audit trail. */
export const HardshipView = z.object({ caseId: z.uuid(), hardship: z.string().nullable() });
export type HardshipView = z.infer<typeof HardshipView>;
export const readHardship = defineRoute({
  service: 'welfare', name: 'readHardship', method: 'GET', path: '/housing-cases/:id/hardship', access: 'welfare.hardship.read', params: IdParam, answer: HardshipView,
  summary: 'The hardship of a case, for the levels that decide it and for the member; each reading is kept.',
});
export const applyForHousing = defineRoute({
  service: 'welfare', name: 'applyForHousing', method: 'POST', path: '/housing-cases', access: 'welfare.housing.apply', summary: 'Takes an application as a draft and opens its dossier.', body: HousingBody, answer: HousingView,
});
export const changeHousingCase = defineRoute({
  ...one, name: 'changeHousingCase', method: 'PUT', path: '/housing-cases/:id', access: 'welfare.housing.apply', summary: 'Changes a draft or a returned application; needs If-Match. Household and hardship stay where they are left out.', body: HousingChangeBody,
});
export const completeHousingDossier = defineRoute({
  ...one, name: 'completeHousingDossier', method: 'POST', path: '/housing-cases/:id/dossier-completion', status: 200, access: 'welfare.housing.apply', summary: 'Says that the papers of an approved case are complete.',
  body: z.strictObject({ completedOn: DayText }),
});
export const payHousingCase = defineRoute({
  ...one, name: 'payHousingCase', method: 'POST', path: '/housing-cases/:id/payment', status: 200, access: 'welfare.housing.pay', summary: 'Records the payment of an approved case, within the budget of its programme.',
  body: z.strictObject({ paidOn: DayText, number: text(60), signerPostId: z.uuid(), fileId: z.uuid().optional() }),
});
export const finishHousingWork = defineRoute({
  ...one, name: 'finishHousingWork', method: 'POST', path: '/housing-cases/:id/work-completion', status: 200, access: 'welfare.housing.apply', summary: 'Records that the building work is done.', body: z.strictObject({ doneOn: DayText }),
});
export const handOverHouse = defineRoute({
  ...one, name: 'handOverHouse', method: 'POST', path: '/housing-cases/:id/hand-over', status: 200, access: 'welfare.housing.apply', summary: 'Records the hand-over.', body: z.strictObject({ handedOverOn: DayText }),
});

/** The housing programme of a year (WEL-04): amounts, budget and deadlines are data with their decision. */
export const HousingProgrammeBody = z.strictObject({
  year: z.number().int().min(2000).max(2200), budgetVnd: Vnd, buildVnd: Vnd, repairVnd: Vnd,
  /** Last day of the dossier and of the work; left out: none known. */
  dossierDueOn: DayText.optional(), workDueOn: DayText.optional(), decisionNumber: text(60), decidedOn: DayText,
  /** The decision itself; refused without it. */
  fileId: z.uuid().optional(),
});
/** What one case of a kind gets at most today, and the decision that says so: the programme's amount, or a rule that is lower. */
const HousingCeiling = z.object({ ceilingVnd: z.number().int(), decisionNumber: z.string() });
export const HousingProgrammeView = HousingProgrammeBody.omit({ fileId: true }).extend({
  id: z.uuid(), unitCode: Code, dossierDueOn: DayText.nullable(), workDueOn: DayText.nullable(), approvedVnd: z.number().int(), paidVnd: z.number().int(), leftVnd: z.number().int(), version: z.number().int(),
  ceilings: z.object({ BUILD: HousingCeiling, REPAIR: HousingCeiling }),
});
export type HousingProgrammeBody = z.infer<typeof HousingProgrammeBody>;
export type HousingProgrammeView = z.infer<typeof HousingProgrammeView>;

export const listHousingProgrammes = defineRoute({
  service: 'welfare', name: 'listHousingProgrammes', method: 'GET', path: '/housing-programmes', access: 'welfare.programme.read', summary: 'Housing programmes with their money left, newest first.',
  /** `own`: those that cases of the unit acted for fall under. */
  query: PageQuery.extend({ year: z.coerce.number().int().min(2000).max(2200).optional(), own: z.literal('true').optional() }), answer: pageOf(HousingProgrammeView),
});
export const setHousingProgramme = defineRoute({
  service: 'welfare', name: 'setHousingProgramme', method: 'POST', path: '/housing-programmes', access: 'welfare.programme.manage', body: HousingProgrammeBody, answer: DecisionView,
  summary: 'Records the decision on the programme of a year, or on a new version of it; it holds when a second person confirms it.',
});

/** Decision HOUSING_PROGRAMME: the programme of a year. */
export const HousingProgrammeItem = HousingProgrammeBody.omit({ decisionNumber: true, decidedOn: true, fileId: true });
export type HousingProgrammeItem = z.infer<typeof HousingProgrammeItem>;

/** Paper kind HOUSING_APPROVED: a case approved on the decision's day. `caseNo` names it in later paper decisions. */
export const HousingApprovedItem = z.strictObject({
  caseNo: text(60), unitCode: Code, housingKind: z.enum(HOUSING_KINDS), memberName: text(200), householdKey: text(60), amountVnd: Vnd, programmeYear: z.number().int().min(2000).max(2200),
  surveyedOn: DayText.optional(), memberSince: DayText.optional(),
});
export type HousingApprovedItem = z.infer<typeof HousingApprovedItem>;

/** Paper kind HOUSING_PAID: an approved case was paid. */
export const HousingPaidItem = z.strictObject({ caseNo: text(60), unitCode: Code, paidOn: DayText, amountVnd: Vnd });
export type HousingPaidItem = z.infer<typeof HousingPaidItem>;
