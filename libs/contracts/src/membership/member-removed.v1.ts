import { z } from 'zod';
import { defineEvent } from '../core/event';

/**
 * A membership that was entered in error was taken back as if it had never been: the import it came with was undone. Who
 * ends a real membership leaves it in the register. Source: handbook ORG-12.
 */
export const MemberRemovedV1 = defineEvent({
  type: 'membership.member-removed.v1',
  topic: 'membership.member',
  key: 'memberId',
  summary: 'A membership entered in error was taken back.',
  data: z.object({ memberId: z.uuid(), personId: z.uuid(), unitId: z.uuid(), importId: z.uuid() }),
  example: {
    memberId: '01920000-0000-7000-8000-000000000040', personId: '01920000-0000-7000-8000-000000000030', unitId: '01920000-0000-7000-8000-000000000004',
    importId: '01920000-0000-7000-8000-000000000090',
  },
});
