import { z } from 'zod';
import { defineEvent } from '../core/event';
import { DayText } from '../core/shapes';

/** A unit reported its staff on a day: the denominator of INI_STAFF_SHARE. The latest report of a day replaces the earlier ones. */
export const StaffCountedV1 = defineEvent({
  type: 'initiatives.staff-counted.v1',
  topic: 'initiatives.staff',
  key: 'staffCountId',
  summary: 'A unit reported how many staff it has on a day.',
  data: z.object({ staffCountId: z.uuid(), unitId: z.uuid(), countedOn: DayText, persons: z.number().int().min(0), bloc: z.string().max(60).nullable() }),
  example: { staffCountId: '01920000-0000-7000-8000-000000000015', unitId: '01920000-0000-7000-8000-000000000004', countedOn: '2023-12-31', persons: 50, bloc: 'PUBLIC_SERVICE' },
});
