import { z } from 'zod';
import { defineEvent } from '../core/event';
import { Code, DayText, Level } from '../core/shapes';
import { DomainCode } from './emulation.shapes';

/** An edition of a skill contest was held (CMP-14). */
export const ContestHeldV1 = defineEvent({
  type: 'campaigns.contest-held.v1',
  topic: 'campaigns.contest',
  key: 'editionId',
  summary: 'An edition of a skill contest was held.',
  data: z.object({
    editionId: z.uuid(),
    contestCode: Code,
    /** The organising unit: contest figures belong to it. */
    unitId: z.uuid(),
    level: Level,
    /** Year of the edition, which need not be the year it was held in. */
    year: z.number().int(),
    heldOn: DayText,
    heldUntil: DayText,
    trades: z.array(DomainCode),
    roundCode: Code.nullable(),
    movementCode: Code.nullable(),
    decisionId: z.uuid(),
  }),
  example: {
    editionId: '01920000-0000-7000-8000-000000000108', contestCode: 'ha-noi-2023', unitId: '01920000-0000-7000-8000-000000000120',
    level: 'C', year: 2023, heldOn: '2023-08-12', heldUntil: '2023-08-13', trades: ['CO2_WELDING'], roundCode: 'ha-noi-2023-dot-1',
    movementCode: null, decisionId: '01920000-0000-7000-8000-000000000130',
  },
});
