import { z } from 'zod';
import { defineEvent } from '../core/event';
import { Code, DayText, Level } from '../core/shapes';
import { WorkKind } from './emulation.shapes';

/** The city chose a verified work of a round and attached a plaque (CMP-09); the work goes on counting. */
export const PlaqueAttachedV1 = defineEvent({
  type: 'campaigns.plaque-attached.v1',
  topic: 'campaigns.work',
  key: 'workId',
  summary: 'A plaque was attached to a verified work.',
  data: z.object({
    workId: z.uuid(),
    /** The registering unit. */
    unitId: z.uuid(),
    /** Its level on the day of completion. */
    level: Level,
    workKind: WorkKind,
    roundCode: Code,
    completedOn: DayText,
    attachedOn: DayText,
    /** The unit that decided. */
    issuerUnitId: z.uuid(),
    decisionId: z.uuid(),
  }),
  example: {
    workId: '01920000-0000-7000-8000-000000000105', unitId: '01920000-0000-7000-8000-000000000120', level: 'G', workKind: 'STRUCTURE',
    roundCode: 'ha-noi-2023-dot-1', completedOn: '2023-09-30', attachedOn: '2023-10-10',
    issuerUnitId: '01920000-0000-7000-8000-000000000121', decisionId: '01920000-0000-7000-8000-000000000130',
  },
});
