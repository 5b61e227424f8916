import { z } from 'zod';
import { defineEvent } from '../core/event';
import { Code, DayText, Level } from '../core/shapes';

/** A cluster was formed for a year, or a member was added to it (CMP-10). Head and deputy are members. */
export const ClusterFormedV1 = defineEvent({
  type: 'campaigns.cluster-formed.v1',
  topic: 'campaigns.cluster',
  key: 'clusterId',
  summary: 'An emulation cluster was formed for a year.',
  data: z.object({
    clusterId: z.uuid(),
    clusterCode: Code,
    unitId: z.uuid(),
    level: Level,
    year: z.number().int(),
    number: z.number().int(),
    memberUnitIds: z.array(z.uuid()).min(2),
    headUnitId: z.uuid(),
    deputyUnitId: z.uuid().nullable(),
    formedOn: DayText,
    decisionId: z.uuid(),
  }),
  example: {
    clusterId: '01920000-0000-7000-8000-000000000106', clusterCode: 'ha-noi-2019-cum-2', unitId: '01920000-0000-7000-8000-000000000120',
    level: 'C', year: 2019, number: 2, memberUnitIds: ['01920000-0000-7000-8000-000000000122', '01920000-0000-7000-8000-000000000123'],
    headUnitId: '01920000-0000-7000-8000-000000000122', deputyUnitId: '01920000-0000-7000-8000-000000000123', formedOn: '2019-03-01',
    decisionId: '01920000-0000-7000-8000-000000000130',
  },
});
