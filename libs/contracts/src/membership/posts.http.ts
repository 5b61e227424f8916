import { defineRoute } from '../core/route';
import { IdParam } from '../core/shapes';
import { SignedDecision } from './decision.shapes';
import { PostEndedItem, PostStartedItem } from './post-items';
import { PostView } from './units.http';

const D = { service: 'membership', method: 'POST', access: 'membership.post.decide' } as const;

export const startPost = defineRoute({
  ...D, name: 'startPost', path: '/posts', body: PostStartedItem.extend({ decision: SignedDecision }), answer: PostView, summary: 'A person takes up a post; the rights begin with its first day.',
});
export const endPost = defineRoute({
  ...D, name: 'endPost', path: '/posts/:id/end', status: 200, params: IdParam, body: PostEndedItem.omit({ postId: true }).extend({ decision: SignedDecision }), answer: PostView,
  summary: 'Ends a post; its rights end with the last day.',
});
export const getPost = defineRoute({
  service: 'membership', name: 'getPost', method: 'GET', path: '/posts/:id', access: 'membership.unit.read', params: IdParam, answer: PostView, summary: 'One holding of a post.',
});

export const postRoutes = [startPost, endPost, getPost];
