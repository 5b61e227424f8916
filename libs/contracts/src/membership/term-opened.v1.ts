import { z } from 'zod';
import { defineEvent } from '../core/event';
import { DayText } from '../core/shapes';
import { TermNumber } from './congress-items';

/** A congress opened a term of a unit. What is tied to an earlier term stays tied to it (handbook ORG-08). */
export const TermOpenedV1 = defineEvent({
  type: 'membership.term-opened.v1',
  topic: 'membership.term',
  key: 'termId',
  summary: 'A term of a unit began.',
  data: z.object({ termId: z.uuid(), unitId: z.uuid(), number: TermNumber, startsOn: DayText, plannedEndYear: z.number().int(), congressId: z.uuid(), decisionId: z.uuid() }),
  example: {
    termId: '01920000-0000-7000-8000-000000000040', unitId: '01920000-0000-7000-8000-000000000002', number: 'XVIII', startsOn: '2025-12-30', plannedEndYear: 2030,
    congressId: '01920000-0000-7000-8000-000000000041', decisionId: '01920000-0000-7000-8000-000000000010',
  },
});
