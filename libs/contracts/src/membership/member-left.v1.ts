import { z } from 'zod';
import { defineEvent } from '../core/event';
import { DayText } from '../core/shapes';

/** A membership ended. `lastDay` is the last day in the unit; dues are owed up to `duesTo`. Source: handbook ORG-10. */
export const MemberLeftV1 = defineEvent({
  type: 'membership.member-left.v1',
  topic: 'membership.member',
  key: 'memberId',
  summary: 'A person is no longer a member of a unit.',
  data: z.object({
    memberId: z.uuid(), personId: z.uuid(), unitId: z.uuid(),
    because: z.enum(['TRANSFERRED', 'LEFT', 'RETIRED', 'DECEASED', 'MERGED']),
    lastDay: DayText, duesTo: DayText.nullable(),
    /** The membership that goes on instead: after a transfer or a merge. */
    nextMemberId: z.uuid().nullable(),
    decisionId: z.uuid().nullable(),
  }),
  example: {
    memberId: '01920000-0000-7000-8000-000000000040', personId: '01920000-0000-7000-8000-000000000030', unitId: '01920000-0000-7000-8000-000000000004', because: 'TRANSFERRED',
    lastDay: '2026-03-15', duesTo: '2026-03-31', nextMemberId: '01920000-0000-7000-8000-000000000041', decisionId: '01920000-0000-7000-8000-000000000090',
  },
});
