import { z } from 'zod';
import { defineEvent } from '../core/event';
import { DIRECTORY_TOPIC } from '../core/topic';
import { directoryExample, directoryFacts } from './directory-event';

/** All changes of a decision over many units are in; `events` of them went before. Copies switch now, all at once. */
export const ReorganisationExecutedV1 = defineEvent({
  type: 'membership.reorganisation-executed.v1',
  topic: DIRECTORY_TOPIC,
  key: 'decisionId',
  summary: 'A decision over many units is complete.',
  data: z.object({ ...directoryFacts, /** Changes with `ofMany` that carry this decision. */ events: z.number().int().min(1) }),
  example: { ...directoryExample, validFrom: '2025-07-01', events: 80 },
});
