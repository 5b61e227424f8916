import type { HeldPost } from './principal';

/** What the directory knows of a signed-in subject. */
export interface Holdings {
  /** Null while the account is linked to no person. */
  readonly personId: string | null;
  /** Posts held now, by the clock. */
  readonly posts: readonly HeldPost[];
}

/** Where the guard asks for a subject's posts. `directory` fills it; it may cache for at most one second. */
export abstract class PostSource {
  abstract holdingsOf(subject: string): Promise<Holdings>;
}
