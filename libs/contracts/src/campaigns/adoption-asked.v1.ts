import { z } from 'zod';
import { defineEvent } from '../core/event';
import { Code, DayText, Level } from '../core/shapes';

/** A unit was asked to adopt a plan of the level above: the denominator of PLAN_ADOPTION (CMP-05). */
export const AdoptionAskedV1 = defineEvent({
  type: 'campaigns.adoption-asked.v1',
  topic: 'campaigns.adoption',
  key: 'adoptionId',
  summary: 'A unit was asked to adopt a plan.',
  data: z.object({
    adoptionId: z.uuid(),
    planCode: Code,
    issuerUnitId: z.uuid(),
    /** The unit that is asked. */
    unitId: z.uuid(),
    level: Level,
    askedOn: DayText,
    decisionId: z.uuid(),
  }),
  example: {
    adoptionId: '01920000-0000-7000-8000-000000000103', planCode: 'ha-noi-2019-ke-hoach-phuc-loi',
    issuerUnitId: '01920000-0000-7000-8000-000000000121', unitId: '01920000-0000-7000-8000-000000000120', level: 'S', askedOn: '2019-01-15',
    decisionId: '01920000-0000-7000-8000-000000000130',
  },
});
