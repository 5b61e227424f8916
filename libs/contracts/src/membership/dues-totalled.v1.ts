import { z } from 'zod';
import { defineEvent } from '../core/event';
import { MonthText, SignedVnd } from './money.shapes';

/**
 * Dues of a unit and month changed: reckoned, corrected, collected or sent up. Carries the totals as they stand now; lines
 * of members stay in membership. Source: handbook ORG-16 to ORG-18.
 */
export const DuesTotalledV1 = defineEvent({
  type: 'membership.dues-totalled.v1',
  topic: 'membership.dues',
  key: 'unitId',
  summary: 'The totals of dues of a unit and month, as they stand now.',
  data: z.object({
    unitId: z.uuid(), month: MonthText, because: z.enum(['RECKONED', 'CORRECTED', 'COLLECTED', 'SENT_UP']),
    members: z.number().int(), payers: z.number().int(), exempt: z.number().int(), suspended: z.number().int(), incomplete: z.number().int(),
    regularVnd: SignedVnd, extraVnd: SignedVnd, suspendedVnd: SignedVnd, collectedVnd: SignedVnd, dueUpVnd: SignedVnd, remittedVnd: SignedVnd,
  }),
  example: {
    unitId: '01920000-0000-7000-8000-000000000004', month: '2025-07', because: 'RECKONED', members: 127, payers: 120, exempt: 5, suspended: 2, incomplete: 0,
    regularVnd: 6_000_000, extraVnd: 0, suspendedVnd: 100_000, collectedVnd: 5_000_000, dueUpVnd: 1_500_000, remittedVnd: 1_500_000,
  },
});
