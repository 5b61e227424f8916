import { z } from 'zod';
import { defineEvent } from '../core/event';
import { Code, Level, text } from '../core/shapes';
import { DIRECTORY_TOPIC } from '../core/topic';
import { directoryExample, directoryFacts } from './directory-event';
import { Bloc, UnitType } from './unit.shapes';

/** A union organisation exists from `validFrom` on, under `parentId`; the root has no parent. */
export const UnitFoundedV1 = defineEvent({
  type: 'membership.unit-founded.v1',
  topic: DIRECTORY_TOPIC,
  key: 'unitId',
  summary: 'A union organisation was founded.',
  data: z.object({
    unitId: z.uuid(),
    /** Public and for ever; also its label in tree paths. */
    code: Code,
    type: UnitType,
    level: Level,
    name: text(300),
    parentId: z.uuid().nullable(),
    state: z.enum(['PROPOSED', 'PROVISIONAL', 'ACTIVE']),
    bloc: Bloc.nullable(),
    /** Wards, communes or other areas it looks after; one union may cover several (handbook ORG-06). */
    territories: z.array(text(120)).max(60),
    ...directoryFacts,
  }),
  example: {
    unitId: '01920000-0000-7000-8000-000000000003', code: 'tay-ho', type: 'S_DISTRICT', level: 'S', name: 'LĐLĐ quận Tây Hồ',
    parentId: '01920000-0000-7000-8000-000000000002', state: 'ACTIVE', bloc: null, territories: ['Quận Tây Hồ'], ...directoryExample,
  },
});
