import {
  AdoptionAskedV1, ClusterFormedV1, ContestEnteredV1, ContestPrizeAwardedV1, DelegateChosenV1, HousingApprovedV1, HousingPaidV1, InitiativeRecognisedV1, PetitionReceivedV1,
  PetitionSettledV1, PlanAdoptedV1, PlaqueAttachedV1, ProgrammeEnteredV1, RoundLaunchedV1, RoundPlannedV1, RoundSummarisedV1, StaffCountedV1, SubmissionAcceptedV1, TitleAwardedV1,
  TitleRevokedV1, WorkVerifiedV1, type EventOf,
} from '@doanket/contracts';
import { Consumes } from '@doanket/messaging';
import type { Tx } from '@doanket/persistence';
import type { RecordStore } from './record.store';

/**
 * Turns events into the records of one generation. Each method writes what its event says and nothing it would have to ask
 * for, so that a replay from the start of the topics gives the same rows (RPT-04). Topics have no mutual order: no record
 * needs another one to be there.
 */
export class Projector {
  constructor(private readonly store: RecordStore) {}

  @Consumes(WorkVerifiedV1)
  onWorkVerified({ data }: EventOf<typeof WorkVerifiedV1>, tx: Tx): Promise<void> {
    return this.store.put(tx, [{
      kind: 'WORK', recordId: data.workId, unitId: data.unitId, onDay: data.completedOn, roundCode: data.roundCode,
      attrs: { level: data.level, workKind: data.workKind, late: data.late }, sourcePath: `/api/campaigns/works/${data.workId}`,
    }]);
  }

  @Consumes(PlaqueAttachedV1)
  onPlaqueAttached({ data }: EventOf<typeof PlaqueAttachedV1>, tx: Tx): Promise<void> {
    return this.store.put(tx, [{
      kind: 'PLAQUE', recordId: data.workId, unitId: data.unitId, onDay: data.completedOn, roundCode: data.roundCode,
      attrs: { level: data.level, workKind: data.workKind }, sourcePath: `/api/campaigns/works/${data.workId}`,
    }]);
  }

  @Consumes(PetitionReceivedV1)
  onPetitionReceived({ data }: EventOf<typeof PetitionReceivedV1>, tx: Tx): Promise<void> {
    return this.store.put(tx, [{
      kind: 'PETITION', recordId: data.petitionId, unitId: data.unitId, onDay: data.receivedOn, roundCode: data.roundCode,
      attrs: { channel: data.channel, topic: data.topic, source: data.source, outcome: null }, sourcePath: `/api/campaigns/petitions/${data.petitionId}`,
    }]);
  }

  @Consumes(PetitionSettledV1)
  onPetitionSettled({ data }: EventOf<typeof PetitionSettledV1>, tx: Tx): Promise<void> {
    return this.store.amend(tx, 'PETITION', data.petitionId, { outcome: data.outcome, settledOn: data.settledOn, topic: data.topic });
  }

  @Consumes(ContestEnteredV1)
  onContestEntered({ data }: EventOf<typeof ContestEnteredV1>, tx: Tx): Promise<void> {
    return this.store.put(tx, [{
      kind: 'CONTESTANT', recordId: data.entryId, unitId: data.unitId, onDay: data.heldOn, roundCode: data.roundCode, movementCode: data.movementCode,
      attrs: { contestCode: data.contestCode, level: data.level, trade: data.trade, entrantKey: data.entrantKey, enterpriseKey: data.enterpriseKey },
      sourcePath: `/api/campaigns/contests/${data.contestCode}`,
    }]);
  }

  @Consumes(ContestPrizeAwardedV1)
  onContestPrizeAwarded({ data }: EventOf<typeof ContestPrizeAwardedV1>, tx: Tx): Promise<void> {
    return this.store.put(tx, [{
      kind: 'PRIZE', recordId: data.prizeId, unitId: data.unitId, onDay: data.heldOn, roundCode: data.roundCode, movementCode: data.movementCode, amountVnd: data.amountVnd,
      attrs: { contestCode: data.contestCode, level: data.level, rank: data.rank, trade: data.trade, teamPrize: data.teamPrize }, sourcePath: `/api/campaigns/contests/${data.contestCode}`,
    }]);
  }

  @Consumes(RoundPlannedV1)
  onRoundPlanned({ data }: EventOf<typeof RoundPlannedV1>, tx: Tx): Promise<void> {
    return this.store.put(tx, [{
      kind: 'PLANNED_ROUND', recordId: data.roundId, unitId: data.unitId, onDay: data.plannedFor, roundCode: data.roundCode,
      attrs: { level: data.level, year: data.year, ordinal: data.ordinal }, sourcePath: `/api/campaigns/rounds/${data.roundCode}`,
    }]);
  }

  @Consumes(RoundLaunchedV1)
  onRoundLaunched({ data }: EventOf<typeof RoundLaunchedV1>, tx: Tx): Promise<void> {
    return this.store.putRound(tx, { code: data.roundCode, roundId: data.roundId, issuerUnitId: data.unitId, startsOn: data.startsOn, endsOn: data.endsOn });
  }

  @Consumes(RoundSummarisedV1)
  onRoundSummarised({ data }: EventOf<typeof RoundSummarisedV1>, tx: Tx): Promise<void> {
    return this.store.freezeRound(tx, data.roundCode, data.frozenAt, Object.fromEntries(data.figures.map((figure) => [figure.indicator, figure.value])));
  }

  @Consumes(ClusterFormedV1)
  onClusterFormed({ data }: EventOf<typeof ClusterFormedV1>, tx: Tx): Promise<void> {
    return this.store.putCluster(tx, { code: data.clusterCode, clusterId: data.clusterId, year: data.year, memberUnitIds: data.memberUnitIds });
  }

