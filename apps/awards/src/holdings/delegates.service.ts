import { Audit } from '@doanket/audit';
import type { Principal } from '@doanket/auth';
import { type AnswerOf, type chooseDelegates, DelegateChosenV1, type DelegatesBody } from '@doanket/contracts';
import { Access } from '@doanket/directory';
import { Decisions } from '@doanket/dossier';
import { Clock, type Day } from '@doanket/kernel';
import { Outbox } from '@doanket/messaging';
import { Transactions, type Tx } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';
import { QuotasService, type QuotaUse } from '../quotas/quotas.service';
import { ChosenOutsideTime, DelegateAlready, HoldingNotFound, NotAHolder } from './holding.errors';
import { type HoldingRow, lockHoldings } from './holdings.store';

/** A holder who goes on to the conference above, and where the choice stands. */
export interface Choice { readonly holding: HoldingRow; readonly chosenOn: Day; readonly movement: string | null }

/** Delegates are a subset of the holders of a title, within the quota of their kind (AWD-06). */
@Injectable()
export class Delegates {
  constructor(
    private readonly transactions: Transactions, private readonly access: Access, private readonly decisions: Decisions, private readonly quotas: QuotasService, private readonly outbox: Outbox,
    private readonly audit: Audit, private readonly clock: Clock,
  ) {}

  /** Chooses delegates now; a quota that is exceeded refuses. */
  choose(principal: Principal, body: DelegatesBody): Promise<AnswerOf<typeof chooseDelegates>> {
    return this.transactions.run(async (tx) => {
      const unitId = await this.access.requireUnitByCode(tx, principal, 'awards.title.award', body.unitCode);
      const ids = [...new Set(body.holdingIds)];
      const holdings = await lockHoldings(tx, ids);
      if (holdings.length < ids.length) throw new HoldingNotFound();
      const choices = holdings.map((holding) => ({ holding, chosenOn: body.chosenOn, movement: body.movement ?? holding.movement }));
      for (const choice of choices) this.require(choice, unitId);
      const [exceeded] = await this.quotas.exceeded(tx, unitId, delegateUses(choices), body.decidedOn);
      if (exceeded !== undefined) throw exceeded;
      const decision = await this.decisions.decide(tx, {
        kind: 'DELEGATE_CHOSEN', issuerUnitId: unitId, number: body.number, decidedOn: body.decidedOn, signerPostId: body.signerPostId, fileId: body.fileId,
      });
      await this.send(tx, { id: decision.id, issuerUnitId: unitId }, choices);
      return { decisionId: decision.id, delegates: choices.length };
    });
  }

  /** Throws what forbids the choice, live and on paper. */
  require({ holding, chosenOn }: Choice, unitId: string): void {
    if (holding.issuerUnitId !== unitId || holding.state === 'REVOKED') throw new NotAHolder(holding.titleCode);
    if (holding.delegateOn !== null) throw new DelegateAlready(holding.delegateOn);
    if (chosenOn < holding.decidedOn || chosenOn > this.clock.today()) throw new ChosenOutsideTime(holding.decidedOn, this.clock.today());
  }

  /** Writes the choices down and says so; `unitId` of the event is the sending unit. */
  async send(tx: Tx, decision: { readonly id: string; readonly issuerUnitId: string }, choices: readonly Choice[]): Promise<void> {
    await tx.query(
      `update holding h set delegate_on = c.day, delegate_by_unit_id = $3, delegate_decision_id = $4 from unnest($1::uuid[], $2::date[]) as c(id, day) where h.id = c.id`,
      [choices.map(({ holding }) => holding.id), choices.map(({ chosenOn }) => chosenOn), decision.issuerUnitId, decision.id]);
    await this.outbox.publish(tx, DelegateChosenV1, choices.map(({ holding, chosenOn, movement }) => ({
      holdingId: holding.id, receiverKind: holding.receiverKind, unitId: decision.issuerUnitId, chosenOn, movementCode: movement, decisionId: decision.id,
    })));
    await this.audit.record(tx, choices.map(({ holding, chosenOn }) => ({
      action: 'holding.send-delegate', objectType: 'holding', objectId: holding.id, unitId: holding.unitId, after: { chosenOn, decisionId: decision.id },
    })));
  }
}

/** What choices want of the quotas of delegates, by title, year and kind. */
export function delegateUses(choices: readonly Choice[]): QuotaUse[] {
  const uses = new Map<string, QuotaUse>();
  for (const { holding } of choices) {
    const key = [holding.titleCode, holding.level, holding.year, holding.receiverKind].join(' ');
    uses.set(key, {
      titleCode: holding.titleCode, level: holding.level, year: holding.year, round: holding.round, delegates: holding.receiverKind, wanted: (uses.get(key)?.wanted ?? 0) + 1,
    });
  }
  return [...uses.values()];
}
