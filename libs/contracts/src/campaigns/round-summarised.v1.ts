import { z } from 'zod';
import { defineEvent } from '../core/event';
import { Code, DayText, DecimalText, Level, QualifierCode } from '../core/shapes';
import { IndicatorCode } from '../reports/figures.http';

/** The summary of a round was frozen (CMP-17): text and figures do not change any more, whatever happens to the records. */
export const RoundSummarisedV1 = defineEvent({
  type: 'campaigns.round-summarised.v1',
  topic: 'campaigns.round',
  key: 'roundId',
  summary: 'The summary of a round was frozen.',
  data: z.object({
    roundId: z.uuid(),
    roundCode: Code,
    unitId: z.uuid(),
    level: Level,
    summarisedOn: DayText,
    frozenAt: z.iso.datetime(),
    /** Values for the subtree of the round's unit. */
    figures: z.array(z.object({ indicator: IndicatorCode, value: DecimalText, qualifier: QualifierCode })),
  }),
  example: {
    roundId: '01920000-0000-7000-8000-000000000102', roundCode: 'ha-noi-2023-dot-1', unitId: '01920000-0000-7000-8000-000000000120',
    level: 'C', summarisedOn: '2023-10-20', frozenAt: '2026-01-05T02:00:00.000Z',
    figures: [{ indicator: 'WORK_G', value: '526', qualifier: 'EXACT' }],
  },
});
