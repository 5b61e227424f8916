import { z } from 'zod';
import { defineEvent } from '../core/event';
import { ExchangeKind } from './exchange.shapes';

/** A file or message had its effect, or was refused. Counts only: rows stay where they are. Source: handbook SOC-03. */
export const ExchangeFinishedV1 = defineEvent({
  type: 'membership.exchange-finished.v1',
  topic: 'membership.exchange',
  key: 'exchangeId',
  summary: 'A file or message of a partner was applied, applied in part, or refused.',
  data: z.object({
    exchangeId: z.uuid(), unitId: z.uuid(), kind: ExchangeKind, period: z.string(), sequenceNo: z.number().int(), outcome: z.enum(['APPLIED', 'PARTIAL', 'REJECTED']),
    applied: z.number().int().min(0), unchanged: z.number().int().min(0), notOurs: z.number().int().min(0), refused: z.number().int().min(0),
  }),
  example: {
    exchangeId: '01920000-0000-7000-8000-000000000090', unitId: '01920000-0000-7000-8000-000000000002', kind: 'D02_LT', period: '2025-03', sequenceNo: 3, outcome: 'PARTIAL',
    applied: 12, unchanged: 0, notOurs: 30, refused: 1,
  },
});
