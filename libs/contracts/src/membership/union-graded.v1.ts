import { z } from 'zod';
import { defineEvent } from '../core/event';
import { DayText } from '../core/shapes';
import { GradingBand, GradingSheet } from './gradings.http';

/** The level above graded a grassroots union for a year. `points`: the checked total, halves possible. */
export const UnionGradedV1 = defineEvent({
  type: 'membership.union-graded.v1',
  topic: 'membership.grading',
  key: 'gradingId',
  summary: 'A grassroots union was graded for a year.',
  data: z.object({
    gradingId: z.uuid(), unitId: z.uuid(), year: z.number().int(), sheet: GradingSheet, points: z.number().min(0), band: GradingBand, gradedOn: DayText, decisionId: z.uuid(),
  }),
  example: {
    gradingId: '01920000-0000-7000-8000-000000000050', unitId: '01920000-0000-7000-8000-000000000004', year: 2025, sheet: 'STATE_TYPE', points: 91.5, band: 'BAND_EXCELLENT', gradedOn: '2025-12-15',
    decisionId: '01920000-0000-7000-8000-000000000010',
  },
});
