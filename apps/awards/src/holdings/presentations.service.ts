import { Audit } from '@doanket/audit';
import type { Principal } from '@doanket/auth';
import { type AnswerOf, type InputOf, type presentAwards, TitlePresentedV1 } from '@doanket/contracts';
import { Access, Directory } from '@doanket/directory';
import { Clock } from '@doanket/kernel';
import { Outbox } from '@doanket/messaging';
import { Transactions, type Tx } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';
import { HoldingNotFound, HoldingRevoked, NotTheAwarder, PresentedAlready, PresentedOutsideTime } from './holding.errors';
import { type HoldingRow, lockHoldings } from './holdings.store';

/** The hand-over of what was decided (AWD-02: DECIDED → PRESENTED). */
@Injectable()
export class Presentations {
  constructor(
    private readonly transactions: Transactions, private readonly access: Access, private readonly directory: Directory, private readonly outbox: Outbox, private readonly audit: Audit, private readonly clock: Clock,
  ) {}

  /** All that waits under a decision, or the awards named. Throws HoldingNotFound, HoldingRevoked, PresentedAlready, PresentedOutsideTime. */
  present({ params, body }: InputOf<typeof presentAwards>, principal: Principal): Promise<AnswerOf<typeof presentAwards>> {
    return this.transactions.run(async (tx) => {
      const all = await this.ofDecision(tx, params.id);
      const named = body.holdingIds === undefined ? null : new Set(body.holdingIds);
      const [first] = all;
      if (first === undefined || [...(named ?? [])].some((id) => !all.some((one) => one.id === id))) throw new HoldingNotFound();
      const goesOn = await this.directory.liveUnit(tx, first.issuerUnitId, this.clock.today());
      if (principal.post?.unitId !== goesOn.unitId) throw new NotTheAwarder(goesOn.code);
      await this.access.requireUnit(tx, principal, 'awards.title.award', goesOn.unitId);
      const today = this.clock.today();
      if (body.presentedOn < first.decidedOn || body.presentedOn > today) throw new PresentedOutsideTime(first.decidedOn, today);
      const chosen = all.filter((one) => (named === null ? one.state !== 'REVOKED' && one.presentedOn === null : named.has(one.id)));
      const revoked = chosen.find((one) => one.state === 'REVOKED');
      if (revoked !== undefined) throw new HoldingRevoked(revoked.revokedOn);
      const before = named === null ? (chosen.length === 0 ? all.find((one) => one.presentedOn !== null) : undefined) : chosen.find((one) => one.presentedOn !== null);
      if (before !== undefined || chosen.length === 0) throw new PresentedAlready(before?.presentedOn ?? null);
      await this.write(tx, chosen, body);
      return { decisionId: params.id, presented: chosen.length, waiting: all.filter((one) => one.state !== 'REVOKED' && one.presentedOn === null).length - chosen.length };
    });
  }

  private async write(tx: Tx, chosen: readonly HoldingRow[], body: { readonly presentedOn: string; readonly place: string }): Promise<void> {
    const ids = chosen.map((one) => one.id);
    await tx.query('update holding set presented_on = $2, presented_in = $3 where id = any($1)', [ids, body.presentedOn, body.place]);
    await tx.query(`update nomination set state = 'PRESENTED', version = version + 1 where holding_id = any($1) and state = 'DECIDED'`, [ids]);
    await this.outbox.publish(tx, TitlePresentedV1, chosen.map((one) => ({ holdingId: one.id, unitId: one.unitId, presentedOn: body.presentedOn, decisionId: one.decisionId })));
    await this.audit.record(tx, chosen.map((one) => ({ action: 'holding.present', objectType: 'holding', objectId: one.id, unitId: one.unitId, after: { presentedOn: body.presentedOn, place: body.place } })));
  }

  /** Locked; those outside of the caller's scope are missing. */
  private async ofDecision(tx: Tx, decisionId: string): Promise<HoldingRow[]> {
    const rows: { id: string }[] = await tx.query('select id from holding where decision_id = $1', [decisionId]);
    return rows.length === 0 ? [] : lockHoldings(tx, rows.map((row) => row.id));
  }
}
