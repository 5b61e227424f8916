import { z } from 'zod';
import { defineEvent } from '../core/event';
import { Code, DayText } from '../core/shapes';

/** What a petition asked for was done (DLG-04). */
export const PetitionResolvedV1 = defineEvent({
  type: 'campaigns.petition-resolved.v1',
  topic: 'campaigns.petition',
  key: 'petitionId',
  summary: 'A petition was solved.',
  data: z.object({
    petitionId: z.uuid(),
    /** The unit it was raised for. */
    unitId: z.uuid(),
    roundCode: Code.nullable(),
    resolvedOn: DayText,
  }),
  example: {
    petitionId: '01920000-0000-7000-8000-000000000111', unitId: '01920000-0000-7000-8000-000000000120', roundCode: 'ha-noi-2023-dot-1',
    resolvedOn: '2023-09-01',
  },
});
