import type { Principal } from '@doanket/auth';
import type { SignedDecision } from '@doanket/contracts';
import { OutsideReach } from '@doanket/directory';
import { Decisions } from '@doanket/dossier';
import { Clock, type Day } from '@doanket/kernel';
import type { Tx } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';
import { DecisionNotOfToday } from './decision.errors';

export interface LiveDecisionInput extends SignedDecision { readonly kind: string }

/** Decisions taken now by the post acted as. */
@Injectable()
export class LiveDecisions {
  constructor(private readonly decisions: Decisions, private readonly clock: Clock) {}

  /**
   * Writes the decision of the unit acted as; the signer is the post acted as unless another one is named. Throws
   * DecisionNotOfToday for another day: what is past comes in as a paper decision (handbook 2.0).
   */
  async take(tx: Tx, { post }: Principal, input: LiveDecisionInput): Promise<{ id: string; decidedOn: Day }> {
    const today = this.clock.today();
    if (input.decidedOn !== today) throw new DecisionNotOfToday(today);
    if (post === null) throw new OutsideReach(input.kind);
    const decision = await this.decisions.decide(tx, {
      kind: input.kind, issuerUnitId: post.unitId, number: input.number, decidedOn: input.decidedOn, signerPostId: input.signerPostId ?? post.postId,
      fileId: input.fileId,
    });
    return { id: decision.id, decidedOn: input.decidedOn };
  }
}
