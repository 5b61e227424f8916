import { z } from 'zod';
import { defineEvent } from '../core/event';
import { DIRECTORY_TOPIC } from '../core/topic';
import { directoryExample, directoryFacts } from './directory-event';

/** A unit went forward: from proposed to provisional or active, from provisional to active. */
export const UnitAdvancedV1 = defineEvent({
  type: 'membership.unit-advanced.v1',
  topic: DIRECTORY_TOPIC,
  key: 'unitId',
  summary: 'A unit became provisional or active.',
  data: z.object({ unitId: z.uuid(), state: z.enum(['PROVISIONAL', 'ACTIVE']), ...directoryFacts }),
  example: { unitId: '01920000-0000-7000-8000-000000000004', state: 'ACTIVE', ...directoryExample },
});
