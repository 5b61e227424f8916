import { z } from 'zod';
import { defineEvent } from '../core/event';

/** Somebody lived in a household until a day; `lastDay` before the day of joining: never, the record was another person's. */
export const HouseholdLeftV1 = defineEvent({
  type: 'membership.household-left.v1',
  topic: 'membership.household',
  key: 'householdId',
  summary: 'A person left a household.',
  data: z.object({ householdId: z.uuid(), personId: z.uuid(), unitId: z.uuid(), lastDay: z.iso.date() }),
  example: { householdId: '01920000-0000-7000-8000-0000000000c1', personId: '01920000-0000-7000-8000-000000000030', unitId: '01920000-0000-7000-8000-000000000004', lastDay: '2026-08-31' },
});
