import {
  AgreementEndedV1, AgreementInForceV1, ClusterFormedV1, EmployerCoveredV1, PetitionSettledV1, RoundLaunchedV1, RoundSummarisedV1, SubmissionAcceptedV1, TitleRevokedV1, UnitBridgedV1, type EventContract, type EventOf,
} from '@doanket/contracts';
import { addDays } from '@doanket/kernel';
import { Consumes, ConsumesMany } from '@doanket/messaging';
import type { Tx } from '@doanket/persistence';
import { MADE_RECORDS } from './made-records';
import type { RecordStore } from './record.store';

const MAKING = new Map(MADE_RECORDS.map(({ event, records }) => [event.type, records]));

/**
 * Turns events into the records of one generation. Each method writes what its event says and nothing it would have to ask
 * for, so that a replay from the start of the topics gives the same rows (RPT-04). Topics have no mutual order: no record
 * needs another one to be there.
 */
export class Projector {
  constructor(private readonly store: RecordStore) {}

  /** Most of what comes: in runs, so that working off a year of events is not a call for each of them. */
  @ConsumesMany(MADE_RECORDS.map(({ event }) => event))
  onRecordsMade(events: readonly EventOf<EventContract>[], tx: Tx): Promise<void> {
    return this.store.put(tx, events.flatMap(({ meta, data }) => MAKING.get(meta.type)?.(data as never) ?? []));
  }

  @Consumes(PetitionSettledV1)
  onPetitionSettled({ data }: EventOf<typeof PetitionSettledV1>, tx: Tx): Promise<void> {
    return this.store.amend(tx, 'PETITION', data.petitionId, { outcome: data.outcome, settledOn: data.settledOn, topic: data.topic });
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

  @Consumes(TitleRevokedV1)
  onTitleRevoked({ data }: EventOf<typeof TitleRevokedV1>, tx: Tx): Promise<void> {
    return this.store.endRecord(tx, 'HOLDING', data.holdingId, data.revokedOn);
  }

  @Consumes(AgreementInForceV1)
  onAgreementInForce({ data }: EventOf<typeof AgreementInForceV1>, tx: Tx): Promise<void> {
    const attrs = { employerId: data.employerId, agreementKind: data.kind, renewal: data.renewal };
    const sourcePath = `/api/membership/agreements/${data.agreementId}`;
    return this.store.put(tx, [
      { kind: 'AGREEMENT', recordId: data.agreementId, unitId: data.unitId, onDay: data.signedOn, attrs, sourcePath },
      { kind: 'AGREEMENT_IN_FORCE', recordId: data.agreementId, unitId: data.unitId, onDay: data.validFrom, untilDay: addDays(data.validTo, 1), attrs, sourcePath },
    ]);
  }

  @Consumes(AgreementEndedV1)
  onAgreementEnded({ data }: EventOf<typeof AgreementEndedV1>, tx: Tx): Promise<void> {
    return this.store.endRecord(tx, 'AGREEMENT_IN_FORCE', data.agreementId, addDays(data.lastDay, 1));
  }

  @Consumes(EmployerCoveredV1)
  onEmployerCovered({ data }: EventOf<typeof EmployerCoveredV1>, tx: Tx): Promise<void> {
    return this.store.put(tx, [{
      kind: 'EMPLOYER_COVERED', recordId: data.coverId, unitId: data.unitId, onDay: data.validFrom, untilDay: data.validTo === null ? null : addDays(data.validTo, 1), attrs: { employerId: data.employerId },
      sourcePath: `/api/membership/employers/${data.employerId}`,
    }]);
  }

  /** Territories that came out of an ended unit; a later bridge takes the place of an earlier one. */
  @Consumes(UnitBridgedV1)
  async onUnitBridged({ data }: EventOf<typeof UnitBridgedV1>, tx: Tx): Promise<void> {
    await this.store.put(tx, data.territories.map(({ code, name }) => ({
      kind: 'BRIDGE_TERRITORY' as const, recordId: `${data.unitId}:${code}`, unitId: data.unitId, onDay: data.bridgedOn, untilDay: null, attrs: { territoryCode: code, territoryName: name },
    })));
    for (const code of data.removed) await this.store.endRecord(tx, 'BRIDGE_TERRITORY', `${data.unitId}:${code}`, data.bridgedOn);
  }

  @Consumes(SubmissionAcceptedV1)
  onSubmissionAccepted({ data }: EventOf<typeof SubmissionAcceptedV1>, tx: Tx): Promise<void> {
    return this.store.putSubmittedValue(tx, data);
  }
}
