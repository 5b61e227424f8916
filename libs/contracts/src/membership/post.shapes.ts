import { z } from 'zod';
import { POSTS, type Post } from '../core/access';

export const PostName = z.enum(POSTS);

/**
 * The body in which a post is held: executive committee (BCH), standing committee (BTV), presidium of the confederation,
 * inspection committee (UBKT), women's committee, specialist board, or the paid office. Source: handbook ORG-07, 3.1.
 */
export const BODIES = [
  'EXECUTIVE_COMMITTEE', 'STANDING_COMMITTEE', 'PRESIDIUM', 'INSPECTION_COMMITTEE', 'WOMENS_COMMITTEE', 'SPECIALIST_BOARD', 'OFFICE',
] as const;
export const Body = z.enum(BODIES);
export type Body = z.infer<typeof Body>;

/** Bodies whose heads lead the unit itself. */
export const LEADING_BODIES = ['EXECUTIVE_COMMITTEE', 'STANDING_COMMITTEE', 'PRESIDIUM'] as const satisfies readonly Body[];

/** How the holder came to the post. Source: handbook ORG-07. */
export const APPOINTMENTS = ['ELECTED', 'APPOINTED'] as const;
export const Appointment = z.enum(APPOINTMENTS);
export type Appointment = z.infer<typeof Appointment>;

/**
 * The post whose rights a holder has. Heads of the leading bodies lead the unit; who leads while the chair is vacant
 * (`acting`) has the rights of an acting head whatever the title; the head of another body is no head of the unit.
 * Source: handbook ORG-07.
 */
export function authorityOf(held: { readonly post: Post; readonly body: Body; readonly acting: boolean }): Post {
  if (held.body === 'INSPECTION_COMMITTEE') return 'INSPECTOR';
  if (!(LEADING_BODIES as readonly Body[]).includes(held.body)) return 'OFFICER';
  return held.acting ? 'ACTING_HEAD' : held.post;
}
