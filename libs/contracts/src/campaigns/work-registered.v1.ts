import { z } from 'zod';
import { defineEvent } from '../core/event';
import { Code, DayText, Level } from '../core/shapes';
import { WorkKind } from './emulation.shapes';

/** A unit registered a work for a round (CMP-08). */
export const WorkRegisteredV1 = defineEvent({
  type: 'campaigns.work-registered.v1',
  topic: 'campaigns.work',
  key: 'workId',
  summary: 'A unit registered a work for a round.',
  data: z.object({
    workId: z.uuid(),
    /** The registering unit. */
    unitId: z.uuid(),
    level: Level,
    workKind: WorkKind,
    roundCode: Code,
    registeredOn: DayText,
  }),
  example: {
    workId: '01920000-0000-7000-8000-000000000105', unitId: '01920000-0000-7000-8000-000000000120', level: 'G', workKind: 'STRUCTURE',
    roundCode: 'ha-noi-2023-dot-1', registeredOn: '2023-05-20',
  },
});
