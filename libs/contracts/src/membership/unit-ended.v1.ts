import { z } from 'zod';
import { defineEvent } from '../core/event';
import { DayText } from '../core/shapes';
import { DIRECTORY_TOPIC } from '../core/topic';
import { directoryExample, directoryFacts } from './directory-event';

/**
 * A unit came to its end: `lastDay` is its last valid day, `validFrom` the day after. It stays readable, under its
 * successor where it has one, else under its last parent.
 */
export const UnitEndedV1 = defineEvent({
  type: 'membership.unit-ended.v1',
  topic: DIRECTORY_TOPIC,
  key: 'unitId',
  summary: 'A unit came to its end.',
  data: z.object({
    unitId: z.uuid(),
    lastDay: DayText,
    state: z.enum(['ENDED', 'MERGED', 'TRANSFERRED_OUT']),
    successorId: z.uuid().nullable(),
    ...directoryFacts,
  }),
  example: {
    unitId: '01920000-0000-7000-8000-000000000003', lastDay: '2025-06-30', state: 'ENDED', successorId: null,
    ...directoryExample, validFrom: '2025-07-01', ofMany: true,
  },
});
