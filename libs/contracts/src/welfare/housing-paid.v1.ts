import { z } from 'zod';
import { defineEvent } from '../core/event';
import { DayText } from '../core/shapes';
import { HOUSING_KINDS } from './housing-approved.v1';

/** Money of a housing case was paid. Money counts on the day it is paid (handbook 4.9). */
export const HousingPaidV1 = defineEvent({
  type: 'welfare.housing-paid.v1',
  topic: 'welfare.housing-case',
  key: 'caseId',
  summary: 'A housing support case was paid.',
  data: z.object({ caseId: z.uuid(), paymentId: z.uuid(), unitId: z.uuid(), housingKind: z.enum(HOUSING_KINDS), paidOn: DayText, amountVnd: z.number().int().min(1), decisionId: z.uuid() }),
  example: {
    caseId: '01920000-0000-7000-8000-000000000021', paymentId: '01920000-0000-7000-8000-000000000022', unitId: '01920000-0000-7000-8000-000000000004',
    housingKind: 'BUILD', paidOn: '2025-05-06', amountVnd: 30000000, decisionId: '01920000-0000-7000-8000-000000000005',
  },
});
