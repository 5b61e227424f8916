import { z } from 'zod';
import { defineEvent } from '../core/event';
import { DayText } from '../core/shapes';

export const HOUSING_KINDS = ['BUILD', 'REPAIR'] as const;

/** The city approved a housing case (Mái ấm Công đoàn). `unitId` is the member's unit. */
export const HousingApprovedV1 = defineEvent({
  type: 'welfare.housing-approved.v1',
  topic: 'welfare.housing-case',
  key: 'caseId',
  summary: 'A housing support case was approved.',
  data: z.object({
    caseId: z.uuid(), unitId: z.uuid(), housingKind: z.enum(HOUSING_KINDS), approvedOn: DayText, amountVnd: z.number().int().min(0),
    programmeYear: z.number().int(), decisionId: z.uuid(),
  }),
  example: {
    caseId: '01920000-0000-7000-8000-000000000021', unitId: '01920000-0000-7000-8000-000000000004', housingKind: 'BUILD', approvedOn: '2025-05-06',
    amountVnd: 30000000, programmeYear: 2025, decisionId: '01920000-0000-7000-8000-000000000005',
  },
});
