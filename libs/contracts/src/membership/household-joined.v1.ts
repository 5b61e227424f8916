import { z } from 'zod';
import { defineEvent } from '../core/event';

/** Somebody lives in a household from a day on: support given to one counts for all of them. Source: handbook WEL-02, WEL-15. */
export const HouseholdJoinedV1 = defineEvent({
  type: 'membership.household-joined.v1',
  topic: 'membership.household',
  key: 'householdId',
  summary: 'A person joined a household.',
  data: z.object({ householdId: z.uuid(), householdNo: z.string(), personId: z.uuid(), unitId: z.uuid(), from: z.iso.date() }),
  example: {
    householdId: '01920000-0000-7000-8000-0000000000c1', householdNo: 'HGD-00000012', personId: '01920000-0000-7000-8000-000000000030', unitId: '01920000-0000-7000-8000-000000000004', from: '2026-03-02',
  },
});
