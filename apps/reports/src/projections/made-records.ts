import {
  AdoptionAskedV1, ContestEnteredV1, ContestPrizeAwardedV1, DelegateChosenV1, HousingApprovedV1, HousingPaidV1, InitiativeRecognisedV1, PetitionReceivedV1, PlanAdoptedV1,
  PlaqueAttachedV1, ProgrammeEnteredV1, RoundPlannedV1, StaffCountedV1, TitleAwardedV1, WorkVerifiedV1, type DataOf, type EventContract,
} from '@doanket/contracts';
import type { ProjectedRecord } from './record-changes';

/** An event that makes records, and the records it makes. */
interface Making { readonly event: EventContract; readonly records: (data: never) => readonly ProjectedRecord[] }

function makes<E extends EventContract>(event: E, records: (data: DataOf<E>) => readonly ProjectedRecord[]): Making {
  return { event, records };
}

/**
 * The events that make records, each with the records it makes: what the event says and nothing that would have to be
 * asked for, so that a replay from the start of the topics gives the same rows (RPT-04).
 */
export const MADE_RECORDS: readonly Making[] = [
  makes(WorkVerifiedV1, (data) => [{
    kind: 'WORK', recordId: data.workId, unitId: data.unitId, onDay: data.completedOn, roundCode: data.roundCode,
    attrs: { level: data.level, workKind: data.workKind, late: data.late }, sourcePath: `/api/campaigns/works/${data.workId}`,
  }]),
  makes(PlaqueAttachedV1, (data) => [{
    kind: 'PLAQUE', recordId: data.workId, unitId: data.unitId, onDay: data.completedOn, roundCode: data.roundCode,
    attrs: { level: data.level, workKind: data.workKind }, sourcePath: `/api/campaigns/works/${data.workId}`,
  }]),
  makes(PetitionReceivedV1, (data) => [{
    kind: 'PETITION', recordId: data.petitionId, unitId: data.unitId, onDay: data.receivedOn, roundCode: data.roundCode,
    attrs: { channel: data.channel, topic: data.topic, source: data.source, outcome: null }, sourcePath: `/api/campaigns/petitions/${data.petitionId}`,
  }]),
  makes(ContestEnteredV1, (data) => [{
    kind: 'CONTESTANT', recordId: data.entryId, unitId: data.unitId, onDay: data.heldOn, roundCode: data.roundCode, movementCode: data.movementCode,
    attrs: { contestCode: data.contestCode, level: data.level, trade: data.trade, entrantKey: data.entrantKey, enterpriseKey: data.enterpriseKey },
    sourcePath: `/api/campaigns/contests/${data.contestCode}`,
  }]),
  makes(ContestPrizeAwardedV1, (data) => [{
    kind: 'PRIZE', recordId: data.prizeId, unitId: data.unitId, onDay: data.heldOn, roundCode: data.roundCode, movementCode: data.movementCode, amountVnd: data.amountVnd,
    attrs: { contestCode: data.contestCode, level: data.level, rank: data.rank, trade: data.trade, teamPrize: data.teamPrize }, sourcePath: `/api/campaigns/contests/${data.contestCode}`,
  }]),
  makes(RoundPlannedV1, (data) => [{
    kind: 'PLANNED_ROUND', recordId: data.roundId, unitId: data.unitId, onDay: data.plannedFor, roundCode: data.roundCode,
    attrs: { level: data.level, year: data.year, ordinal: data.ordinal }, sourcePath: `/api/campaigns/rounds/${data.roundCode}`,
  }]),
  makes(AdoptionAskedV1, (data) => [{
    kind: 'PLAN_ASKED', recordId: data.adoptionId, unitId: data.unitId, onDay: data.askedOn, attrs: { planCode: data.planCode, level: data.level },
    sourcePath: `/api/campaigns/plans/${data.planCode}`,
  }]),
  makes(PlanAdoptedV1, (data) => [{
    kind: 'PLAN_ADOPTED', recordId: data.adoptionId, unitId: data.unitId, onDay: data.adoptedOn, attrs: { planCode: data.planCode, level: data.level },
    sourcePath: `/api/campaigns/plans/${data.planCode}`,
  }]),
  makes(TitleAwardedV1, (data) => [{
    kind: 'HOLDING', recordId: data.holdingId, unitId: data.unitId, onDay: data.decidedOn, roundCode: data.roundCode, movementCode: data.movementCode, amountVnd: data.amountVnd,
    attrs: {
      titleCode: data.titleCode, level: data.level, receiverKind: data.receiverKind, year: data.year, schoolYear: data.schoolYear, directWorker: data.directWorker, smallCollective: data.smallCollective ?? null, tier: data.tier,
    },
    sourcePath: `/api/awards/holdings/${data.holdingId}`,
  }]),
  makes(DelegateChosenV1, (data) => [{
    kind: 'DELEGATE', recordId: data.holdingId, unitId: data.unitId, onDay: data.chosenOn, movementCode: data.movementCode, attrs: { receiverKind: data.receiverKind },
    sourcePath: `/api/awards/holdings/${data.holdingId}`,
  }]),
  makes(InitiativeRecognisedV1, (data) => {
    const sourcePath = `/api/initiatives/initiatives/${data.initiativeId}`;
    return [
      {
        kind: 'RECOGNITION', recordId: data.recognitionId, unitId: data.unitId, onDay: data.recognisedOn, amountVnd: data.benefitVnd,
        attrs: { recognitionLevel: data.recognitionLevel, initiativeType: data.initiativeType, initiativeId: data.initiativeId }, sourcePath,
      },
      ...data.authorIds.map((authorId) => ({
        kind: 'AUTHORSHIP' as const, recordId: `${data.recognitionId}:${authorId}`, unitId: data.unitId, onDay: data.recognisedOn,
        attrs: { recognitionLevel: data.recognitionLevel, initiativeId: data.initiativeId, authorId }, sourcePath,
      })),
    ];
  }),
  makes(ProgrammeEnteredV1, (data) => data.authorIds.map((authorId) => ({
    kind: 'PROGRAMME_AUTHORSHIP' as const, recordId: `${data.entryId}:${authorId}`, unitId: data.unitId, onDay: data.enteredOn,
    attrs: { programmeCode: data.programmeCode, initiativeId: data.initiativeId, authorId }, sourcePath: `/api/initiatives/initiatives/${data.initiativeId}`,
  }))),
  makes(StaffCountedV1, (data) => [{ kind: 'STAFF', recordId: data.staffCountId, unitId: data.unitId, onDay: data.countedOn, attrs: { persons: data.persons, bloc: data.bloc } }]),
  makes(HousingApprovedV1, (data) => [{
    kind: 'HOUSING_APPROVAL', recordId: data.caseId, unitId: data.unitId, onDay: data.approvedOn, amountVnd: data.amountVnd,
    attrs: { housingKind: data.housingKind, programmeYear: data.programmeYear }, sourcePath: `/api/welfare/housing-cases/${data.caseId}`,
  }]),
  makes(HousingPaidV1, (data) => [{
    kind: 'HOUSING_PAYMENT', recordId: data.paymentId, unitId: data.unitId, onDay: data.paidOn, amountVnd: data.amountVnd,
    attrs: { housingKind: data.housingKind, caseId: data.caseId }, sourcePath: `/api/welfare/housing-cases/${data.caseId}`,
  }]),
];
