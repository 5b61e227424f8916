import { Directory } from '@doanket/directory';
import { Dossiers, type Dossier, type StepTaken } from '@doanket/dossier';
import { Clock } from '@doanket/kernel';
import type { Tx } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';
import { Blocs } from '../blocs/blocs';
import { MEMBER_ADMISSION } from './admission.dossier';
import { NotAGrassrootsUnion } from './member.errors';
import { MembersStore } from './members.store';

/** What becomes of an applicant as the dossier of admission moves. */
@Injectable()
export class AdmissionProcess {
  constructor(
    dossiers: Dossiers, private readonly directory: Directory, private readonly store: MembersStore, private readonly clock: Clock,
    private readonly blocs: Blocs,
  ) {
    dossiers.register(MEMBER_ADMISSION, {
      onSubmitted: (tx, dossier) => this.submitted(tx, dossier),
      onApproved: (tx, dossier, taken) => this.approved(tx, dossier, taken),
      onRejected: (tx, dossier, taken) => this.rejected(tx, dossier, taken),
      onReturned: (tx, dossier) => this.returned(tx, dossier),
      onWithdrawn: (tx, dossier, reason) => this.withdrawn(tx, dossier, reason),
      onPassed: (tx, dossier, unitId) => this.passed(tx, dossier, unitId),
    });
  }

  private async submitted(tx: Tx, { subjectId }: Dossier): Promise<void> {
    const member = await this.store.getForUpdate(tx, subjectId);
    const today = this.clock.today();
    await this.blocs.requireOpenFor(tx, member.unitId, today);
    member.submit(member.appliedOn ?? today, today);
    await this.store.save(tx, member);
  }

  /**
   * The day of admission is the one named with the decision, else the day of the decision. Where the union applied to has
   * ended meanwhile, its successor admits (ORG-05); the city, which only stands in, has no members of its own.
   */
  private async approved(tx: Tx, { subjectId }: Dossier, { decision, on }: StepTaken): Promise<void> {
    const member = await this.store.getForUpdate(tx, subjectId);
    if (decision === null) throw new Error('An admission without a decision');
    const union = await this.directory.liveUnit(tx, member.unitId, on);
    if (union.level !== 'G') throw new NotAGrassrootsUnion();
    await this.blocs.requireOpenFor(tx, union.unitId, member.admittedOn ?? on);
    member.unitId = union.unitId;
    member.accept({ id: decision.id, admittedOn: member.admittedOn ?? on });
    await this.store.activate(tx, await this.store.save(tx, member));
  }

  private async passed(tx: Tx, { subjectId }: Dossier, unitId: string): Promise<void> {
    await this.store.save(tx, Object.assign(await this.store.getForUpdate(tx, subjectId), { unitId }));
  }

  private async rejected(tx: Tx, { subjectId }: Dossier, { note }: StepTaken): Promise<void> {
    const member = await this.store.getForUpdate(tx, subjectId);
    member.reject(note);
    await this.store.save(tx, member);
  }

  private async returned(tx: Tx, { subjectId }: Dossier): Promise<void> {
    const member = await this.store.getForUpdate(tx, subjectId);
    member.takeBack();
    await this.store.save(tx, member);
  }

  private async withdrawn(tx: Tx, { subjectId }: Dossier, reason: string): Promise<void> {
    const member = await this.store.getForUpdate(tx, subjectId);
    member.withdraw(reason);
    await this.store.save(tx, member);
  }
}
