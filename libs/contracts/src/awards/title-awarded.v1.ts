import { z } from 'zod';
import { defineEvent } from '../core/event';
import { Code, DayText, Level } from '../core/shapes';

export const RECEIVER_KINDS = ['INDIVIDUAL', 'COLLECTIVE', 'FAMILY'] as const;

/**
 * One receiver holds one title by one decision. `unitId` is the holder's unit on the decision date, `level` the deciding
 * level. The holder is an id only: names stay in awards.
 */
export const TitleAwardedV1 = defineEvent({
  type: 'awards.title-awarded.v1',
  topic: 'awards.holding',
  key: 'holdingId',
  summary: 'A title or form of commendation was awarded to one receiver.',
  data: z.object({
    holdingId: z.uuid(),
    recipientId: z.uuid(),
    receiverKind: z.enum(RECEIVER_KINDS),
    titleCode: z.string().regex(/^[A-Z0-9_]{2,60}$/),
    level: Level,
    issuerUnitId: z.uuid(),
    unitId: z.uuid(),
    /** The day the award counts. */
    decidedOn: DayText,
    /** Year of the achievement. */
    year: z.number().int().min(1900).max(2200),
    roundCode: Code.nullable(),
    movementCode: Code.nullable(),
    /** School year, e.g. `2018-2019`, for education awards. */
    schoolYear: z.string().regex(/^\d{4}-\d{4}$/).nullable(),
    directWorker: z.boolean().nullable(),
    /** A collective of few members by the rule of the day (AWD-12); null for others and where the size is not known. */
    smallCollective: z.boolean().nullable().optional(),
    /** Tier of a joint award, 1 is the highest. */
    tier: z.number().int().min(1).max(9).nullable(),
    /** Money due with the title, whole VND. */
    amountVnd: z.number().int().min(0),
    decisionId: z.uuid(),
  }),
  example: {
    holdingId: '01920000-0000-7000-8000-000000000001', recipientId: '01920000-0000-7000-8000-000000000002', receiverKind: 'INDIVIDUAL',
    titleCode: 'OUTSTANDING_WORKER', level: 'C', issuerUnitId: '01920000-0000-7000-8000-000000000003', unitId: '01920000-0000-7000-8000-000000000004',
    decidedOn: '2023-05-04', year: 2023, roundCode: 'ha-noi-2023-dot-1', movementCode: null, schoolYear: null, directWorker: true, smallCollective: null, tier: null,
    amountVnd: 0, decisionId: '01920000-0000-7000-8000-000000000005',
  },
});
