import type { Body, Post } from '@doanket/contracts';

/** Which posts a body has. Source: handbook ORG-07, 3.1; the boards' posts are an assumption. */
const POSTS_OF_BODY: Readonly<Record<Body, readonly Post[]>> = {
  EXECUTIVE_COMMITTEE: ['CHAIR', 'ACTING_HEAD', 'STANDING_VICE_CHAIR', 'VICE_CHAIR', 'COMMITTEE_MEMBER'],
  STANDING_COMMITTEE: ['CHAIR', 'ACTING_HEAD', 'STANDING_VICE_CHAIR', 'VICE_CHAIR', 'COMMITTEE_MEMBER'],
  PRESIDIUM: ['CHAIR', 'ACTING_HEAD', 'STANDING_VICE_CHAIR', 'VICE_CHAIR', 'COMMITTEE_MEMBER'],
  INSPECTION_COMMITTEE: ['CHAIR', 'VICE_CHAIR', 'INSPECTOR'],
  WOMENS_COMMITTEE: ['CHAIR', 'VICE_CHAIR', 'COMMITTEE_MEMBER'],
  SPECIALIST_BOARD: ['CHAIR', 'VICE_CHAIR', 'OFFICER'],
  OFFICE: ['OFFICER'],
};

/** True when the body has such a post. */
export function bodyHas(body: Body, post: Post): boolean {
  return POSTS_OF_BODY[body].includes(post);
}

/** Who leads while the chair is vacant is a deputy: a chair cannot act for a chair. Source: handbook ORG-07. */
export function leadsActing(post: Post, acting: boolean): boolean | 'NOT_A_DEPUTY' {
  if (post === 'ACTING_HEAD') return true;
  if (!acting) return false;
  return post === 'STANDING_VICE_CHAIR' || post === 'VICE_CHAIR' || post === 'COMMITTEE_MEMBER' ? true : 'NOT_A_DEPUTY';
}
