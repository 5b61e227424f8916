import { UnionGradedV1 } from '@doanket/contracts';
import { Dossiers, type Dossier, type StepTaken } from '@doanket/dossier';
import { Outbox } from '@doanket/messaging';
import type { Tx } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';
import { UNION_GRADING } from './grading.dossier';
import { Grading } from './grading.entity';
import { GradingNotFound, NotCheckedYet } from './grading.errors';

/** What becomes of a grading as its dossier moves (ORG-20). */
@Injectable()
export class GradingProcess {
  constructor(dossiers: Dossiers, private readonly outbox: Outbox) {
    dossiers.register(UNION_GRADING, {
      onSubmitted: (tx, dossier) => this.change(tx, dossier, (grading) => grading.submit()),
      onApproved: (tx, dossier, taken) => this.graded(tx, dossier, taken),
      onReturned: (tx, dossier) => this.change(tx, dossier, (grading) => grading.giveBack()),
      onWithdrawn: (tx, dossier) => this.change(tx, dossier, (grading) => grading.withdraw()),
    });
  }

  private async graded(tx: Tx, dossier: Dossier, { decision, on }: StepTaken): Promise<void> {
    if (decision === null) throw new NotCheckedYet();
    await this.change(tx, dossier, async (grading) => {
      await this.outbox.publish(tx, UnionGradedV1, grading.grade({ id: decision.id, on }));
    });
  }

  private async change(tx: Tx, { subjectId }: Dossier, work: (grading: Grading) => void | Promise<void>): Promise<void> {
    const grading = await tx.findOne(Grading, { where: { id: subjectId }, lock: { mode: 'pessimistic_write' } });
    if (grading === null) throw new GradingNotFound();
    await work(grading);
    await tx.save(grading);
  }
}
