import type { PostView } from '@doanket/contracts';
import { i18n } from '../i18n';

/** A post in words: title, the body where it is not the committee, and "phụ trách" for who leads meanwhile. */
export function postTitle(post: Pick<PostView, 'post' | 'body' | 'acting'>): string {
  const title = i18n.t(`post.${post.post}`);
  const body = post.body === 'EXECUTIVE_COMMITTEE' ? '' : `, ${i18n.t(`body.${post.body}`)}`;
  return post.acting ? `${title}${body}, ${i18n.t('post.acting')}` : title + body;
}
