import { z } from 'zod';
import { defineEvent } from '../core/event';
import { Code, DayText, Level } from '../core/shapes';
import { DomainCode } from './emulation.shapes';

/**
 * A contestant took part in an edition, in one trade (CMP-14). Published when the edition is held. No name travels: the
 * contestant is a pseudonym that is the same in all trades of an edition.
 */
export const ContestEnteredV1 = defineEvent({
  type: 'campaigns.contest-entered.v1',
  topic: 'campaigns.contest-entry',
  key: 'entryId',
  summary: 'A contestant took part in one trade of an edition.',
  data: z.object({
    entryId: z.uuid(),
    editionId: z.uuid(),
    contestCode: Code,
    /** The organising unit: contest figures belong to it. */
    unitId: z.uuid(),
    level: Level,
    contestantKey: z.uuid(),
    /** The unit of the level below the organiser on the contest day: its id, or a key of its name where it is not in the tree. CONTEST_UNIT counts these. */
    entrantKey: z.string().min(1).max(200),
    entrantUnitId: z.uuid().nullable(),
    /** Key of the enterprise: the same name gives the same key. */
    enterpriseKey: z.string().min(1).max(220),
    trade: DomainCode,
    /** The day that counts. */
    heldOn: DayText,
    roundCode: Code.nullable(),
    movementCode: Code.nullable(),
  }),
  example: {
    entryId: '01920000-0000-7000-8000-000000000109', editionId: '01920000-0000-7000-8000-000000000108', contestCode: 'ha-noi-2023',
    unitId: '01920000-0000-7000-8000-000000000120', level: 'C', contestantKey: '01920000-0000-7000-8000-000000000125',
    entrantKey: '01920000-0000-7000-8000-000000000126', entrantUnitId: '01920000-0000-7000-8000-000000000126',
    enterpriseKey: 'cong-ty-co-khi-a', trade: 'CO2_WELDING', heldOn: '2023-08-12', roundCode: 'ha-noi-2023-dot-1', movementCode: null,
  },
});
