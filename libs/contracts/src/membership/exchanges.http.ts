import { z } from 'zod';
import { defineRoute } from '../core/route';
import { Code, IdParam, longText, pageOf, PageQuery, text, Vnd } from '../core/shapes';
import {
  EXCHANGE_FORMATS, ExchangeKind, ExchangeRefusal, ExchangeRowFault, ExchangeRowState, ExchangeState, ExchangeTaskKind, SIGNATURE_STATES,
} from './exchange.shapes';

/** Bytes of one part of a file, and parts of one file. */
export const EXCHANGE_PART_BYTES = 8 * 1024 * 1024;
export const EXCHANGE_MAX_PARTS = 64;
export const EXCHANGE_MAX_ROWS = 1_000_000;
/** Rows of a message that comes as JSON in one call. */
export const EXCHANGE_MESSAGE_ROWS = 1_000;

/** A month or a year: `2025-03`, `2025`. */
export const ExchangePeriod = z.string().regex(/^\d{4}(-(0[1-9]|1[0-2]))?$/, 'A month or a year');
const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);
/** Sums of columns by their names. */
const Totals = z.record(z.string().max(40), Vnd);

const announced = {
  kind: ExchangeKind, period: ExchangePeriod,
  /** Counts the files of one sender and kind from 1 on, without gaps. */
  sequenceNo: z.number().int().min(1).max(1_000_000),
  rows: z.number().int().min(1).max(EXCHANGE_MAX_ROWS), totals: Totals.default({}),
  /** Who signs for the sender, as an office, e.g. `BHXH quận Tây Hồ`. */
  signer: text(200).optional(),
};

export const OpenExchangeBody = z.strictObject({
  ...announced, format: z.enum(['CSV', 'XLSX', 'XML']), fileName: text(200), sha256: Sha256,
  /** Ed25519 or RSA signature over the 32 bytes of the hash, base64. */
  signature: z.base64().max(2_000).optional(),
});
export const ExchangeMessageBody = z.strictObject({ ...announced, rows: z.array(z.record(z.string().max(40), z.union([z.string().max(2_000), z.number(), z.null()]))).min(1).max(EXCHANGE_MESSAGE_ROWS) });

const counts = z.object({
  total: z.number().int(), read: z.number().int(), matched: z.number().int(), applied: z.number().int(), unchanged: z.number().int(), notOurs: z.number().int(), refused: z.number().int(),
});
export const ExchangeView = z.object({
  id: z.uuid(), direction: z.enum(['IN', 'OUT']), unitCode: Code, sender: z.string(), kind: ExchangeKind, period: ExchangePeriod, sequenceNo: z.number().int(), format: z.enum(EXCHANGE_FORMATS),
  fileName: z.string().nullable(), size: z.number().int(), sha256: Sha256, signer: z.string().nullable(), signatureState: z.enum(SIGNATURE_STATES),
  state: ExchangeState, refusal: ExchangeRefusal.nullable(), refusalAt: z.string().nullable(), announcedRows: z.number().int(), announcedTotals: Totals, totals: Totals.nullable(), counts,
  /** The entry this one answers. */
  answersId: z.uuid().nullable(),
  receivedAt: z.iso.datetime().nullable(), finishedAt: z.iso.datetime().nullable(),
  /** True in the answer to what was sent before: it had its one effect then. */
  duplicate: z.boolean(), version: z.number().int(),
});
export type ExchangeView = z.infer<typeof ExchangeView>;

export const ExchangeRowView = z.object({ row: z.number().int(), state: ExchangeRowState, faults: z.array(z.object({ code: ExchangeRowFault, column: z.string().nullable() })) });
export type ExchangeRowView = z.infer<typeof ExchangeRowView>;

export const ExchangeTaskView = z.object({
  id: z.uuid(), unitCode: Code, kind: ExchangeTaskKind, exchangeId: z.uuid().nullable(), exchangeKind: ExchangeKind, sender: z.string(), period: z.string().nullable(), sequenceNo: z.number().int().nullable(),
  openedAt: z.iso.datetime(), resolvedAt: z.iso.datetime().nullable(), resolution: z.string().nullable(),
});
export type ExchangeTaskView = z.infer<typeof ExchangeTaskView>;

