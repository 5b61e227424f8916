import { z } from 'zod';
import { CONSENT_PURPOSES } from './consent.shapes';
import { defineRoute } from '../core/route';
import { Code, DayText, IdParam, longText, pageOf, PageQuery, text } from '../core/shapes';
import { SignedDecision } from './decision.shapes';
import { Gender, IdentifierWarning, MaskedText, PassportNo, PersonalId, PersonBody, SocialInsuranceNo } from './person.shapes';

/**
 * Source: handbook ORG-09, ORG-10. ACCEPTED becomes ACTIVE on the day of admission. TRANSFER_OUT: leaves for another union on
 * a day to come; IN_TRANSIT: has left, the other union has not confirmed yet; TRANSFERRED: goes on as another membership. MERGED: was entered twice.
 */
export const MEMBER_STATUSES = ['DRAFT', 'SUBMITTED', 'ACCEPTED', 'REJECTED', 'ACTIVE', 'TRANSFER_OUT', 'IN_TRANSIT', 'TRANSFERRED', 'LEFT', 'RETIRED', 'DECEASED', 'MERGED'] as const;
export const MemberStatus = z.enum(MEMBER_STATUSES);
export type MemberStatus = z.infer<typeof MemberStatus>;

export const EDUCATIONS = ['PRIMARY', 'LOWER_SECONDARY', 'UPPER_SECONDARY', 'VOCATIONAL', 'COLLEGE', 'UNIVERSITY', 'POSTGRADUATE'] as const;

/** What a member does and is at work. Source: handbook ORG-11. */
export const WorkProfile = z.strictObject({
  employeeCode: text(40).nullable().default(null),
  job: text(200).nullable().default(null),
  education: z.enum(EDUCATIONS).nullable().default(null),
  directWorker: z.boolean().nullable().default(null),
  leader: z.boolean().nullable().default(null),
  /** Bậc thợ. */
  skillGrade: z.number().int().min(1).max(7).nullable().default(null),
  /** Sensitive: taken in, shown only for a reason. Source: handbook 2.0, 4.11, OFC-07. */
  partyMember: z.boolean().nullable().default(null),
});
export type WorkProfile = z.output<typeof WorkProfile>;
/** What of it may be shown without a reason, and may stand in papers that whole units read. */
const OpenProfile = WorkProfile.omit({ partyMember: true });

/** Consent to the processing of personal data: when, and for which purposes. Source: handbook 4.11, ORG-11. */
export const Consent = z.strictObject({ givenOn: DayText, purposes: z.array(z.enum(CONSENT_PURPOSES)).min(1).max(5) });

export const MemberView = z.object({
  id: z.uuid(), personId: z.uuid(), fullName: z.string(), unitCode: Code, unitName: z.string(), status: MemberStatus,
  appliedOn: DayText.nullable(), admittedOn: DayText.nullable(), decisionId: z.uuid().nullable(), dossierId: z.uuid().nullable(), rejectedBecause: z.string().nullable(),
  version: z.number().int(),
});
export type MemberView = z.infer<typeof MemberView>;

/** A member in a list, with what its columns may show. */
export const MemberListItem = MemberView.extend({
  birthDate: DayText.nullable(), gender: Gender.nullable(), employeeCode: z.string().nullable(), job: z.string().nullable(), directWorker: z.boolean().nullable(), leader: z.boolean().nullable(),
  /** First admission, kept by transfers. */
  memberSince: DayText.nullable(), endedOn: DayText.nullable(),
});
export type MemberListItem = z.infer<typeof MemberListItem>;

const Flag = z.enum(['true', 'false']);
/** Which members; all that are given must hold. */
export const MemberFilter = z.strictObject({
  /** The unit and all below it today. */
  unit: Code.optional(),
  /** One status, or several separated by commas. */
  status: z.string().regex(new RegExp(`^(${MEMBER_STATUSES.join('|')})(,(${MEMBER_STATUSES.join('|')})){0,10}$`)).optional(),
  /** A part of the name with or without marks (đ = d), a whole identifier, or the code of an employee. */
  q: text(100).optional(),
  gender: Gender.optional(), education: z.enum(EDUCATIONS).optional(), directWorker: Flag.optional(), leader: Flag.optional(),
  admittedFrom: DayText.optional(), admittedTo: DayText.optional(),
});
export type MemberFilter = z.output<typeof MemberFilter>;

/** Largest exact count; beyond it the answer says "more than". */
export const MEMBER_COUNT_LIMIT = 100_000;

export const MemberDetail = MemberView.extend({
  profile: z.object({
    ...OpenProfile.shape, birthDate: DayText.nullable(), gender: Gender.nullable(), nationality: z.string(),
    personalId: MaskedText.nullable(), socialInsuranceNo: MaskedText.nullable(), passportNo: MaskedText.nullable(),
    consent: z.object({ givenOn: DayText, purposes: z.array(z.enum(CONSENT_PURPOSES)) }).nullable(),
  }),
  warnings: z.array(IdentifierWarning),
});
export type MemberDetail = z.infer<typeof MemberDetail>;

