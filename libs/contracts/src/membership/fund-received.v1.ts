import { z } from 'zod';
import { defineEvent } from '../core/event';
import { MonthText, SignedVnd } from './money.shapes';

/** Union fund of an employer and month came in, or was taken back, and how it was split. Source: handbook 4.2, ORG-18. */
export const FundReceivedV1 = defineEvent({
  type: 'membership.fund-received.v1',
  topic: 'membership.fund',
  key: 'employerId',
  summary: 'Union fund of an employer and month came in.',
  data: z.object({ employerId: z.uuid(), unitId: z.uuid(), month: MonthText, receiptId: z.uuid(), amountVnd: SignedVnd, grassrootsVnd: SignedVnd, upperVnd: SignedVnd }),
  example: {
    employerId: '01920000-0000-7000-8000-000000000080', unitId: '01920000-0000-7000-8000-000000000002', month: '2025-07', receiptId: '01920000-0000-7000-8000-000000000085', amountVnd: 20_000_000,
    grassrootsVnd: 15_000_000, upperVnd: 5_000_000,
  },
});
