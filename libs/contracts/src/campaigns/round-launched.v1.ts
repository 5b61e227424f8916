import { z } from 'zod';
import { defineEvent } from '../core/event';
import { Code, DayText, Level, text } from '../core/shapes';

/** A peak round was launched (CMP-02). The label is free text and says nothing about the days. */
export const RoundLaunchedV1 = defineEvent({
  type: 'campaigns.round-launched.v1',
  topic: 'campaigns.round',
  key: 'roundId',
  summary: 'A peak round was launched.',
  data: z.object({
    roundId: z.uuid(),
    roundCode: Code,
    planId: z.uuid(),
    unitId: z.uuid(),
    level: Level,
    year: z.number().int(),
    label: text(100),
    startsOn: DayText,
    endsOn: DayText,
    launchedOn: DayText,
    decisionId: z.uuid(),
  }),
  example: {
    roundId: '01920000-0000-7000-8000-000000000102', roundCode: 'ha-noi-2023-dot-1', planId: '01920000-0000-7000-8000-000000000101',
    unitId: '01920000-0000-7000-8000-000000000120', level: 'C', year: 2023, label: '150 ngày', startsOn: '2023-05-01', endsOn: '2023-09-30',
    launchedOn: '2023-04-28', decisionId: '01920000-0000-7000-8000-000000000130',
  },
});
