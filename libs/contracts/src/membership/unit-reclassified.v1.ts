import { z } from 'zod';
import { defineEvent } from '../core/event';
import { text } from '../core/shapes';
import { DIRECTORY_TOPIC } from '../core/topic';
import { directoryExample, directoryFacts } from './directory-event';
import { Bloc } from './unit.shapes';

/** A unit belongs to another bloc or looks after other areas from `validFrom` on. */
export const UnitReclassifiedV1 = defineEvent({
  type: 'membership.unit-reclassified.v1',
  topic: DIRECTORY_TOPIC,
  key: 'unitId',
  summary: 'Bloc or territory of a unit changed.',
  data: z.object({ unitId: z.uuid(), bloc: Bloc.nullable(), territories: z.array(text(120)).max(60), ...directoryFacts }),
  example: { unitId: '01920000-0000-7000-8000-000000000005', bloc: 'ENTERPRISE_NONSTATE', territories: [], ...directoryExample },
});
