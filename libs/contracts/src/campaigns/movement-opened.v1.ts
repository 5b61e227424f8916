import { z } from 'zod';
import { defineEvent } from '../core/event';
import { Code, DayText, Level } from '../core/shapes';

/** A movement of one or several years was launched (CMP-21). */
export const MovementOpenedV1 = defineEvent({
  type: 'campaigns.movement-opened.v1',
  topic: 'campaigns.movement',
  key: 'movementId',
  summary: 'A movement was launched.',
  data: z.object({
    movementId: z.uuid(),
    movementCode: Code,
    unitId: z.uuid(),
    level: Level,
    startsOn: DayText,
    endsOn: DayText,
    openedOn: DayText,
    /** The movement whose closing conference launched this one. */
    previousCode: Code.nullable(),
    decisionId: z.uuid(),
  }),
  example: {
    movementId: '01920000-0000-7000-8000-000000000112', movementCode: 'nam-tu-liem-2015-2020',
    unitId: '01920000-0000-7000-8000-000000000120', level: 'S', startsOn: '2015-01-01', endsOn: '2020-12-31', openedOn: '2015-01-20',
    previousCode: null, decisionId: '01920000-0000-7000-8000-000000000130',
  },
});
