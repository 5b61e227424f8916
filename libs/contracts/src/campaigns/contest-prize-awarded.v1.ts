import { z } from 'zod';
import { defineEvent } from '../core/event';
import { Code, DayText, Level, Vnd } from '../core/shapes';
import { DomainCode, PrizeRank } from './emulation.shapes';

/** A prize was awarded to a contestant, or to a team (CMP-15). Team prizes are no winners and no part of CONTEST_MONEY. */
export const ContestPrizeAwardedV1 = defineEvent({
  type: 'campaigns.contest-prize-awarded.v1',
  topic: 'campaigns.contest-prize',
  key: 'prizeId',
  summary: 'A prize of a skill contest was awarded.',
  data: z.object({
    prizeId: z.uuid(),
    editionId: z.uuid(),
    contestCode: Code,
    /** The organising unit: contest figures belong to it. */
    unitId: z.uuid(),
    level: Level,
    entryId: z.uuid().nullable(),
    teamPrize: z.boolean(),
    rank: PrizeRank,
    trade: DomainCode.nullable(),
    entrantKey: z.string().min(1).max(200),
    amountVnd: Vnd,
    /** The contest day: prizes count with the edition. */
    heldOn: DayText,
    awardedOn: DayText,
    roundCode: Code.nullable(),
    movementCode: Code.nullable(),
    decisionId: z.uuid(),
  }),
  example: {
    prizeId: '01920000-0000-7000-8000-000000000110', editionId: '01920000-0000-7000-8000-000000000108', contestCode: 'ha-noi-2023',
    unitId: '01920000-0000-7000-8000-000000000120', level: 'C', entryId: '01920000-0000-7000-8000-000000000109', teamPrize: false,
    rank: 'FIRST', trade: 'CO2_WELDING', entrantKey: '01920000-0000-7000-8000-000000000126', amountVnd: 10000000, heldOn: '2023-08-12',
    awardedOn: '2023-08-19', roundCode: 'ha-noi-2023-dot-1', movementCode: null, decisionId: '01920000-0000-7000-8000-000000000130',
  },
});
