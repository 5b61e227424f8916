import { z } from 'zod';
import { defineEvent } from '../core/event';
import { Code, DayText } from '../core/shapes';
import { RECEIVER_KINDS } from './title-awarded.v1';

/** A typical example was sent as delegate to the conference of the level above. `unitId` is the sending unit. */
export const DelegateChosenV1 = defineEvent({
  type: 'awards.delegate-chosen.v1',
  topic: 'awards.holding',
  key: 'holdingId',
  summary: 'A holder of a title was chosen as delegate to the next level.',
  data: z.object({
    /** The holding of the typical example the delegate is one of. */
    holdingId: z.uuid(),
    receiverKind: z.enum(RECEIVER_KINDS),
    unitId: z.uuid(),
    chosenOn: DayText,
    movementCode: Code.nullable(),
    decisionId: z.uuid(),
  }),
  example: {
    holdingId: '01920000-0000-7000-8000-000000000001', receiverKind: 'COLLECTIVE', unitId: '01920000-0000-7000-8000-000000000004',
    chosenOn: '2020-05-29', movementCode: 'nam-tu-liem-2015-2020', decisionId: '01920000-0000-7000-8000-000000000005',
  },
});
