import { z } from 'zod';
import { defineEvent } from '../core/event';
import { Code, DayText, Level, Vnd } from '../core/shapes';

/** An edition was closed: its prizes add up to the budget (CMP-15). */
export const ContestClosedV1 = defineEvent({
  type: 'campaigns.contest-closed.v1',
  topic: 'campaigns.contest',
  key: 'editionId',
  summary: 'An edition of a skill contest was closed.',
  data: z.object({
    editionId: z.uuid(),
    contestCode: Code,
    /** The organising unit: contest figures belong to it. */
    unitId: z.uuid(),
    level: Level,
    closedOn: DayText,
    winners: z.number().int(),
    /** Prizes without team prizes. */
    moneyVnd: Vnd,
    roundCode: Code.nullable(),
    movementCode: Code.nullable(),
  }),
  example: {
    editionId: '01920000-0000-7000-8000-000000000108', contestCode: 'ha-noi-2023', unitId: '01920000-0000-7000-8000-000000000120',
    level: 'C', closedOn: '2023-08-31', winners: 111, moneyVnd: 564000000, roundCode: 'ha-noi-2023-dot-1', movementCode: null,
  },
});
