import type { Principal } from '@doanket/auth';
import type { endPost, InputOf, PostView, startPost } from '@doanket/contracts';
import { Access, Directory, UnitNotFound, type PostHeld } from '@doanket/directory';
import { Transactions, type Tx } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';
import { LiveDecisions } from '../decisions/live-decisions';
import { PersonNames } from '../persons/person-names';
import { toPostView } from '../units/units.dto';
import { PostDecisions } from './post-decisions';
import { PostNotFound } from './post.errors';

/** Who holds which post, decided live. */
@Injectable()
export class PostsService {
  constructor(
    private readonly transactions: Transactions, private readonly access: Access, private readonly directory: Directory, private readonly changes: PostDecisions,
    private readonly decisions: LiveDecisions, private readonly names: PersonNames,
  ) {}

  start({ body }: InputOf<typeof startPost>, principal: Principal): Promise<PostView> {
    const { decision: by, ...item } = body;
    return this.transactions.run(async (tx) => {
      await this.access.requireUnitByCode(tx, principal, 'membership.post.decide', item.unitCode);
      const decision = await this.decisions.take(tx, principal, { kind: 'POST_STARTED', ...by });
      return this.view(tx, await this.held(tx, await this.changes.start(tx, item, decision)));
    });
  }

  end({ params, body }: InputOf<typeof endPost>, principal: Principal): Promise<PostView> {
    return this.transactions.run(async (tx) => {
      const held = await this.held(tx, params.id);
      await this.access.requireUnit(tx, principal, 'membership.post.decide', held.unitId).catch(hidden);
      const decision = await this.decisions.take(tx, principal, { kind: 'POST_ENDED', ...body.decision });
      return this.view(tx, await this.changes.end(tx, { postId: params.id, lastDay: body.lastDay }, decision));
    });
  }

  get(postId: string, principal: Principal): Promise<PostView> {
    return this.transactions.read(async (tx) => {
      const held = await this.held(tx, postId);
      await this.access.requireReadable(tx, principal, held.unitId, true).catch(hidden);
      return this.view(tx, held);
    });
  }

  private async held(tx: Tx, postId: string): Promise<PostHeld> {
    const held = await this.directory.findPost(tx, postId);
    if (held === null) throw new PostNotFound();
    return held;
  }

  private async view(tx: Tx, held: PostHeld): Promise<PostView> {
    const { code, level } = await this.directory.getById(tx, held.unitId);
    const name = await this.directory.nameOn(tx, held.unitId, held.validFrom);
    return toPostView(held, { code, level, name }, (await this.names.of(tx, [held.personId])).get(held.personId) ?? null);
  }
}

/** What lies outside of the caller's reach looks like what does not exist. */
function hidden(error: unknown): never {
  throw error instanceof UnitNotFound ? new PostNotFound() : error;
}
