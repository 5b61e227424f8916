import { z } from 'zod';
import { defineEvent } from '../core/event';
import { DayText } from '../core/shapes';

/** An award was handed over to its holder (AWD-02). */
export const TitlePresentedV1 = defineEvent({
  type: 'awards.title-presented.v1',
  topic: 'awards.holding',
  key: 'holdingId',
  summary: 'An award was handed over.',
  data: z.object({ holdingId: z.uuid(), unitId: z.uuid(), presentedOn: DayText, decisionId: z.uuid() }),
  example: {
    holdingId: '01920000-0000-7000-8000-000000000001', unitId: '01920000-0000-7000-8000-000000000004', presentedOn: '2023-05-06',
    decisionId: '01920000-0000-7000-8000-000000000006',
  },
});
