import { Audit } from '@doanket/audit';
import type { Principal } from '@doanket/auth';
import { type correctCertificate, type HoldingView, type InputOf, type revokeAward, TitleRevokedV1 } from '@doanket/contracts';
import { Access, Directory } from '@doanket/directory';
import { Decisions } from '@doanket/dossier';
import { Clock, searchKey, yearOf } from '@doanket/kernel';
import { Outbox } from '@doanket/messaging';
import { Transactions, type Tx } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';
import { CertificateNumbers } from '../certificates/certificate-numbers.service';
import { TitlesService } from '../titles/titles.service';
import { HoldingRevoked, NameUnchanged, NotTheAwarder, RevokedBeforeAwarded } from './holding.errors';
import { HoldingQueries } from './holdings.queries';
import { getHoldingForUpdate, type HoldingRow } from './holdings.store';
import { Recipients } from './recipients.service';

/** What happens to an award later: its certificate is corrected, or it is revoked. History stays. */
@Injectable()
export class HoldingsService {
  constructor(
    private readonly transactions: Transactions, private readonly access: Access, private readonly directory: Directory, private readonly decisions: Decisions, private readonly numbers: CertificateNumbers,
    private readonly titles: TitlesService, private readonly recipients: Recipients, private readonly queries: HoldingQueries, private readonly outbox: Outbox, private readonly audit: Audit, private readonly clock: Clock,
  ) {}

  /** Issues a new certificate with the right name; the old one shows as corrected. */
  correct({ params, body }: InputOf<typeof correctCertificate>, principal: Principal): Promise<HoldingView> {
    return this.transactions.run(async (tx) => {
      const holding = await this.awardedHere(tx, principal, params.id);
      if (body.name === holding.name) throw new NameUnchanged();
      const today = this.clock.today();
      const [title] = (await this.titles.versionsOf(tx, [holding.titleCode])).get(holding.titleCode)?.filter((version) => version.id === holding.titleId) ?? [];
      await tx.query(`update certificate set state = 'CORRECTED', changed_on = $2, change_reason = $3 where id = $1`, [holding.certificateId, today, body.reason]);
      const [issued] = await this.numbers.issue(tx, { unitId: holding.issuerUnitId, year: yearOf(today), on: today }, [
        { holdingId: holding.id, unitId: holding.unitId, titleCode: holding.titleCode, mark: title?.mark ?? holding.titleCode, name: body.name, number: null },
      ]);
      if (issued === undefined) throw new RangeError('No certificate was issued');
      await tx.query(`update holding set name = $2, name_key = $3, state = 'CORRECTED', certificate_id = $4, certificate_no = $5 where id = $1`, [holding.id, body.name, searchKey(body.name), issued.id, issued.number]);
      await this.recipients.rename(tx, holding.recipientId, body.name);
      await this.audit.record(tx, {
        action: 'holding.correct', objectType: 'holding', objectId: holding.id, unitId: holding.unitId, before: { certificateNo: holding.certificateNo }, after: { certificateNo: issued.number }, why: body.reason,
      });
      return this.queries.getIn(tx, holding.id);
    });
  }

  /** Revokes by decision (handbook 4.3): the record stays, and leaves the counts from that day on. */
  revoke({ params, body }: InputOf<typeof revokeAward>, principal: Principal): Promise<HoldingView> {
    return this.transactions.run(async (tx) => {
      const holding = await this.awardedHere(tx, principal, params.id);
      if (body.decidedOn < holding.decidedOn) throw new RevokedBeforeAwarded(holding.decidedOn);
      const revoker = await this.directory.liveUnit(tx, holding.issuerUnitId, this.clock.today());
      const decision = await this.decisions.decide(tx, {
        kind: 'TITLE_REVOKED', issuerUnitId: revoker.unitId, number: body.number, decidedOn: body.decidedOn, signerPostId: body.signerPostId, fileId: body.fileId,
      });
      await tx.query(
        `update holding set state = 'REVOKED', revoked_on = $2, revoked_ground = $3, revoked_reason = $4, revoked_decision_id = $5 where id = $1`,
        [holding.id, decision.decidedOn, body.ground, body.reason, decision.id]);
      await tx.query(`update certificate set state = 'REVOKED', changed_on = $2 where holding_id = $1`, [holding.id, decision.decidedOn]);
      await this.outbox.publish(tx, TitleRevokedV1, { holdingId: holding.id, unitId: holding.unitId, revokedOn: decision.decidedOn, decisionId: decision.id });
      await this.audit.record(tx, {
        action: 'holding.revoke', objectType: 'holding', objectId: holding.id, unitId: holding.unitId, before: { state: holding.state }, after: { state: 'REVOKED', ground: body.ground, decisionId: decision.id }, why: body.reason,
      });
      return this.queries.getIn(tx, holding.id);
    });
  }

  /** The locked award, if the caller acts for the unit that awarded it, or goes on for that unit. */
  private async awardedHere(tx: Tx, principal: Principal, id: string): Promise<HoldingRow> {
    const holding = await getHoldingForUpdate(tx, id);
    await this.access.requireUnit(tx, principal, 'awards.title.revoke', holding.unitId);
    const goesOn = await this.directory.liveUnit(tx, holding.issuerUnitId, this.clock.today());
    if (principal.post?.unitId !== goesOn.unitId) throw new NotTheAwarder(goesOn.code);
    if (holding.state === 'REVOKED') throw new HoldingRevoked(holding.revokedOn);
    return holding;
  }
}