/** An application. A known person is found again by personal id or passport, never entered twice. */
export const ApplicationBody = z.strictObject({
  /** The grassroots union applied to; left out: the unit acted as. */
  unitCode: Code.optional(),
  /** A person who is known already; left out together with `person` by somebody who applies for themselves. */
  personId: z.uuid().optional(),
  person: PersonBody.optional(),
  profile: WorkProfile.default(WorkProfile.parse({})),
  consent: Consent.optional(),
});

/** The whole profile as it is to be. What is not shown (identifiers, party membership) stays as it is when left out; null takes it away. */
export const ProfileBody = z.strictObject({
  fullName: text(200), birthDate: DayText.nullable(), gender: Gender.nullable(), nationality: z.string().regex(/^[A-Z]{2}$/),
  personalId: PersonalId.nullable().optional(), socialInsuranceNo: SocialInsuranceNo.nullable().optional(), passportNo: PassportNo.nullable().optional(),
  profile: WorkProfile.extend({ partyMember: z.boolean().nullable().optional() }), consent: Consent.nullable(),
});
export type ProfileBody = z.output<typeof ProfileBody>;

/** MEMBER_ADMITTED: an admission decided on paper. Source: handbook ORG-09. */
export const MemberAdmittedItem = z.strictObject({
  unitCode: Code, personId: z.uuid(), appliedOn: DayText, /** Left out: the day of the decision. */ admittedOn: DayText.optional(), profile: OpenProfile.default(OpenProfile.parse({})),
});
export type MemberAdmittedItem = z.output<typeof MemberAdmittedItem>;

const A = { service: 'membership', access: 'membership.member.apply' } as const;
const R = { service: 'membership', access: 'membership.member.read', method: 'GET' } as const;

export const draftApplication = defineRoute({ ...A, name: 'draftApplication', method: 'POST', path: '/members', body: ApplicationBody, answer: MemberDetail, summary: 'Writes an application down as a draft.' });
export const changeProfile = defineRoute({
  ...A, name: 'changeProfile', method: 'PUT', path: '/members/:id/profile', params: IdParam, body: ProfileBody, answer: MemberDetail, summary: 'Replaces the profile of a member or applicant; needs `If-Match`.',
});
export const submitApplication = defineRoute({
  ...A, name: 'submitApplication', method: 'POST', path: '/members/:id/submission', status: 200, params: IdParam, body: z.strictObject({ appliedOn: DayText }), answer: MemberDetail,
  summary: 'Puts an application before the committee of the grassroots union.',
});
export const admitMember = defineRoute({
  service: 'membership', name: 'admitMember', method: 'POST', path: '/members/:id/admission', status: 200, access: 'membership.member.admit', params: IdParam,
  body: z.strictObject({ admittedOn: DayText, decision: SignedDecision }), answer: MemberDetail, summary: 'Admits an applicant; a member from `admittedOn` on.',
});
export const rejectMember = defineRoute({
  service: 'membership', name: 'rejectMember', method: 'POST', path: '/members/:id/rejection', status: 200, access: 'membership.member.admit', params: IdParam,
  body: z.strictObject({ reason: longText(1000) }), answer: MemberDetail, summary: 'Rejects an applicant, with a reason.',
});
export const listMembers = defineRoute({
  ...R, name: 'listMembers', path: '/members', query: MemberFilter.extend(PageQuery.shape), answer: pageOf(MemberListItem),
  summary: 'Members and applicants of the subtree, in the order of names; found by name with or without marks, by identifier, by employee code.',
});
export const countMembers = defineRoute({
  ...R, name: 'countMembers', path: '/members/count', query: MemberFilter, answer: z.object({ count: z.number().int(), /** False: there are more. */ exact: z.boolean() }),
  summary: 'How many members a filter finds, exactly up to 100,000.',
});
export const getMember = defineRoute({ ...R, name: 'getMember', path: '/members/:id', params: IdParam, answer: MemberDetail, summary: 'One member or applicant; identifiers masked.' });
export const readIdentifiers = defineRoute({
  service: 'membership', name: 'readIdentifiers', method: 'GET', path: '/members/:id/identifiers', access: 'membership.member.unmask', params: IdParam,
  query: z.strictObject({ reason: text(300) }),
  answer: z.object({ personalId: z.string().nullable(), socialInsuranceNo: z.string().nullable(), passportNo: z.string().nullable() }),
  summary: 'Identifiers in full. Every reading is kept with its reason. A GET, because answers of POST are kept for repetition.',
});
/** What a member is that is nobody's business without a reason. Source: handbook 2.0, 4.11. */
export const SensitiveFacts = z.object({ partyMember: z.boolean().nullable() });
export type SensitiveFacts = z.infer<typeof SensitiveFacts>;
export const readSensitiveFacts = defineRoute({
  service: 'membership', name: 'readSensitiveFacts', method: 'GET', path: '/members/:id/sensitive-facts', access: 'membership.member.unmask', params: IdParam, query: z.strictObject({ reason: text(300) }), answer: SensitiveFacts,
  summary: 'Sensitive facts of a member, which no profile, list, search or file shows. Every reading is kept with its reason, and the member sees it.',
});

export const memberRoutes = [draftApplication, changeProfile, submitApplication, admitMember, rejectMember, listMembers, countMembers, getMember, readIdentifiers, readSensitiveFacts];
