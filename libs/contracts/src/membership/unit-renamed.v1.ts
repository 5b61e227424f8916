import { z } from 'zod';
import { defineEvent } from '../core/event';
import { text } from '../core/shapes';
import { DIRECTORY_TOPIC } from '../core/topic';
import { directoryExample, directoryFacts } from './directory-event';

/** A unit bears another name from `validFrom` on, until the next renaming that is already known. */
export const UnitRenamedV1 = defineEvent({
  type: 'membership.unit-renamed.v1',
  topic: DIRECTORY_TOPIC,
  key: 'unitId',
  summary: 'A unit was renamed.',
  data: z.object({ unitId: z.uuid(), name: text(300), ...directoryFacts }),
  example: { unitId: '01920000-0000-7000-8000-000000000004', name: 'Công đoàn các khu công nghệ cao và khu công nghiệp', ...directoryExample },
});
