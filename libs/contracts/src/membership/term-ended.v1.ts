import { z } from 'zod';
import { defineEvent } from '../core/event';
import { DayText } from '../core/shapes';

/** The next congress ended a term, perhaps before its planned year. `lastDay` is its last day. */
export const TermEndedV1 = defineEvent({
  type: 'membership.term-ended.v1',
  topic: 'membership.term',
  key: 'termId',
  summary: 'A term of a unit ended.',
  data: z.object({ termId: z.uuid(), unitId: z.uuid(), lastDay: DayText, decisionId: z.uuid() }),
  example: {
    termId: '01920000-0000-7000-8000-000000000042', unitId: '01920000-0000-7000-8000-000000000002', lastDay: '2025-12-29', decisionId: '01920000-0000-7000-8000-000000000010',
  },
});
