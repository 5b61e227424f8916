import type { Principal } from '@doanket/auth';
import type { LiveDecision } from '@doanket/contracts';
import { Directory } from '@doanket/directory';
import { Decisions } from '@doanket/dossier';
import type { Day } from '@doanket/kernel';
import type { Tx } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';
import { DecidedByAnother } from './decision.errors';

/** A decision as the features see it, live or from paper. */
export interface DecisionRef {
  readonly id: string;
  readonly number: string;
  readonly on: Day;
  readonly issuerUnitId: string;
  readonly paper: boolean;
  /** Who took it here; null for paper. */
  readonly takenBy: string | null;
}

/** Throws DecidedByAnother unless the decision was taken by the unit that owns what it decides about. */
export function requireIssuedBy(decision: Pick<DecisionRef, 'issuerUnitId'>, ownerUnitId: string, what: string): void {
  if (decision.issuerUnitId !== ownerUnitId) throw new DecidedByAnother(what);
}

/** Decisions taken here and now by the head who is signed in. */
@Injectable()
export class LiveDecisions {
  constructor(private readonly decisions: Decisions, private readonly directory: Directory) {}

  /** Keeps the decision; its signer is the post acted as. Refused while the copy of units and posts is stale. */
  async take(tx: Tx, principal: Principal, kind: string, issuerUnitId: string, body: Pick<LiveDecision, 'number' | 'decidedOn' | 'fileId'>): Promise<DecisionRef> {
    await this.directory.requireFresh(tx);
    const { id } = await this.decisions.decide(tx, {
      kind, issuerUnitId, number: body.number, decidedOn: body.decidedOn, signerPostId: principal.post?.postId ?? '', fileId: body.fileId,
    });
    return { id, number: body.number, on: body.decidedOn, issuerUnitId, paper: false, takenBy: principal.personId };
  }
}
