import { z } from 'zod';
import { defineRoute } from '../core/route';
import { Code, CodeParam, DayText, IdParam, longText, pageOf, PageQuery, text } from '../core/shapes';
import { ClusterState, DomainCode, LiveDecision, PetitionState } from './emulation.shapes';
import { ClusterItem, SurveyItem } from './paper';

export const CLUSTER_ROLES = ['HEAD', 'DEPUTY', 'MEMBER'] as const;

export const ClusterMemberView = z.object({
  unitCode: Code, unitName: z.string(), role: z.enum(CLUSTER_ROLES), signedOn: DayText.nullable(), titleCodes: z.array(DomainCode),
});
export const ClusterSummaryView = z.object({
  id: z.uuid(), code: Code, name: z.string(), unitCode: Code, year: z.number().int(), number: z.number().int(), state: ClusterState, committedOn: DayText.nullable(), members: z.number().int(), signatures: z.number().int(),
});
export type ClusterSummaryView = z.infer<typeof ClusterSummaryView>;
export const ClusterView = ClusterSummaryView.omit({ members: true }).extend({
  size: z.number().int(), formedOn: DayText, members: z.array(ClusterMemberView),
  surveys: z.array(z.object({ id: z.uuid(), surveyedOn: DayText, closed: z.boolean() })), decisionId: z.uuid(),
});
export type ClusterView = z.infer<typeof ClusterView>;

export const SurveyRequestView = z.object({
  petitionId: z.uuid(), unitCode: Code, unitName: z.string(), text: z.string(), ownerBody: z.string().nullable(), dueOn: DayText.nullable(), state: PetitionState, answer: z.string().nullable(),
  /** Unanswered: it is shown as open, also after the survey was closed. */
  open: z.boolean(),
  overdue: z.boolean(),
});
export const SurveyView = z.object({
  id: z.uuid(), clusterCode: Code, surveyedOn: DayText, placeUnitCode: Code, headedBy: z.string(), boards: z.array(z.string()), reportedByUnitCode: Code, report: z.string(),
  hearings: z.array(z.object({ unitCode: Code, unitName: z.string(), additions: z.string().nullable(), difficulties: z.string().nullable() })),
  membersHeard: z.number().int(), requests: z.array(SurveyRequestView), openRequests: z.number().int(), conclusion: z.string().nullable(), closedOn: DayText.nullable(),
});
export type SurveyView = z.infer<typeof SurveyView>;

const S = { service: 'campaigns' } as const;

export const listClusters = defineRoute({
  ...S, name: 'listClusters', method: 'GET', path: '/clusters', access: 'campaigns.emulation.read', summary: 'Emulation clusters.',
  query: PageQuery.extend({ year: z.coerce.number().int().min(1900).max(2200).optional(), unit: Code.optional().describe('clusters this unit is a member of'), q: text(100).optional() }), answer: pageOf(ClusterSummaryView),
});
export const getCluster = defineRoute({
  ...S, name: 'getCluster', method: 'GET', path: '/clusters/:code', access: 'campaigns.emulation.read', summary: 'One cluster with members, roles, signatures and surveys.', params: CodeParam, answer: ClusterView,
});
export const formCluster = defineRoute({
  ...S, name: 'formCluster', method: 'POST', path: '/clusters', access: 'campaigns.cluster.form', summary: 'Forms a cluster for a year by decision.', body: ClusterItem.extend({ decision: LiveDecision }), answer: ClusterView,
});
export const addClusterMember = defineRoute({
  ...S, name: 'addClusterMember', method: 'POST', path: '/clusters/:code/members', access: 'campaigns.cluster.form', summary: 'Adds a member while the size the decision states is not reached.',
  params: CodeParam, body: z.strictObject({ unitCode: Code }), answer: ClusterView,
});
export const signCommitment = defineRoute({
  ...S, name: 'signCommitment', method: 'POST', path: '/clusters/:code/signature', access: 'campaigns.commitment.sign', summary: 'The unit acted as signs the commitment and registers its titles.',
  params: CodeParam, body: z.strictObject({ signedOn: DayText, titleCodes: z.array(DomainCode).min(1).max(10).describe('the titles it aims at, at least one') }), answer: ClusterView,
});
export const holdSurvey = defineRoute({
  ...S, name: 'holdSurvey', method: 'POST', path: '/clusters/:code/surveys', access: 'campaigns.survey.hold', summary: 'Keeps the minutes of a survey; its requests become petitions with owner and due date.',
  params: CodeParam, body: SurveyItem.omit({ clusterCode: true }), answer: SurveyView,
});
export const getSurvey = defineRoute({ ...S, name: 'getSurvey', method: 'GET', path: '/surveys/:id', access: 'campaigns.emulation.read', summary: 'The minutes of a survey with its requests.', params: IdParam, answer: SurveyView });
export const closeSurvey = defineRoute({
  ...S, name: 'closeSurvey', method: 'POST', path: '/surveys/:id/closure', access: 'campaigns.survey.hold', status: 200, summary: 'Closes a survey with its conclusion; unanswered requests stay open and are shown.',
  params: IdParam, body: z.strictObject({ closedOn: DayText, conclusion: longText(10_000) }), answer: SurveyView,
});

export const clusterRoutes = [listClusters, getCluster, formCluster, addClusterMember, signCommitment, holdSurvey, getSurvey, closeSurvey];
