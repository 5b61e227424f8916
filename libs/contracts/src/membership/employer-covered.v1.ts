import { z } from 'zod';
import { defineEvent } from '../core/event';

/** A grassroots union covers an employer from `validFrom` to the last day `validTo`; null while it lasts. Sent again when it ends. */
export const EmployerCoveredV1 = defineEvent({
  type: 'membership.employer-covered.v1',
  topic: 'membership.employer',
  key: 'employerId',
  summary: 'A grassroots union covers an employer, or the covering has come to its end.',
  data: z.object({ employerId: z.uuid(), coverId: z.uuid(), unitId: z.uuid(), validFrom: z.iso.date(), validTo: z.iso.date().nullable() }),
  example: {
    employerId: '01920000-0000-7000-8000-000000000080', coverId: '01920000-0000-7000-8000-000000000081', unitId: '01920000-0000-7000-8000-000000000004',
    validFrom: '2025-01-01', validTo: null,
  },
});
