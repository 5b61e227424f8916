import { z } from 'zod';
import { defineEvent } from '../core/event';
import { DIRECTORY_TOPIC } from '../core/topic';
import { directoryExample, directoryFacts } from './directory-event';

/** A unit, with everything below it, hangs on another parent from `validFrom` on. */
export const UnitMovedV1 = defineEvent({
  type: 'membership.unit-moved.v1',
  topic: DIRECTORY_TOPIC,
  key: 'unitId',
  summary: 'A unit was put under another parent.',
  data: z.object({ unitId: z.uuid(), parentId: z.uuid(), ...directoryFacts }),
  example: { unitId: '01920000-0000-7000-8000-000000000005', parentId: '01920000-0000-7000-8000-000000000002', ...directoryExample, ofMany: true },
});
