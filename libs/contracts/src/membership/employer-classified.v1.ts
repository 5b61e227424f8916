import { z } from 'zod';
import { defineEvent } from '../core/event';
import { Ownership } from './employer.shapes';
import { Bloc } from './unit.shapes';

/** What an employer is from a day on. Source: handbook ORG-15, 4.1. */
export const EmployerClassifiedV1 = defineEvent({
  type: 'membership.employer-classified.v1',
  topic: 'membership.employer',
  key: 'employerId',
  summary: 'Ownership and bloc of an employer from a day on.',
  data: z.object({ employerId: z.uuid(), unitId: z.uuid(), ownership: Ownership, bloc: Bloc, validFrom: z.iso.date() }),
  example: { employerId: '01920000-0000-7000-8000-000000000080', unitId: '01920000-0000-7000-8000-000000000002', ownership: 'PRIVATE', bloc: 'ENTERPRISE_NONSTATE', validFrom: '2025-01-01' },
});
