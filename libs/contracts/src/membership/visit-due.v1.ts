import { z } from 'zod';
import { defineEvent } from '../core/event';

/** A member is to be visited: support may be given (WEL-08). Why is health data and stays with the unit. Source: handbook SOC-07. */
export const VisitDueV1 = defineEvent({
  type: 'membership.visit-due.v1',
  topic: 'membership.visit',
  key: 'caseId',
  summary: 'The grassroots union has a member to visit, after an accident at work or an occupational disease.',
  data: z.object({ caseId: z.uuid(), visitTaskId: z.uuid(), memberId: z.uuid(), unitId: z.uuid(), openedOn: z.iso.date() }),
  example: {
    caseId: '01920000-0000-7000-8000-0000000000a1', visitTaskId: '01920000-0000-7000-8000-0000000000a2', memberId: '01920000-0000-7000-8000-000000000040', unitId: '01920000-0000-7000-8000-000000000004', openedOn: '2026-03-02',
  },
});
