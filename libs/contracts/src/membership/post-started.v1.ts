import { z } from 'zod';
import { defineEvent } from '../core/event';
import { DayText } from '../core/shapes';
import { DIRECTORY_TOPIC } from '../core/topic';
import { directoryExample, directoryFacts } from './directory-event';
import { Appointment, Body, PostName } from './post.shapes';

/** A person holds a post of a body of a unit from `validFrom`, to `validTo` where the end is planned (the last valid day). */
export const PostStartedV1 = defineEvent({
  type: 'membership.post-started.v1',
  topic: DIRECTORY_TOPIC,
  key: 'postId',
  summary: 'A person took up a post.',
  data: z.object({
    /** One holding: this person, in this post, for one period. */
    postId: z.uuid(),
    unitId: z.uuid(),
    personId: z.uuid(),
    post: PostName,
    body: Body,
    /** Leads the body while its chair is vacant. */
    acting: z.boolean(),
    appointment: Appointment,
    fullTime: z.boolean(),
    validTo: DayText.nullable(),
    ...directoryFacts,
  }),
  example: {
    postId: '01920000-0000-7000-8000-000000000020', unitId: '01920000-0000-7000-8000-000000000002', personId: '01920000-0000-7000-8000-000000000030',
    post: 'STANDING_VICE_CHAIR', body: 'STANDING_COMMITTEE', acting: true, appointment: 'ELECTED', fullTime: true, validTo: null, ...directoryExample,
  },
});
