import { Audit } from '@doanket/audit';
import type { Principal } from '@doanket/auth';
import { type closeSurvey, ClusterSurveyedV1, type ClusterSurveyedItem, type holdSurvey, type InputOf, type SurveyItem, type SurveyView } from '@doanket/contracts';
import { Access, Directory } from '@doanket/directory';
import { Clock, newId, type Day } from '@doanket/kernel';
import { Outbox } from '@doanket/messaging';
import { Transactions, type Tx } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';
import { type DecisionRef, requireIssuedBy } from '../decisions/live-decisions.service';
import type { Petition } from '../petitions/petition.entity';
import { isOpen, isOverdue } from '../petitions/petition.rules';
import { PetitionQueries } from '../petitions/petitions.queries';
import { petitionOf, PetitionsService } from '../petitions/petitions.service';
import { RoundsService } from '../rounds/rounds.service';
import { Units } from '../units/units.service';
import type { Cluster } from './cluster.entity';
import { SurveyDaysWrong, SurveyNotFound } from './cluster.errors';
import { ClustersService } from './clusters.service';
import { Survey } from './survey.entity';

/** A request with the answer it got on paper, if any. */
type Request = ClusterSurveyedItem['requests'][number];

/** Surveys of clusters: minutes, and requests that become petitions with owner and due date (CMP-13). */
@Injectable()
export class SurveysService {
  constructor(
    private readonly transactions: Transactions, private readonly outbox: Outbox, private readonly access: Access, private readonly directory: Directory, private readonly clock: Clock,
    private readonly clusters: ClustersService, private readonly petitions: PetitionsService, private readonly petitionQueries: PetitionQueries, private readonly units: Units,
    private readonly rounds: RoundsService, private readonly audit: Audit,
  ) {}

  holdLive({ params, body }: InputOf<typeof holdSurvey>, principal: Principal): Promise<string> {
    return this.transactions.run(async (tx) => {
      const cluster = await this.clusters.getByCode(tx, params.code);
      await this.access.requireUnit(tx, principal, 'campaigns.survey.hold', cluster.unitId);
      this.rounds.requireNotFuture(body.surveyedOn, '/body/surveyedOn');
      const survey = await this.hold(tx, cluster, { ...body, clusterCode: cluster.code }, null, null);
      await this.audit.record(tx, { action: 'survey.hold', objectType: 'survey', objectId: survey.id, unitId: cluster.unitId, after: { surveyedOn: body.surveyedOn, requests: body.requests.length } });
      return survey.id;
    });
  }

  /** Minutes entered from paper, closed where they carry a conclusion. */
  async holdPaper(tx: Tx, items: readonly ClusterSurveyedItem[], decision: DecisionRef): Promise<string[]> {
    const ids: string[] = [];
    for (const item of items) {
      const cluster = await this.clusters.getByCode(tx, item.clusterCode);
      requireIssuedBy(decision, cluster.unitId, cluster.code);
      const survey = await this.hold(tx, cluster, item, item.conclusion ?? null, decision);
      ids.push(survey.id);
    }
    return ids;
  }

  close({ params, body }: InputOf<typeof closeSurvey>, principal: Principal): Promise<string> {
    return this.transactions.run(async (tx) => {
      const known = await this.getById(tx, params.id);
      await this.access.requireUnit(tx, principal, 'campaigns.survey.hold', known.unitId);
      this.rounds.requireNotFuture(body.closedOn, '/body/closedOn');
      const survey = await tx.findOne(Survey, { where: { id: params.id }, lock: { mode: 'pessimistic_write' } });
      if (survey === null) throw new SurveyNotFound();
      survey.close(body.closedOn, body.conclusion);
      await tx.save(survey);
      await this.audit.record(tx, { action: 'survey.close', objectType: 'survey', objectId: survey.id, unitId: survey.unitId, after: { closedOn: body.closedOn } });
      return survey.id;
    });
  }

