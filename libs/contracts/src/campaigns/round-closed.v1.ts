import { z } from 'zod';
import { defineEvent } from '../core/event';
import { Code, DayText, Level } from '../core/shapes';

/** A round was closed; late records still name it but are flagged. */
export const RoundClosedV1 = defineEvent({
  type: 'campaigns.round-closed.v1',
  topic: 'campaigns.round',
  key: 'roundId',
  summary: 'A round was closed.',
  data: z.object({
    roundId: z.uuid(),
    roundCode: Code,
    unitId: z.uuid(),
    level: Level,
    closedOn: DayText,
  }),
  example: {
    roundId: '01920000-0000-7000-8000-000000000102', roundCode: 'ha-noi-2023-dot-1', unitId: '01920000-0000-7000-8000-000000000120',
    level: 'C', closedOn: '2023-09-30',
  },
});
