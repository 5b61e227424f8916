import { z } from 'zod';
import { Code, DayText } from '../core/shapes';
import { Appointment, Body, PostName } from './post.shapes';

/** POST_STARTED: a person takes up a post; a signer needs no account. Source: handbook ORG-07. */
export const PostStartedItem = z.strictObject({
  unitCode: Code,
  personId: z.uuid(),
  post: PostName,
  body: Body,
  /** Leads while the chair is vacant ("phụ trách"). */
  acting: z.boolean().default(false),
  appointment: Appointment,
  fullTime: z.boolean(),
  /** Left out: the day of the decision. */
  validFrom: DayText.optional(),
  /** Planned last day. */
  validTo: DayText.optional(),
});
export type PostStartedItem = z.output<typeof PostStartedItem>;

/** POST_ENDED: `lastDay` is the last day on which the post gives rights. */
export const PostEndedItem = z.strictObject({ postId: z.uuid(), lastDay: DayText });
export type PostEndedItem = z.output<typeof PostEndedItem>;
