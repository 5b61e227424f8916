import { z } from 'zod';
import { defineRoute } from '../core/route';
import { Code, CodeParam, DayText, pageOf, PageQuery, text } from '../core/shapes';
import { SignedDecision } from './decision.shapes';
import { UnitState } from './unit.shapes';

export const GROUP_TYPES = ['D', 'T'] as const;

/** A department or group inside a grassroots union. Source: handbook ORG-13. */
export const GroupView = z.object({
  code: Code, name: z.string(), type: z.enum(GROUP_TYPES), parentCode: Code, state: UnitState,
  /** Members on that day; of a department with those of its groups. */
  members: z.number().int(),
  head: z.object({ postId: z.uuid(), personId: z.uuid(), personName: z.string().nullable(), since: DayText }).nullable(),
});
export type GroupView = z.infer<typeof GroupView>;
const GroupMember = z.object({ memberId: z.uuid(), personId: z.uuid(), fullName: z.string().nullable(), since: DayText });

const K = { service: 'membership', access: 'membership.group.keep', method: 'POST' } as const;
const R = { service: 'membership', access: 'membership.unit.read', method: 'GET' } as const;

export const foundGroup = defineRoute({
  ...K, name: 'foundGroup', path: '/groups', body: z.strictObject({ code: Code, name: text(300), type: z.enum(GROUP_TYPES), parentCode: Code, decision: SignedDecision }), answer: GroupView,
  summary: 'A grassroots union makes a department or a group inside itself.',
});
export const appointGroupHead = defineRoute({
  ...K, name: 'appointGroupHead', path: '/groups/:code/head', params: CodeParam, body: z.strictObject({ personId: z.uuid(), decision: SignedDecision }), answer: GroupView,
  summary: 'Gives a department or group its head from today on; the one before ends the day before.',
});
export const moveGroupMembers = defineRoute({
  ...K, name: 'moveGroupMembers', path: '/groups/:code/members', status: 200, params: CodeParam, body: z.strictObject({ memberIds: z.array(z.uuid()).min(1).max(1_000), from: DayText.optional() }), answer: GroupView,
  summary: 'Puts members of the union into a department or group from a day on; a member is in one at a time.',
});
export const listGroups = defineRoute({ ...R, name: 'listGroups', path: '/units/:code/groups', params: CodeParam, query: z.strictObject({ asOf: DayText.optional() }), answer: z.object({ items: z.array(GroupView).max(1000) }), summary: 'Departments and groups of a union with heads and members.' });
export const listGroupMembers = defineRoute({ ...R, name: 'listGroupMembers', path: '/groups/:code/members', params: CodeParam, query: PageQuery.extend({ asOf: DayText.optional() }), answer: pageOf(GroupMember), summary: 'Members of a department or group on a day.' });

export const groupRoutes = [foundGroup, appointGroupHead, moveGroupMembers, listGroups, listGroupMembers];
