import { z } from 'zod';
import { defineEvent } from '../core/event';
import { Code, DayText, Level } from '../core/shapes';

/** A plan states a round (CMP-03): one event for each, whether its dates are known or not. Counted by ROUND_PLANNED. */
export const RoundPlannedV1 = defineEvent({
  type: 'campaigns.round-planned.v1',
  topic: 'campaigns.round',
  key: 'roundId',
  summary: 'A plan announced a round.',
  data: z.object({
    roundId: z.uuid(),
    roundCode: Code,
    planId: z.uuid(),
    unitId: z.uuid(),
    level: Level,
    year: z.number().int(),
    ordinal: z.number().int().min(1),
    /** The day that counts: the planned first day of the round, else the first day of the plan. */
    plannedFor: DayText,
    decisionId: z.uuid(),
  }),
  example: {
    roundId: '01920000-0000-7000-8000-000000000102', roundCode: 'ha-noi-2025-dot-1', planId: '01920000-0000-7000-8000-000000000101',
    unitId: '01920000-0000-7000-8000-000000000120', level: 'C', year: 2025, ordinal: 1, plannedFor: '2025-01-01',
    decisionId: '01920000-0000-7000-8000-000000000130',
  },
});
