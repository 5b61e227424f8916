import { z } from 'zod';
import { defineRoute } from '../core/route';
import { Code, DayText, IdParam, pageOf, PageQuery, text } from '../core/shapes';
import { LeaveKind } from './exchange.shapes';
import { HealthReason } from './health.shapes';

/** A leave as lists show it: that it is there, and which months it frees of dues; why is health data. Source: handbook SOC-05. */
export const LeaveView = z.object({
  id: z.uuid(), memberId: z.uuid(), memberName: z.string(), unitCode: Code, fromDay: DayText, toDay: DayText,
  /** First day of the first and last day of the last month free of dues; null for a leave too short for that. */
  exemptFrom: DayText.nullable(), exemptTo: DayText.nullable(),
  source: z.enum(['BY_HAND', 'FILE']), recordedAt: z.iso.datetime(),
});
export type LeaveView = z.infer<typeof LeaveView>;
export const LeaveDetail = LeaveView.extend({ kind: LeaveKind, diseaseCode: z.string().nullable() });
export type LeaveDetail = z.infer<typeof LeaveDetail>;

export const RecordLeaveBody = z.strictObject({
  memberId: z.uuid(), kind: LeaveKind, fromDay: DayText, toDay: DayText,
  /** As on the paper, e.g. by ICD-10; sealed, and deleted when its purpose ends. */
  diseaseCode: text(20).optional(),
});

const K = { service: 'membership', access: 'membership.health.keep' } as const;
const R = { service: 'membership', access: 'membership.health.read', method: 'GET' } as const;

export const recordLeave = defineRoute({
  ...K, name: 'recordLeave', method: 'POST', path: '/leaves', body: RecordLeaveBody, answer: LeaveView,
  summary: 'Enters by hand a leave that no file of the insurer brought. Its whole months are free of dues, and end by themselves.',
});
export const listLeaves = defineRoute({
  ...R, name: 'listLeaves', path: '/leaves', query: PageQuery.extend({ unit: Code.optional(), member: z.uuid().optional(), on: DayText.optional() }), answer: pageOf(LeaveView),
  summary: 'Leaves of the subtree, the newest first; `on`: those that last on a day. Kind and disease are not told.',
});
export const readLeave = defineRoute({
  ...R, name: 'readLeave', path: '/leaves/:id', params: IdParam, query: HealthReason, answer: LeaveDetail, summary: 'One leave with its kind and disease, for a reason that is kept.',
});

export const leaveRoutes = [recordLeave, listLeaves, readLeave];
