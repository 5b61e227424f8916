import type { HeldPost } from './principal';

/** What the directory knows of a signed-in subject. */
export interface Holdings {
  /** Null while the account is linked to no person. */
  readonly personId: string | null;
  /** Posts held now, by the clock. */
  readonly posts: readonly HeldPost[];
}

/** A partner system as membership opened it: its client acts for a unit, with these scopes. */
export interface PartnerHolding {
  readonly unitId: string;
  /** Path of the unit in today's tree. */
  readonly unitPath: string;
  /** `service.noun.verb` gives one permission, `service.verb` all of that verb in a service, where partners may hold them. */
  readonly scopes: readonly string[];
}

/** Where the guard asks for rights: of a subject, or of a partner's client. `directory` fills it; it may cache for one second. */
export abstract class PostSource {
  abstract holdingsOf(subject: string): Promise<Holdings>;

  /** Null while no such partner was opened here: it may then call nothing that needs a permission. */
  partnerOf(_clientId: string): Promise<PartnerHolding | null> {
    return Promise.resolve(null);
  }
}
