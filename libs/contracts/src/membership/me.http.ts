import { z } from 'zod';
import { defineRoute } from '../core/route';
import { MemberView } from './members.http';
import { PersonView } from './person.shapes';
import { PostView } from './units.http';

/** A post held today, as the gateway offers it for choosing. */
export const HeldPostView = PostView.extend({ unitId: z.uuid(), /** The post whose rights it gives. */ authority: PostView.shape.post });
export type HeldPostView = z.infer<typeof HeldPostView>;

export const MeView = z.object({ person: PersonView.nullable(), posts: z.array(HeldPostView), members: z.array(MemberView) });
export type MeView = z.infer<typeof MeView>;

const R = { service: 'membership', method: 'GET', access: 'SIGNED_IN' } as const;

export const getMyRecord = defineRoute({ ...R, name: 'getMyRecord', path: '/me', answer: MeView, summary: 'The signed-in person: who they are, which posts they hold today, where they are a member.' });
export const listMyPosts = defineRoute({
  ...R, name: 'listMyPosts', path: '/me/posts', answer: z.object({ personId: z.uuid().nullable(), fullName: z.string().nullable(), posts: z.array(HeldPostView).max(100) }),
  summary: 'The posts that the subject of this token holds today; the gateway asks it at sign-in and when a post is chosen.',
});

export const meRoutes = [getMyRecord, listMyPosts];
