import { z } from 'zod';
import { defineEvent } from '../core/event';
import { Code, DayText, DecimalText, Level, QualifierCode } from '../core/shapes';
import { IndicatorCode } from '../reports/figures.http';

/** The closing conference of a movement was held (CMP-21); figures are frozen with it. */
export const MovementClosedV1 = defineEvent({
  type: 'campaigns.movement-closed.v1',
  topic: 'campaigns.movement',
  key: 'movementId',
  summary: 'A movement was closed by its conference.',
  data: z.object({
    movementId: z.uuid(),
    movementCode: Code,
    unitId: z.uuid(),
    level: Level,
    closedOn: DayText,
    nextCode: Code.nullable(),
    figures: z.array(z.object({ indicator: IndicatorCode, value: DecimalText, qualifier: QualifierCode })),
    decisionId: z.uuid(),
  }),
  example: {
    movementId: '01920000-0000-7000-8000-000000000112', movementCode: 'nam-tu-liem-2015-2020',
    unitId: '01920000-0000-7000-8000-000000000120', level: 'S', closedOn: '2020-05-29', nextCode: 'nam-tu-liem-2020-2025',
    figures: [{ indicator: 'GOODWORKER_S', value: '149', qualifier: 'EXACT' }], decisionId: '01920000-0000-7000-8000-000000000130',
  },
});
