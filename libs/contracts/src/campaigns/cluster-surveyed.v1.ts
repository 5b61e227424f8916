import { z } from 'zod';
import { defineEvent } from '../core/event';
import { Code, DayText, Level } from '../core/shapes';

/** A cluster was surveyed (CMP-13); requests follow as petitions of their own. */
export const ClusterSurveyedV1 = defineEvent({
  type: 'campaigns.cluster-surveyed.v1',
  topic: 'campaigns.cluster',
  key: 'clusterId',
  summary: 'A cluster was surveyed.',
  data: z.object({
    clusterId: z.uuid(),
    clusterCode: Code,
    surveyId: z.uuid(),
    unitId: z.uuid(),
    level: Level,
    surveyedOn: DayText,
    membersHeard: z.number().int(),
    requests: z.number().int(),
    decisionId: z.uuid().nullable(),
  }),
  example: {
    clusterId: '01920000-0000-7000-8000-000000000106', clusterCode: 'ha-noi-2019-cum-2', surveyId: '01920000-0000-7000-8000-000000000107',
    unitId: '01920000-0000-7000-8000-000000000120', level: 'C', surveyedOn: '2019-11-27', membersHeard: 6, requests: 4, decisionId: null,
  },
});