  view(id: string): Promise<SurveyView> {
    return this.transactions.read(async (tx) => {
      const survey = await this.getById(tx, id);
      const cluster = await tx.query('select code from cluster where id = $1', [survey.clusterId]) as { code: string }[];
      const requests = await this.petitionQueries.ofSource(tx, survey.id);
      const label = await this.units.labels(tx, [survey.placeUnitId, survey.reportedByUnitId, ...survey.hearings.map((one) => one.unitId), ...requests.map((one) => one.unitId)]);
      const today = this.clock.today();
      return {
        id: survey.id, clusterCode: cluster[0]?.code ?? '', surveyedOn: survey.surveyedOn, placeUnitCode: label(survey.placeUnitId).code, headedBy: survey.headedBy, boards: survey.boards,
        reportedByUnitCode: label(survey.reportedByUnitId).code, report: survey.report,
        hearings: survey.hearings.map((one) => ({ unitCode: label(one.unitId).code, unitName: label(one.unitId).name, additions: one.additions, difficulties: one.difficulties })),
        membersHeard: survey.hearings.length,
        requests: requests.map((one) => ({
          petitionId: one.id, unitCode: label(one.unitId).code, unitName: label(one.unitId).name, text: one.text, ownerBody: one.ownerBody, dueOn: one.dueOn, state: one.state, answer: one.answer,
          open: isOpen(one.state), overdue: isOverdue(one, today),
        })),
        openRequests: requests.filter((one) => isOpen(one.state)).length, conclusion: survey.conclusion, closedOn: survey.closedOn,
      };
    });
  }

  private async hold(tx: Tx, cluster: Cluster, item: SurveyItem | ClusterSurveyedItem, conclusion: string | null, decision: DecisionRef | null): Promise<Survey> {
    const codes = [item.placeUnitCode, item.reportedByUnitCode, ...item.hearings.map((one) => one.unitCode), ...item.requests.map((one) => one.unitCode)];
    if (item.surveyedOn < cluster.formedOn) throw new SurveyDaysWrong('BEFORE_CLUSTER', '/body/surveyedOn');
    const early = item.requests.findIndex((one) => one.dueOn < item.surveyedOn);
    if (early >= 0) throw new SurveyDaysWrong('DUE_BEFORE_SURVEY', `/body/requests/${early}/dueOn`);
    const members = await this.clusters.requireMembers(tx, cluster.id, codes);
    const idOf = (code: string): string => members.get(code)?.unitId ?? '';
    const survey = Object.assign(new Survey(), {
      id: newId(), clusterId: cluster.id, unitId: cluster.unitId, surveyedOn: item.surveyedOn, placeUnitId: idOf(item.placeUnitCode), headedBy: item.headedBy, boards: item.boards,
      reportedByUnitId: idOf(item.reportedByUnitCode), report: item.report,
      hearings: item.hearings.map((one) => ({ unitId: idOf(one.unitCode), additions: one.additions ?? null, difficulties: one.difficulties ?? null })),
      conclusion, closedOn: conclusion === null ? null : item.surveyedOn, decisionId: decision?.id ?? null,
    });
    await tx.insert(Survey, survey);
    await this.raise(tx, survey, cluster, item.requests, idOf);
    await this.outbox.publish(tx, ClusterSurveyedV1, {
      clusterId: cluster.id, clusterCode: cluster.code, surveyId: survey.id, unitId: cluster.unitId, level: cluster.level, surveyedOn: survey.surveyedOn,
      membersHeard: survey.hearings.length, requests: item.requests.length, decisionId: decision?.id ?? null,
    });
    return survey;
  }

  /** Each request is a petition of the member that asks, owned by the unit that surveys. */
  private async raise(tx: Tx, survey: Survey, cluster: Cluster, requests: readonly Request[], idOf: (code: string) => string): Promise<void> {
    const then = await this.directory.unitsOn(tx, requests.map((request) => idOf(request.unitCode)), survey.surveyedOn);
    const petitions = requests.map((request): Petition => {
      const unit = then.get(idOf(request.unitCode));
      const answered = request.answer === undefined ? {} : { state: 'ANSWERED' as const, outcome: 'ANSWERED' as const, answer: request.answer, settledOn: later(request.answeredOn, survey.surveyedOn) };
      return petitionOf({
        unitId: idOf(request.unitCode), level: unit?.level ?? cluster.level, bloc: unit?.bloc ?? null, channel: request.channel, topic: request.topic, text: request.text, source: 'CLUSTER_SURVEY',
        sourceId: survey.id, receivedOn: survey.surveyedOn, roundCode: null, clusterCode: cluster.code, state: 'ASSIGNED', ownerUnitId: cluster.unitId, ownerBody: request.ownerBody,
        dueOn: request.dueOn, decisionId: survey.decisionId, ...answered,
      });
    });
    await this.petitions.receive(tx, petitions);
    await this.petitions.announceSettled(tx, petitions.filter((petition) => petition.outcome !== null));
  }

  private async getById(tx: Tx, id: string): Promise<Survey> {
    const survey = await tx.findOne(Survey, { where: { id } });
    if (survey === null) throw new SurveyNotFound();
    return survey;
  }
}

const later = (day: Day | undefined, than: Day): Day => (day !== undefined && day > than ? day : than);
