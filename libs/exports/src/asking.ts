import { type AccessControl, actorOf, PermissionMissing, type PostSource, type Principal } from '@doanket/auth';
import type { ExportFailure, Permission } from '@doanket/contracts';
import { DomainError } from '@doanket/kernel';
import { currentCall, withCallContext } from '@doanket/persistence';
import type { ExportJob } from './export-job.entity';

/** There will be no file, and why. */
export class ExportFailed extends Error {
  constructor(readonly failure: ExportFailure) {
    super(failure);
    this.name = 'ExportFailed';
  }
}

/** Does the work of a job as whoever asked for it, with the rights the post has at that moment. */
export class Asking {
  constructor(private readonly posts: PostSource, private readonly control: AccessControl) {}

  /** Throws PermissionMissing where the post does not give the list; realm roles take nothing out, for they come and go with a token. */
  require(principal: Principal, permission: Permission | null): void {
    if (permission !== null && !this.control.holds(withoutRealm(principal), permission)) throw new PermissionMissing(permission);
  }

  async as<T>(job: ExportJob, list: { readonly permission: Permission | null }, work: (principal: Principal) => Promise<T>): Promise<T> {
    const principal = await this.principalOf(job);
    if (list.permission !== null && !this.control.holds(principal, list.permission)) throw new ExportFailed('RIGHT_LOST');
    const call = currentCall();
    if (call === null) throw new Error('A job without a call');
    return withCallContext({ ...call, actor: actorOf(principal), scope: this.control.scopeOf(principal, list.permission) }, () => work(principal));
  }

  private async principalOf({ actor }: ExportJob): Promise<Principal> {
    const subject = actor.subject ?? '';
    const { personId, posts } = await this.posts.holdingsOf(subject);
    const post = posts.find(({ postId }) => postId === actor.postId);
    if (post === undefined || personId !== actor.personId) throw new ExportFailed('POST_GONE');
    return { subject, kind: 'PERSON', realmRoles: [], scopes: [], clientId: '', personId, posts, post, partner: null };
  }
}

const withoutRealm = (principal: Principal): Principal => ({ ...principal, realmRoles: [], scopes: [] });

/** What a failed job says of itself; what the list itself refuses is named as such. */
export function failureOf(error: unknown): ExportFailure {
  if (error instanceof ExportFailed) return error.failure;
  return error instanceof DomainError ? 'LIST_REFUSED' : 'BROKEN';
}
