import { z } from 'zod';
import { defineEvent } from '../core/event';
import { DayText } from '../core/shapes';

/** An award was revoked by decision; it leaves live counts from `revokedOn` on, the record stays. */
export const TitleRevokedV1 = defineEvent({
  type: 'awards.title-revoked.v1',
  topic: 'awards.holding',
  key: 'holdingId',
  summary: 'An award was revoked.',
  data: z.object({ holdingId: z.uuid(), unitId: z.uuid(), revokedOn: DayText, decisionId: z.uuid() }),
  example: {
    holdingId: '01920000-0000-7000-8000-000000000001', unitId: '01920000-0000-7000-8000-000000000004', revokedOn: '2024-03-01',
    decisionId: '01920000-0000-7000-8000-000000000006',
  },
});
