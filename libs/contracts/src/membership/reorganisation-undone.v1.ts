import { z } from 'zod';
import { defineEvent } from '../core/event';
import { DIRECTORY_TOPIC } from '../core/topic';
import { directoryExample, directoryFacts } from './directory-event';

/** A decision over many units was taken back before its effective day: units, parents and posts go on as before it. */
export const ReorganisationUndoneV1 = defineEvent({
  type: 'membership.reorganisation-undone.v1',
  topic: DIRECTORY_TOPIC,
  key: 'decisionId',
  summary: 'A decision over many units was taken back before it took effect.',
  data: z.object({ ...directoryFacts }),
  example: { ...directoryExample, validFrom: '2027-07-01' },
});
