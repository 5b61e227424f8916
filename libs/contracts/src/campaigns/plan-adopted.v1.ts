import { z } from 'zod';
import { defineEvent } from '../core/event';
import { Code, DayText, Level } from '../core/shapes';

/** A unit adopted the plan it was asked to adopt: the numerator of PLAN_ADOPTION (CMP-05). */
export const PlanAdoptedV1 = defineEvent({
  type: 'campaigns.plan-adopted.v1',
  topic: 'campaigns.adoption',
  key: 'adoptionId',
  summary: 'A unit adopted a plan of the level above.',
  data: z.object({
    adoptionId: z.uuid(),
    planCode: Code,
    issuerUnitId: z.uuid(),
    unitId: z.uuid(),
    level: Level,
    adoptedOn: DayText,
    childPlanCode: Code.nullable(),
    decisionId: z.uuid().nullable(),
  }),
  example: {
    adoptionId: '01920000-0000-7000-8000-000000000103', planCode: 'ha-noi-2019-ke-hoach-phuc-loi',
    issuerUnitId: '01920000-0000-7000-8000-000000000121', unitId: '01920000-0000-7000-8000-000000000120', level: 'S',
    adoptedOn: '2019-02-20', childPlanCode: null, decisionId: null,
  },
});
