import type { Principal } from '@doanket/auth';
import type { AwardDecisionBody, AwardDecisionView } from '@doanket/contracts';
import { Access } from '@doanket/directory';
import { Dossiers } from '@doanket/dossier';
import { sumVnd } from '@doanket/kernel';
import { Transactions } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';
import { NominationProcess } from '../nominations/nomination.process';
import { NominationsDiffer, NominationStateWrong } from '../nominations/nomination.errors';
import { lockNominations } from '../nominations/nominations.store';

/** One decision over a list of voted nominations (AWD-04): all of it or nothing. */
@Injectable()
export class AwardDecisions {
  constructor(private readonly transactions: Transactions, private readonly access: Access, private readonly dossiers: Dossiers, private readonly process: NominationProcess) {}

  /** Takes the deciding step of each dossier, then gives titles, certificate numbers and money in one run. */
  decide(principal: Principal, body: AwardDecisionBody): Promise<AwardDecisionView> {
    return this.transactions.run(async (tx) => {
      await this.access.requireUnitByCode(tx, principal, 'awards.title.award', body.unitCode);
      const ids = [...new Set(body.nominationIds)];
      const nominations = await lockNominations(tx, ids);
      const others = nominations.filter((one) => one.titleCode !== body.titleCode || one.level !== nominations[0]?.level);
      if (others.length > 0) throw new NominationsDiffer(others.map((one) => one.id));
      const early = nominations.filter((one) => one.state !== 'VOTED');
      if (early[0] !== undefined) throw new NominationStateWrong(early[0].state, 'VOTED', early.map((one) => one.id));
      const { number, decidedOn, signerPostId, fileId } = body;
      const awarded = await this.process.asOneList(tx, ids, async () => {
        for (const { dossierId } of nominations) await this.dossiers.take(tx, principal, dossierId ?? '', { outcome: 'APPROVE', decision: { number, decidedOn, signerPostId, fileId } });
      });
      const [{ decision_id: decisionId } = { decision_id: '' }]: { decision_id: string }[] = await tx.query('select decision_id from holding where id = $1', [awarded[0]?.id]);
      return {
        decisionId, holdings: awarded.length, firstCertificateNo: awarded[0]?.certificateNo ?? '', lastCertificateNo: awarded.at(-1)?.certificateNo ?? '',
        amountVnd: sumVnd(awarded.map((one) => one.amountVnd)), warnings: [],
      };
    });
  }
}
