import { z } from 'zod';
import { defineEvent } from '../core/event';
import { Code, DayText, Level } from '../core/shapes';

/** The interim review (sơ kết) of a round was held (CMP-03). */
export const RoundReviewedV1 = defineEvent({
  type: 'campaigns.round-reviewed.v1',
  topic: 'campaigns.round',
  key: 'roundId',
  summary: 'A round had its interim review.',
  data: z.object({
    roundId: z.uuid(),
    roundCode: Code,
    unitId: z.uuid(),
    level: Level,
    reviewedOn: DayText,
  }),
  example: {
    roundId: '01920000-0000-7000-8000-000000000102', roundCode: 'ha-noi-2025-dot-1', unitId: '01920000-0000-7000-8000-000000000120',
    level: 'C', reviewedOn: '2025-07-10',
  },
});
