import { z } from 'zod';
import { defineEvent } from '../core/event';
import { DayText, Level } from '../core/shapes';

export const INITIATIVE_TYPES = ['INNOVATION', 'TEACHING_PRACTICE'] as const;
/** Levels of recognition: base, above the grassroots (historic district, ward), city, nation. */
export const RECOGNITION_LEVELS = ['BASE', 'S', 'CITY', 'NATIONAL'] as const;

/**
 * A level recognised an initiative. Each level is its own fact; a city recognition does not take the base one away.
 * `authorIds` are ids of persons in the initiatives service, distinct per person: the numerator of INI_STAFF_SHARE.
 */
export const InitiativeRecognisedV1 = defineEvent({
  type: 'initiatives.initiative-recognised.v1',
  topic: 'initiatives.initiative',
  key: 'initiativeId',
  summary: 'A council or head recognised an initiative at one level.',
  data: z.object({
    initiativeId: z.uuid(),
    recognitionId: z.uuid(),
    initiativeType: z.enum(INITIATIVE_TYPES),
    recognitionLevel: z.enum(RECOGNITION_LEVELS),
    /** Unit of the authors. */
    unitId: z.uuid(),
    /** Level of the unit that recorded the recognition. */
    level: Level,
    recognisedOn: DayText,
    authorIds: z.array(z.uuid()).min(1).max(50),
    /** Benefit in the first year, whole VND; null where no money value was given. */
    benefitVnd: z.number().int().min(0).nullable(),
    decisionId: z.uuid(),
  }),
  example: {
    initiativeId: '01920000-0000-7000-8000-000000000011', recognitionId: '01920000-0000-7000-8000-000000000012', initiativeType: 'INNOVATION',
    recognitionLevel: 'BASE', unitId: '01920000-0000-7000-8000-000000000004', level: 'G', recognisedOn: '2023-06-30',
    authorIds: ['01920000-0000-7000-8000-000000000013'], benefitVnd: 120000000, decisionId: '01920000-0000-7000-8000-000000000005',
  },
});
