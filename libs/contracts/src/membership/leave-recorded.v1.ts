import { z } from 'zod';
import { defineEvent } from '../core/event';

/** A member is free of dues for some months because of a long leave. Why is nobody's business but the unit's. Source: handbook SOC-05. */
export const LeaveRecordedV1 = defineEvent({
  type: 'membership.leave-recorded.v1',
  topic: 'membership.leave',
  key: 'memberId',
  summary: 'A long leave frees a member of dues from a first to a last day.',
  data: z.object({ memberId: z.uuid(), leaveId: z.uuid(), unitId: z.uuid(), exemptFrom: z.iso.date(), exemptTo: z.iso.date() }),
  example: {
    memberId: '01920000-0000-7000-8000-000000000040', leaveId: '01920000-0000-7000-8000-000000000091', unitId: '01920000-0000-7000-8000-000000000004', exemptFrom: '2025-03-01', exemptTo: '2025-08-31',
  },
});
