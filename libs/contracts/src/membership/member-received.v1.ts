import { z } from 'zod';
import { defineEvent } from '../core/event';
import { DayText, Level } from '../core/shapes';

/** A unit took in a member of another one; it is no admission, seniority is kept. Source: handbook ORG-10. */
export const MemberReceivedV1 = defineEvent({
  type: 'membership.member-received.v1',
  topic: 'membership.member',
  key: 'memberId',
  summary: 'A member of another unit goes on as a member of this one.',
  data: z.object({
    /** The new membership. */
    memberId: z.uuid(), personId: z.uuid(), unitId: z.uuid(), level: Level, receivedOn: DayText, memberSince: DayText, duesFrom: DayText, fromMemberId: z.uuid(), fromUnitId: z.uuid(),
    directWorker: z.boolean().nullable(), leader: z.boolean().nullable(),
  }),
  example: {
    memberId: '01920000-0000-7000-8000-000000000041', personId: '01920000-0000-7000-8000-000000000030', unitId: '01920000-0000-7000-8000-000000000005', level: 'G', receivedOn: '2026-04-02',
    memberSince: '2015-01-05', duesFrom: '2026-04-01', fromMemberId: '01920000-0000-7000-8000-000000000040', fromUnitId: '01920000-0000-7000-8000-000000000004', directWorker: true, leader: false,
  },
});
