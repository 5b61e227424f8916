import { z } from 'zod';
import { defineEvent } from '../core/event';
import { Code, DayText, Level, text } from '../core/shapes';
import { Bloc } from '../membership/unit.shapes';

/** A unit issued a yearly plan (CMP-01); also published with the new number of rounds when the plan is amended. */
export const PlanIssuedV1 = defineEvent({
  type: 'campaigns.plan-issued.v1',
  topic: 'campaigns.plan',
  key: 'planId',
  summary: 'A unit issued a yearly emulation plan.',
  data: z.object({
    planId: z.uuid(),
    planCode: Code,
    unitId: z.uuid(),
    level: Level,
    number: text(60),
    year: z.number().int(),
    issuedOn: DayText,
    startsOn: DayText,
    endsOn: DayText,
    parentPlanCode: Code.nullable(),
    roundsPlanned: z.number().int().min(0),
    blocs: z.array(Bloc),
    occasionCodes: z.array(Code),
    decisionId: z.uuid(),
  }),
  example: {
    planId: '01920000-0000-7000-8000-000000000101', planCode: 'ha-noi-2023-ke-hoach-80', unitId: '01920000-0000-7000-8000-000000000120',
    level: 'C', number: '80/KH-LĐLĐ', year: 2023, issuedOn: '2023-04-28', startsOn: '2023-05-01', endsOn: '2023-09-30',
    parentPlanCode: null, roundsPlanned: 1, blocs: [], occasionCodes: ['30-4-1-5'], decisionId: '01920000-0000-7000-8000-000000000130',
  },
});
