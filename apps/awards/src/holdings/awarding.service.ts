import { Audit } from '@doanket/audit';
import { TitleAwardedV1, type Level } from '@doanket/contracts';
import { newId, yearOf, type Day } from '@doanket/kernel';
import { Outbox } from '@doanket/messaging';
import type { Tx } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';
import { CertificateNumbers } from '../certificates/certificate-numbers.service';
import { AwardsRules } from '../rules/awards-rules';
import type { TitleVersion } from '../titles/title.rules';
import type { Candidate } from '../titles/condition.rules';
import { Recipients } from './recipients.service';

/** The decision awards stand on. */
export interface AwardingDecision { readonly id: string; readonly number: string; readonly on: Day; readonly signerPostId: string; readonly issuerUnitId: string; readonly level: Level }

/** One receiver of one title, whose conditions have been checked. */
export interface Award {
  readonly candidate: Candidate; readonly title: TitleVersion; readonly standsOn: string | null; readonly movement: string | null; readonly schoolYear: string | null;
  /** As on the paper; null: the next of our sequence. */
  readonly certificateNo: string | null; readonly amountVnd: number; readonly nominationId: string | null;
}
export interface Awarded { readonly id: string; readonly certificateNo: string; readonly amountVnd: number; readonly nominationId: string | null }

/** Gives titles: awards, certificates and events of a whole decision in a handful of statements (AWD-04). */
@Injectable()
export class Awarding {
  constructor(
    private readonly recipients: Recipients, private readonly numbers: CertificateNumbers, private readonly rules: AwardsRules, private readonly outbox: Outbox, private readonly audit: Audit,
  ) {}

  /** Awards in their order; the numbers of their certificates follow it. */
  async award(tx: Tx, decision: AwardingDecision, awards: readonly Award[]): Promise<Awarded[]> {
    const recipientIds = await this.recipients.resolve(tx, awards.map(({ candidate }) => candidate));
    const ids = awards.map(() => newId());
    const isSmall = await this.smallOn(tx, decision.on);
    const certificates = await this.numbers.issue(tx, { unitId: decision.issuerUnitId, year: yearOf(decision.on), on: decision.on }, awards.map((award, at) => ({
      holdingId: ids[at] ?? '', unitId: award.candidate.unitId, titleCode: award.title.code, mark: award.title.mark, name: award.candidate.name, number: award.certificateNo,
    })));
    const rows = awards.map(({ candidate, ...award }, at) => ({
      id: ids[at] ?? '', recipientId: recipientIds[at] ?? '', unitId: candidate.unitId, titleId: award.title.id, titleCode: award.title.code, receiverKind: candidate.receiverKind,
      name: candidate.name, nameKey: candidate.nameKey, directWorker: candidate.directWorker, size: candidate.size, tier: candidate.tier, year: candidate.year, round: candidate.round,
      movement: award.movement, schoolYear: award.schoolYear, amountVnd: award.amountVnd, standsOn: award.standsOn, certificateId: certificates[at]?.id, certificateNo: certificates[at]?.number ?? '',
      nominationId: award.nominationId,
    }));
    await tx.query(
      `insert into holding (id, recipient_id, unit_id, issuer_unit_id, title_id, title_code, level, receiver_kind, name, name_key, direct_worker, size, tier, year, round_code, movement_code, school_year,
         decided_on, decision_id, decision_number, signer_post_id, amount_vnd, stands_on, state, certificate_id, certificate_no, nomination_id)
       select id, "recipientId", "unitId", $2, "titleId", "titleCode", $3, "receiverKind", name, "nameKey", "directWorker", size, tier, year, round, movement, "schoolYear",
         $4, $5, $6, $7, "amountVnd", "standsOn", 'VALID', "certificateId", "certificateNo", "nominationId"
       from jsonb_to_recordset($1::jsonb) as h(id uuid, "recipientId" uuid, "unitId" uuid, "titleId" uuid, "titleCode" text, "receiverKind" text, name text, "nameKey" text, "directWorker" boolean, size int,
         tier int, year int, round text, movement text, "schoolYear" text, "amountVnd" bigint, "standsOn" uuid, "certificateId" uuid, "certificateNo" text, "nominationId" uuid)`,
      [JSON.stringify(rows), decision.issuerUnitId, decision.level, decision.on, decision.id, decision.number, decision.signerPostId]);
    await this.outbox.publish(tx, TitleAwardedV1, rows.map((row) => ({
      holdingId: row.id, recipientId: row.recipientId, receiverKind: row.receiverKind, titleCode: row.titleCode, level: decision.level, issuerUnitId: decision.issuerUnitId, unitId: row.unitId,
      decidedOn: decision.on, year: row.year, roundCode: row.round, movementCode: row.movement, schoolYear: row.schoolYear, directWorker: row.directWorker, smallCollective: isSmall(row), tier: row.tier, amountVnd: row.amountVnd,
      decisionId: decision.id,
    })));
    await this.audit.record(tx, rows.map((row) => ({
      action: 'holding.award', objectType: 'holding', objectId: row.id, unitId: row.unitId,
      after: { titleCode: row.titleCode, level: decision.level, year: row.year, certificateNo: row.certificateNo, amountVnd: row.amountVnd, decisionId: decision.id },
    })));
    return rows.map((row) => ({ id: row.id, certificateNo: row.certificateNo, amountVnd: row.amountVnd, nominationId: row.nominationId }));
  }

  /** Whether a collective is a small one by the rule of a day (AWD-12); null where that is not known. */
  private async smallOn(tx: Tx, day: Day): Promise<(row: { readonly receiverKind: string; readonly size: number | null }) => boolean | null> {
    const rule = await this.rules.on(tx, 'SMALL_COLLECTIVE', day);
    return ({ receiverKind, size }) => (receiverKind !== 'COLLECTIVE' || size === null || rule === null ? null : size <= rule.value.upToMembers);
  }
}
