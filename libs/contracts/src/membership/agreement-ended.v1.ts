import { z } from 'zod';
import { defineEvent } from '../core/event';

/** A collective agreement is not in force any more after `lastDay`. */
export const AgreementEndedV1 = defineEvent({
  type: 'membership.agreement-ended.v1',
  topic: 'membership.agreement',
  key: 'agreementId',
  summary: 'A collective agreement expired, was renewed or is void.',
  data: z.object({ agreementId: z.uuid(), employerId: z.uuid(), unitId: z.uuid(), lastDay: z.iso.date(), outcome: z.enum(['EXPIRED', 'RENEWED', 'VOID']) }),
  example: {
    agreementId: '01920000-0000-7000-8000-0000000000a0', employerId: '01920000-0000-7000-8000-000000000080', unitId: '01920000-0000-7000-8000-000000000004', lastDay: '2028-02-29', outcome: 'EXPIRED',
  },
});
