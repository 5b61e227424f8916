import { z } from 'zod';
import { defineEvent } from '../core/event';
import { DayText } from '../core/shapes';

/** A recognised initiative was entered in a programme, e.g. ONE_MILLION_INITIATIVES. */
export const ProgrammeEnteredV1 = defineEvent({
  type: 'initiatives.programme-entered.v1',
  topic: 'initiatives.initiative',
  key: 'initiativeId',
  summary: 'An initiative was entered in a programme.',
  data: z.object({
    initiativeId: z.uuid(), entryId: z.uuid(), programmeCode: z.string().regex(/^[A-Z0-9_]{2,60}$/), unitId: z.uuid(), enteredOn: DayText,
    authorIds: z.array(z.uuid()).min(1).max(50),
  }),
  example: {
    initiativeId: '01920000-0000-7000-8000-000000000011', entryId: '01920000-0000-7000-8000-000000000014', programmeCode: 'ONE_MILLION_INITIATIVES',
    unitId: '01920000-0000-7000-8000-000000000004', enteredOn: '2023-07-15', authorIds: ['01920000-0000-7000-8000-000000000013'],
  },
});
