import { z } from 'zod';
import { defineEvent } from '../core/event';

const Month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/);

/** The insured salary of a member is another one from a month on: what was reckoned on it since is reckoned again. No amounts. Source: handbook SOC-03. */
export const SalaryChangedV1 = defineEvent({
  type: 'membership.salary-changed.v1',
  topic: 'membership.insured-salary',
  key: 'memberId',
  summary: 'The insured salary of a member changed from a month on.',
  data: z.object({ memberId: z.uuid(), unitId: z.uuid(), employerId: z.uuid(), fromMonth: Month, throughMonth: Month, exchangeId: z.uuid() }),
  example: {
    memberId: '01920000-0000-7000-8000-000000000040', unitId: '01920000-0000-7000-8000-000000000004', employerId: '01920000-0000-7000-8000-000000000080',
    fromMonth: '2025-01', throughMonth: '2025-03', exchangeId: '01920000-0000-7000-8000-000000000090',
  },
});
