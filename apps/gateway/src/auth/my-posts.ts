import { type AnswerOf, listMyPosts, type MyPost } from '@doanket/contracts';
import { Injectable } from '@nestjs/common';
import { AnswerCutOff } from '../proxy/proxy.errors';
import { Upstream } from '../proxy/upstream';
import { NotSignedIn } from './auth.errors';

/** Who an account belongs to. */
export interface MyPosts { readonly personId: string | null; readonly fullName: string | null; readonly posts: MyPost[] }

const TIMEOUT_MS = 5_000;

/** Asks membership who the account belongs to and which posts that person holds today: the gateway keeps no copy. */
@Injectable()
export class MyPostsReader {
  constructor(private readonly upstream: Upstream) {}

  /** Throws NotSignedIn when membership does not take the token, ServiceDown and its like when it does not answer. */
  async read(accessToken: string): Promise<MyPosts> {
    const path = `/api/${listMyPosts.service}${listMyPosts.path}`;
    const answer = await this.upstream.readJson('membership', path, { headers: { authorization: `Bearer ${accessToken}` }, timeoutMs: TIMEOUT_MS });
    if (answer.status === 401) throw new NotSignedIn('TOKEN_REFUSED');
    const parsed = listMyPosts.answer.safeParse(answer.body);
    if (answer.status !== 200 || !parsed.success) throw new AnswerCutOff('membership');
    const { personId, fullName, posts } = parsed.data;
    return { personId, fullName, posts: posts.map(toMyPost) };
  }
}

function toMyPost(held: AnswerOf<typeof listMyPosts>['posts'][number]): MyPost {
  const { id, post, authority, body, unitId, unitCode, unitName, level, validFrom, validTo } = held;
  return { postId: id, post, authority, body, unitId, unitCode, unitName, level, validFrom, validTo };
}