const S = { service: 'membership', access: 'membership.exchange.send' } as const;
const R = { service: 'membership', access: 'membership.exchange.read', method: 'GET' } as const;

export const openExchange = defineRoute({
  ...S, name: 'openExchange', method: 'POST', path: '/exchanges', body: OpenExchangeBody, answer: ExchangeView,
  summary: 'Announces a file: its kind, period, number, rows, control totals and hash. The same announcement again answers the entry there is, with `duplicate: true`.',
});
export const putExchangePart = defineRoute({
  ...S, name: 'putExchangePart', method: 'PUT', path: '/exchanges/:id/parts/:part', params: z.strictObject({ id: z.uuid(), part: z.coerce.number().int().min(0).max(EXCHANGE_MAX_PARTS - 1) }),
  body: z.any(), bytes: 'raw-in', answer: z.object({ part: z.number().int(), size: z.number().int() }), summary: `Takes one part of an announced file, at most ${EXCHANGE_PART_BYTES} bytes. Sent again it replaces the part.`,
});
export const closeExchange = defineRoute({
  ...S, name: 'closeExchange', method: 'POST', path: '/exchanges/:id/closing', status: 200, params: IdParam, answer: ExchangeView, summary: 'Says that the file is whole; its hash must be the announced one. Reading and matching follow as a job.',
});
export const sendExchangeMessage = defineRoute({
  ...S, name: 'sendExchangeMessage', method: 'POST', path: '/exchanges/messages', body: ExchangeMessageBody, answer: ExchangeView,
  summary: `Sends up to ${EXCHANGE_MESSAGE_ROWS} rows in one call. The same message again has no second effect and answers \`duplicate: true\`.`,
});
export const applyExchange = defineRoute({
  service: 'membership', access: 'membership.exchange.apply', name: 'applyExchange', method: 'POST', path: '/exchanges/:id/application', status: 200, params: IdParam, answer: ExchangeView,
  summary: 'Gives a matched file its effect, once; by somebody else than who sent it. Runs as a job that goes on after a restart.',
});
export const listExchanges = defineRoute({
  ...R, name: 'listExchanges', path: '/exchanges', query: PageQuery.extend({ kind: ExchangeKind.optional(), state: ExchangeState.optional(), period: ExchangePeriod.optional() }), answer: pageOf(ExchangeView), summary: 'The ledger of exchanges, newest first.',
});
export const getExchange = defineRoute({ ...R, name: 'getExchange', path: '/exchanges/:id', params: IdParam, answer: ExchangeView, summary: 'One entry of the ledger.' });
export const listExchangeRows = defineRoute({
  ...R, name: 'listExchangeRows', path: '/exchanges/:id/rows', params: IdParam, query: PageQuery.extend({ state: ExchangeRowState.optional() }), answer: pageOf(ExchangeRowView), summary: 'What became of each row: its state, and faults with code and column. Never what the row said.',
});
export const readExchangeReport = defineRoute({
  ...R, name: 'readExchangeReport', path: '/exchanges/:id/report', params: IdParam, answer: z.any(), bytes: 'raw-out', summary: 'The report back as CSV: row, state, fault, column.',
});
export const listExchangeTasks = defineRoute({
  service: 'membership', access: 'membership.exchange.apply', name: 'listExchangeTasks', method: 'GET', path: '/exchange-tasks', query: PageQuery.extend({ open: z.enum(['true', 'false']).default('true') }), answer: pageOf(ExchangeTaskView),
  summary: 'Missing, late, repeated, out-of-order and refused files that somebody has to look into, newest first.',
});
export const resolveExchangeTask = defineRoute({
  service: 'membership', access: 'membership.exchange.apply', name: 'resolveExchangeTask', method: 'POST', path: '/exchange-tasks/:id/resolution', status: 200, params: IdParam,
  body: z.strictObject({ note: longText(1_000) }), answer: ExchangeTaskView, summary: 'Closes a task with a note. A gap that is closed lets later files be applied.',
});

export const exchangeRoutes = [
  openExchange, putExchangePart, closeExchange, sendExchangeMessage, applyExchange, listExchanges, getExchange, listExchangeRows, readExchangeReport, listExchangeTasks, resolveExchangeTask,
];
