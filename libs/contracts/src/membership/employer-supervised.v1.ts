import { z } from 'zod';
import { defineEvent } from '../core/event';

/** An employer owes insurance for so many months that it is put on the supervision plan. Source: handbook SOC-08, DLG-10. */
export const EmployerSupervisedV1 = defineEvent({
  type: 'membership.employer-supervised.v1',
  topic: 'membership.employer',
  key: 'employerId',
  summary: 'An employer in arrears goes on the supervision plan.',
  data: z.object({ employerId: z.uuid(), unitId: z.uuid(), asOf: z.iso.date(), monthsOwed: z.number().int().min(0) }),
  example: { employerId: '01920000-0000-7000-8000-000000000080', unitId: '01920000-0000-7000-8000-000000000002', asOf: '2025-06-30', monthsOwed: 6 },
});
