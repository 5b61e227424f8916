import type { Access, Permission } from '@doanket/contracts';
import { currentCall, type Actor } from '@doanket/persistence';
import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { AccessControl } from './access-control';
import { PermissionMissing, PostNotChosen, PostNotHeld, TokenRefused } from './auth.errors';
import { type GuardedRequest, routeOf } from './decorators';
import { type PartnerHolding, PostSource } from './post-source';
import type { HeldPost, Principal, PrincipalKind } from './principal';
import { TokenVerifier, type VerifiedToken } from './token-verifier';

/**
 * Stands before every route: token, posts, permission; then says in the call context who acts and which rows are theirs.
 * A method without a contract is refused, so a forgotten declaration opens nothing.
 */
@Injectable()
export class AuthGuard implements CanActivate {
  constructor(
    private readonly verifier: TokenVerifier,
    private readonly posts: PostSource,
    private readonly access: AccessControl,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const access = routeOf(context.getHandler())?.access;
    if (access === undefined) throw new Error('A route without a contract');
    if (access === 'PUBLIC') return true;
    const request = context.switchToHttp().getRequest<GuardedRequest>();
    const token = await this.verifier.verify(bearerOf(request));
    const principal = await this.principalOf(token, single(request.headers['x-acting-post']), access);
    const permission = access === 'SIGNED_IN' ? null : access;
    if (permission !== null && !this.access.holds(principal, permission)) throw new PermissionMissing(permission);
    request.principal = principal;
    this.fillCall(principal, permission);
    return true;
  }

  private async principalOf(token: VerifiedToken, actingPost: string | null, access: Access): Promise<Principal> {
    const kind = kindOf(token);
    const { subject, realmRoles, clientId } = token;
    if (kind === 'PARTNER') {
      if (actingPost !== null) throw new PostNotHeld();
      const partner = await this.posts.partnerOf(clientId);
      return { subject, kind, realmRoles, clientId, scopes: partnerScopes(token, partner), personId: null, posts: [], post: null, partner };
    }
    const { personId, posts } = await this.posts.holdingsOf(subject);
    return { subject, kind, realmRoles, clientId, scopes: token.scopes, personId, posts, post: chosenPost(posts, actingPost, access), partner: null };
  }

  private fillCall(principal: Principal, permission: Permission | null): void {
    const call = currentCall();
    if (call === null) throw new Error('No call context: the request hooks of service are missing');
    call.actor = actorOf(principal);
    call.scope = this.access.scopeOf(principal, permission);
  }
}

/** Who acts, as audit and events keep it. */
export function actorOf(principal: Principal): Actor {
  const { post, partner, personId, subject, kind, clientId } = principal;
  const who = kind === 'PARTNER' ? `partner:${clientId}` : personId === null ? `account:${subject}` : `person:${personId}`;
  return {
    subject, personId, postId: post?.postId ?? null, unitId: post?.unitId ?? partner?.unitId ?? null,
    label: post === null ? who : `${who};post:${post.postId}`,
  };
}

function kindOf(token: VerifiedToken): PrincipalKind {
  if (token.realmRoles.includes('partner')) return 'PARTNER';
  return token.realmRoles.includes('platform-admin') ? 'ADMIN' : 'PERSON';
}

/** What the partner was given; a token that asks for some of it carries no more than these. */
function partnerScopes(token: VerifiedToken, partner: PartnerHolding | null): readonly string[] {
  if (partner === null) return [];
  const asked = token.scopes.filter((scope) => scope.includes('.'));
  return asked.length === 0 ? partner.scopes : partner.scopes.filter((scope) => asked.includes(scope));
}

function chosenPost(posts: readonly HeldPost[], actingPost: string | null, access: Access): HeldPost | null {
  if (actingPost !== null) {
    const chosen = posts.find((held) => held.postId === actingPost);
    if (chosen === undefined) throw new PostNotHeld();
    return chosen;
  }
  if (posts.length <= 1) return posts[0] ?? null;
  if (access === 'SIGNED_IN') return null;
  throw new PostNotChosen(posts.map((held) => held.postId));
}

function bearerOf(request: GuardedRequest): string {
  const header = single(request.headers['authorization']);
  if (header === null) throw new TokenRefused('missing');
  const match = /^Bearer +(\S+)$/i.exec(header);
  if (match?.[1] === undefined) throw new TokenRefused('malformed');
  return match[1];
}

function single(header: string | string[] | undefined): string | null {
  if (header === undefined || header === '') return null;
  if (Array.isArray(header)) throw new TokenRefused('malformed');
  return header;
}
