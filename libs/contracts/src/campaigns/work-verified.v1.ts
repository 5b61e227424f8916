import { z } from 'zod';
import { defineEvent } from '../core/event';
import { Code, DayText, Level } from '../core/shapes';
import { WorkKind } from './emulation.shapes';

/**
 * The next level verified a finished work (CMP-08). It counts on the day of completion, by the registering level.
 * Late works, finished outside the round, are counted apart.
 */
export const WorkVerifiedV1 = defineEvent({
  type: 'campaigns.work-verified.v1',
  topic: 'campaigns.work',
  key: 'workId',
  summary: 'The next level verified a finished work.',
  data: z.object({
    workId: z.uuid(),
    /** The registering unit. */
    unitId: z.uuid(),
    /** Its level on the day of completion. */
    level: Level,
    workKind: WorkKind,
    roundCode: Code,
    /** Null for a paper record whose registration was not found. */
    registeredOn: DayText.nullable(),
    completedOn: DayText,
    verifiedOn: DayText,
    /** Finished outside the window of the round. */
    late: z.boolean(),
    decisionId: z.uuid(),
  }),
  example: {
    workId: '01920000-0000-7000-8000-000000000105', unitId: '01920000-0000-7000-8000-000000000120', level: 'G', workKind: 'STRUCTURE',
    roundCode: 'ha-noi-2023-dot-1', registeredOn: '2023-05-20', completedOn: '2023-09-30', verifiedOn: '2023-10-05', late: false,
    decisionId: '01920000-0000-7000-8000-000000000130',
  },
});
