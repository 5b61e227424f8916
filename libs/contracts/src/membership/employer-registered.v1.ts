import { z } from 'zod';
import { defineEvent } from '../core/event';

/** An employer is known; `unitId` keeps its data. Source: handbook SOC-01, SOC-02. */
export const EmployerRegisteredV1 = defineEvent({
  type: 'membership.employer-registered.v1',
  topic: 'membership.employer',
  key: 'employerId',
  summary: 'An employer was entered.',
  data: z.object({ employerId: z.uuid(), unitId: z.uuid(), registeredOn: z.iso.date() }),
  example: { employerId: '01920000-0000-7000-8000-000000000080', unitId: '01920000-0000-7000-8000-000000000002', registeredOn: '2025-06-30' },
});