  @Consumes(AdoptionAskedV1)
  onAdoptionAsked({ data }: EventOf<typeof AdoptionAskedV1>, tx: Tx): Promise<void> {
    return this.store.put(tx, [{
      kind: 'PLAN_ASKED', recordId: data.adoptionId, unitId: data.unitId, onDay: data.askedOn, attrs: { planCode: data.planCode, level: data.level },
      sourcePath: `/api/campaigns/plans/${data.planCode}`,
    }]);
  }

  @Consumes(PlanAdoptedV1)
  onPlanAdopted({ data }: EventOf<typeof PlanAdoptedV1>, tx: Tx): Promise<void> {
    return this.store.put(tx, [{
      kind: 'PLAN_ADOPTED', recordId: data.adoptionId, unitId: data.unitId, onDay: data.adoptedOn, attrs: { planCode: data.planCode, level: data.level },
      sourcePath: `/api/campaigns/plans/${data.planCode}`,
    }]);
  }

  @Consumes(TitleAwardedV1)
  onTitleAwarded({ data }: EventOf<typeof TitleAwardedV1>, tx: Tx): Promise<void> {
    return this.store.put(tx, [{
      kind: 'HOLDING', recordId: data.holdingId, unitId: data.unitId, onDay: data.decidedOn, roundCode: data.roundCode, movementCode: data.movementCode, amountVnd: data.amountVnd,
      attrs: {
        titleCode: data.titleCode, level: data.level, receiverKind: data.receiverKind, year: data.year, schoolYear: data.schoolYear, directWorker: data.directWorker, tier: data.tier,
      },
      sourcePath: `/api/awards/holdings/${data.holdingId}`,
    }]);
  }

  @Consumes(TitleRevokedV1)
  onTitleRevoked({ data }: EventOf<typeof TitleRevokedV1>, tx: Tx): Promise<void> {
    return this.store.endRecord(tx, 'HOLDING', data.holdingId, data.revokedOn);
  }

  @Consumes(DelegateChosenV1)
  onDelegateChosen({ data }: EventOf<typeof DelegateChosenV1>, tx: Tx): Promise<void> {
    return this.store.put(tx, [{
      kind: 'DELEGATE', recordId: data.holdingId, unitId: data.unitId, onDay: data.chosenOn, movementCode: data.movementCode, attrs: { receiverKind: data.receiverKind },
      sourcePath: `/api/awards/holdings/${data.holdingId}`,
    }]);
  }

  @Consumes(InitiativeRecognisedV1)
  onInitiativeRecognised({ data }: EventOf<typeof InitiativeRecognisedV1>, tx: Tx): Promise<void> {
    const sourcePath = `/api/initiatives/initiatives/${data.initiativeId}`;
    return this.store.put(tx, [
      {
        kind: 'RECOGNITION', recordId: data.recognitionId, unitId: data.unitId, onDay: data.recognisedOn, amountVnd: data.benefitVnd,
        attrs: { recognitionLevel: data.recognitionLevel, initiativeType: data.initiativeType, initiativeId: data.initiativeId }, sourcePath,
      },
      ...data.authorIds.map((authorId) => ({
        kind: 'AUTHORSHIP' as const, recordId: `${data.recognitionId}:${authorId}`, unitId: data.unitId, onDay: data.recognisedOn,
        attrs: { recognitionLevel: data.recognitionLevel, initiativeId: data.initiativeId, authorId }, sourcePath,
      })),
    ]);
  }

  @Consumes(ProgrammeEnteredV1)
  onProgrammeEntered({ data }: EventOf<typeof ProgrammeEnteredV1>, tx: Tx): Promise<void> {
    return this.store.put(tx, data.authorIds.map((authorId) => ({
      kind: 'PROGRAMME_AUTHORSHIP' as const, recordId: `${data.entryId}:${authorId}`, unitId: data.unitId, onDay: data.enteredOn,
      attrs: { programmeCode: data.programmeCode, initiativeId: data.initiativeId, authorId }, sourcePath: `/api/initiatives/initiatives/${data.initiativeId}`,
    })));
  }

  @Consumes(StaffCountedV1)
  onStaffCounted({ data }: EventOf<typeof StaffCountedV1>, tx: Tx): Promise<void> {
    return this.store.put(tx, [{ kind: 'STAFF', recordId: data.staffCountId, unitId: data.unitId, onDay: data.countedOn, attrs: { persons: data.persons, bloc: data.bloc } }]);
  }

  @Consumes(HousingApprovedV1)
  onHousingApproved({ data }: EventOf<typeof HousingApprovedV1>, tx: Tx): Promise<void> {
    return this.store.put(tx, [{
      kind: 'HOUSING_APPROVAL', recordId: data.caseId, unitId: data.unitId, onDay: data.approvedOn, amountVnd: data.amountVnd,
      attrs: { housingKind: data.housingKind, programmeYear: data.programmeYear }, sourcePath: `/api/welfare/housing-cases/${data.caseId}`,
    }]);
  }

  @Consumes(HousingPaidV1)
  onHousingPaid({ data }: EventOf<typeof HousingPaidV1>, tx: Tx): Promise<void> {
    return this.store.put(tx, [{
      kind: 'HOUSING_PAYMENT', recordId: data.paymentId, unitId: data.unitId, onDay: data.paidOn, amountVnd: data.amountVnd,
      attrs: { housingKind: data.housingKind, caseId: data.caseId }, sourcePath: `/api/welfare/housing-cases/${data.caseId}`,
    }]);
  }

  @Consumes(SubmissionAcceptedV1)
  onSubmissionAccepted({ data }: EventOf<typeof SubmissionAcceptedV1>, tx: Tx): Promise<void> {
    return this.store.putSubmittedValue(tx, data);
  }
}
