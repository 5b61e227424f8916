import { z } from 'zod';
import { defineRoute, type ServiceName } from '../core/route';
import { IdParam, PageQuery, pageOf, text } from '../core/shapes';

export const DEAD_LETTER_STATES = ['OPEN', 'REPLAYED', 'DISCARDED'] as const;
export const DEAD_LETTER_REASONS = [
  'ENVELOPE', 'EMPTY', 'TOO_LARGE', 'BAD_JSON', 'WRONG_SCHEMA', 'UNKNOWN_MAJOR', 'GAP', 'REFUSED', 'FAILED', 'BEHIND',
] as const;

/**
 * A message a consumer could not handle. `REFUSED` is a rule that said no, `FAILED` an unknown error after three attempts,
 * `GAP` a missing earlier event, `BEHIND` a sound message that waits behind another of its key.
 */
export const DeadLetterView = z.object({
  id: z.uuid(),
  consumer: z.string(),
  topic: z.string(),
  partition: z.number().int(),
  /** Place in the partition, as text: it may leave the safe range. */
  offset: z.string(),
  messageKey: z.string().nullable(),
  eventType: z.string().nullable(),
  aggregateId: z.string().nullable(),
  aggregateVersion: z.number().int().nullable(),
  reason: z.enum(DEAD_LETTER_REASONS),
  errorCode: z.string().nullable(),
  errorText: z.string().nullable(),
  attempts: z.number().int(),
  state: z.enum(DEAD_LETTER_STATES),
  /** Whether later messages of the key wait behind it. */
  blocking: z.boolean(),
  /** How many open rows wait behind it. */
  waitingBehind: z.number().int(),
  firstFailedAt: z.iso.datetime(),
  lastFailedAt: z.iso.datetime(),
  closedAt: z.iso.datetime().nullable(),
  closedBy: z.string().nullable(),
  closedWhy: z.string().nullable(),
  traceId: z.string().nullable(),
});
export type DeadLetterView = z.infer<typeof DeadLetterView>;

/** One letter with its original message and the rows that wait behind it. */
export const DeadLetterDetail = DeadLetterView.extend({
  headers: z.record(z.string(), z.string()),
  payloadBytes: z.number().int(),
  /** The first 16 KiB of the value as text; null when there was none. */
  payloadText: z.string().nullable(),
  waiting: z.array(DeadLetterView),
});
export type DeadLetterDetail = z.infer<typeof DeadLetterDetail>;

/** What became of a letter and of the rows behind it: handled in order until one failed, which is the letter now. */
export const DeadLetterOutcome = z.object({
  closed: z.number().int(),
  stoppedAt: z.uuid().nullable(),
  stillWaiting: z.number().int(),
});
export type DeadLetterOutcome = z.infer<typeof DeadLetterOutcome>;

export const DeadLetterQuery = PageQuery.extend({
  state: z.enum(DEAD_LETTER_STATES).default('OPEN'),
  consumer: z.string().max(100).optional(),
  topic: z.string().max(100).optional(),
});
const Why = z.strictObject({ why: text(500) });

/** The routes by which an operator sees, replays and discards the dead letters of one service. */
export function deadLetterRoutesOf(service: ServiceName) {
  const tag = { service, access: 'platform.dead-letter.read' } as const;
  return {
    listDeadLetters: defineRoute({
      ...tag, name: 'listDeadLetters', method: 'GET', path: '/system/dead-letters',
      summary: 'Messages this service could not handle, newest first; rows that wait behind one are counted at it.',
      query: DeadLetterQuery, answer: pageOf(DeadLetterView),
    }),
    getDeadLetter: defineRoute({
      ...tag, name: 'getDeadLetter', method: 'GET', path: '/system/dead-letters/:id',
      summary: 'One dead letter with its message and what waits behind it.',
      params: IdParam, answer: DeadLetterDetail,
    }),
    replayDeadLetter: defineRoute({
      service, access: 'platform.dead-letter.manage', name: 'replayDeadLetter', method: 'POST', path: '/system/dead-letters/:id/replay',
      summary: 'Handles the letter and then the rows behind it, in order.',
      params: IdParam, body: Why, answer: DeadLetterOutcome, status: 200,
    }),
    discardDeadLetter: defineRoute({
      service, access: 'platform.dead-letter.manage', name: 'discardDeadLetter', method: 'POST', path: '/system/dead-letters/:id/discard',
      summary: 'Gives the letter up and handles the rows behind it, in order.',
      params: IdParam, body: Why, answer: DeadLetterOutcome, status: 200,
    }),
  };
}
