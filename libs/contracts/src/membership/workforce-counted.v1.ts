import { z } from 'zod';
import { defineEvent } from '../core/event';
import { WorkforceSource } from './employer.shapes';

/** Workers of an employer on a day, by one source; what it does not say is null. Source: handbook ORG-14, SOC-02. */
export const WorkforceCountedV1 = defineEvent({
  type: 'membership.workforce-counted.v1',
  topic: 'membership.employer',
  key: 'employerId',
  summary: 'The workers of an employer were counted.',
  data: z.object({
    employerId: z.uuid(), countId: z.uuid(), unitId: z.uuid(), countedOn: z.iso.date(), source: WorkforceSource,
    workers: z.number().int().min(0).nullable(), insuredWorkers: z.number().int().min(0).nullable(), womenWorkers: z.number().int().min(0).nullable(),
  }),
  example: {
    employerId: '01920000-0000-7000-8000-000000000080', countId: '01920000-0000-7000-8000-000000000082', unitId: '01920000-0000-7000-8000-000000000002',
    countedOn: '2025-06-30', source: 'INSURANCE_LIST', workers: 50, insuredWorkers: 50, womenWorkers: null,
  },
});
