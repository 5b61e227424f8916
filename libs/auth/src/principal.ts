import type { Level, Post } from '@doanket/contracts';
import type { Day } from '@doanket/kernel';
import type { PartnerHolding } from './post-source';

/** A post as a principal holds it today, read from the service's own copy of the directory. */
export interface HeldPost {
  readonly postId: string;
  readonly post: Post;
  /** The body the post belongs to, e.g. `STANDING_COMMITTEE`. */
  readonly body: string;
  readonly unitId: string;
  readonly unitCode: string;
  /** Path in today's tree; an ended unit counts under its successor, else its last parent. */
  readonly unitPath: string;
  readonly level: Level;
  readonly validFrom: Day;
  /** Last day of the post, null while no end is known. */
  readonly validTo: Day | null;
}

/** A person signs in through the browser, a partner by client credentials, an administrator runs the platform. */
export type PrincipalKind = 'PERSON' | 'PARTNER' | 'ADMIN';

/** Who calls. Claims come from the verified token; posts never do: rights follow the post (engineering handbook 6.1). */
export interface Principal {
  readonly subject: string;
  readonly kind: PrincipalKind;
  readonly realmRoles: readonly string[];
  /** What a partner may do; where the token asks for less, no more than that. Scopes of the token for everyone else. */
  readonly scopes: readonly string[];
  /** The client that asked for the token (`azp`). */
  readonly clientId: string;
  readonly personId: string | null;
  /** Every post held today. */
  readonly posts: readonly HeldPost[];
  /** The post acted as, chosen by `x-acting-post`, or the only one held. */
  readonly post: HeldPost | null;
  /** The unit a partner acts for; null for persons. */
  readonly partner: PartnerHolding | null;
}
