import { z } from 'zod';
import { defineEvent } from '../core/event';

/** What awards and contests ask about a member changed in the profile: direct worker, leader. Source: handbook ORG-11. */
export const MemberClassifiedV1 = defineEvent({
  type: 'membership.member-classified.v1',
  topic: 'membership.member',
  key: 'memberId',
  summary: 'A member is, or is no longer, a direct worker or a leader.',
  data: z.object({
    memberId: z.uuid(),
    personId: z.uuid(),
    unitId: z.uuid(),
    directWorker: z.boolean().nullable(),
    leader: z.boolean().nullable(),
  }),
  example: {
    memberId: '01920000-0000-7000-8000-000000000040', personId: '01920000-0000-7000-8000-000000000030', unitId: '01920000-0000-7000-8000-000000000004',
    directWorker: true, leader: false,
  },
});
