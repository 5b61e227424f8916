import { type Dossier, type DossierHandlers, Dossiers, type RuleLine, type StepTaken, SUBMITTER } from '@doanket/dossier';
import { Clock } from '@doanket/kernel';
import type { Tx } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';
import { Authors } from './authors.service';
import { FilingChecks } from './filing-checks.service';
import type { Initiative } from './initiative.entity';
import { OwnInitiative } from './initiative.errors';
import { InitiativesService } from './initiatives.service';
import { INITIATIVE_BASE, RAISING } from './recognition.dossier';
import { requireRaisable, requireRecognisable, type RaisedLevel, type RecognitionLevel } from './recognition.rules';
import { Recognitions } from './recognitions.service';

/** What happens to an initiative as its dossiers go their way (INI-03, INI-05). */
@Injectable()
export class RecognitionHandlers {
  constructor(
    dossiers: Dossiers, private readonly initiatives: InitiativesService, private readonly recognitions: Recognitions, private readonly authors: Authors, private readonly checks: FilingChecks,
    private readonly clock: Clock,
  ) {
    dossiers.register(INITIATIVE_BASE, this.base());
    for (const [to, definition] of Object.entries(RAISING)) dossiers.register(definition, this.raising(to as RaisedLevel));
  }

  private base(): DossierHandlers {
    return {
      onSubmitted: (tx, dossier) => this.change(tx, dossier, (initiative) => initiative.submit(dossier.submittedOn ?? '')),
      onStep: async (tx, dossier, taken) => {
        await this.requireOther(tx, dossier, taken);
        if (taken.step.code === 'REVIEW') return this.change(tx, dossier, (initiative) => initiative.review());
        await this.change(tx, dossier, (initiative) => initiative.recognise());
        await this.recognise(tx, dossier, taken, 'BASE');
      },
      onRejected: async (tx, dossier, taken) => {
        await this.requireOther(tx, dossier, taken);
        await this.change(tx, dossier, (initiative) => initiative.reject());
      },
      onReturned: (tx, dossier, returned) => this.change(tx, dossier, (initiative) => initiative.giveBack(returned.to === SUBMITTER)),
      onWithdrawn: (tx, dossier) => this.change(tx, dossier, (initiative) => initiative.withdraw()),
      onPassed: (tx, dossier, unitId) => this.change(tx, dossier, (initiative) => void (initiative.unitId = unitId)),
      rules: (tx, dossier) => this.lines(tx, dossier),
    };
  }

  /** The initiative itself does not change: a refusal above leaves the recognition below as it is. */
  private raising(to: RaisedLevel): DossierHandlers {
    return {
      onSubmitted: async (tx, dossier) => requireRaisable(
        (await this.recognitions.of(tx, [dossier.subjectId])).get(dossier.subjectId) ?? [], to, await this.recognitions.levelsBefore(tx, dossier.submittedOn ?? this.clock.today())),
      onStep: async (tx, dossier, taken) => {
        await this.requireOther(tx, dossier, taken);
        if (taken.step.code === 'RECOGNISE') await this.recognise(tx, dossier, taken, to);
      },
      onRejected: (tx, dossier, taken) => this.requireOther(tx, dossier, taken),
      // The initiative is decided below and keeps its unit; what is open above it goes on with the successor.
      onPassed: () => Promise.resolve(),
      rules: (tx, dossier) => this.lines(tx, dossier),
    };
  }

  private async recognise(tx: Tx, dossier: Dossier, { decision, unit, on, votes }: StepTaken, recognitionLevel: RecognitionLevel): Promise<void> {
    if (decision === null) throw new Error(`${dossier.definition} recognised without a decision`);
    const initiative = await this.initiatives.getForUpdate(tx, dossier.subjectId);
    requireRecognisable((await this.recognitions.of(tx, [initiative.id])).get(initiative.id) ?? [], recognitionLevel, on, await this.recognitions.levelsBefore(tx, on));
    await this.recognitions.write(tx, [{
      initiative, recognitionLevel, votes, decision: { id: decision.id, number: decision.number, issuerUnitId: unit.unitId, issuerLevel: unit.level, on },
      certificateNo: await this.recognitions.nextCertificate(tx, unit.unitId, on),
    }]);
  }

  private async change(tx: Tx, dossier: Dossier, work: (initiative: Initiative) => void): Promise<void> {
    const initiative = await this.initiatives.getForUpdate(tx, dossier.subjectId);
    work(initiative);
    await tx.save(initiative);
  }

  private async requireOther(tx: Tx, dossier: Dossier, taken: StepTaken): Promise<void> {
    if (await this.authors.isAuthor(tx, dossier.subjectId, taken.post.personId)) throw new OwnInitiative();
  }

  private async lines(tx: Tx, dossier: Dossier): Promise<RuleLine[]> {
    const initiative = await this.initiatives.find(tx, dossier.subjectId);
    return initiative === null ? [] : (await this.checks.of(tx, initiative)).map(({ code, facts, source }) => ({ code, facts, source }));
  }
}
