import { z } from 'zod';
import { defineEvent } from '../core/event';
import { DayText } from '../core/shapes';
import { DIRECTORY_TOPIC } from '../core/topic';
import { directoryExample, directoryFacts } from './directory-event';

/** A person's post ends: `lastDay` is the last day it gives rights, `validFrom` the day after. */
export const PostEndedV1 = defineEvent({
  type: 'membership.post-ended.v1',
  topic: DIRECTORY_TOPIC,
  key: 'postId',
  summary: 'A person left a post.',
  data: z.object({ postId: z.uuid(), unitId: z.uuid(), personId: z.uuid(), lastDay: DayText, ...directoryFacts }),
  example: {
    postId: '01920000-0000-7000-8000-000000000020', unitId: '01920000-0000-7000-8000-000000000002', personId: '01920000-0000-7000-8000-000000000030',
    lastDay: '2025-06-30', ...directoryExample, validFrom: '2025-07-01',
  },
});
