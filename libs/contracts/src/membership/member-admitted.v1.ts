import { z } from 'zod';
import { defineEvent } from '../core/event';
import { DayText, Level } from '../core/shapes';

/**
 * A grassroots union admitted an applicant; the person is a member from `admittedOn` on. Who the person is stays in
 * membership. Source: handbook ORG-09.
 */
export const MemberAdmittedV1 = defineEvent({
  type: 'membership.member-admitted.v1',
  topic: 'membership.member',
  key: 'memberId',
  summary: 'A person became a member of a unit.',
  data: z.object({
    /** One membership of one person in one unit. */
    memberId: z.uuid(),
    personId: z.uuid(),
    unitId: z.uuid(),
    level: Level,
    /** The day that counts. */
    admittedOn: DayText,
    appliedOn: DayText,
    /** Works in production or service directly; null when not known. */
    directWorker: z.boolean().nullable(),
    /** Leads at the employer; null when not known. */
    leader: z.boolean().nullable(),
    decisionId: z.uuid(),
  }),
  example: {
    memberId: '01920000-0000-7000-8000-000000000040', personId: '01920000-0000-7000-8000-000000000030', unitId: '01920000-0000-7000-8000-000000000004',
    level: 'G', admittedOn: '2026-01-05', appliedOn: '2025-12-20', directWorker: true, leader: false, decisionId: '01920000-0000-7000-8000-000000000090',
  },
});
