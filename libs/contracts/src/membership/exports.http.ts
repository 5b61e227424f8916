import { z } from 'zod';
import { defineRoute } from '../core/route';
import { Code, IdParam, pageOf, PageQuery } from '../core/shapes';

/** Lists that can be taken out as files; each registers itself with the exports of its service. */
export const EXPORT_KINDS = [
  'MEMBERS',
  'DUES_MONTHS',
  'DUES_LINES',
  'RECONCILIATIONS',
] as const;
export const ExportKind = z.enum(EXPORT_KINDS);
export type ExportKind = z.infer<typeof ExportKind>;

export const EXPORT_FORMATS = ['CSV', 'XLSX'] as const;
export const ExportFormat = z.enum(EXPORT_FORMATS);
export type ExportFormat = z.infer<typeof ExportFormat>;

/** EXPIRED: the file is deleted, the entry in the history stays. */
export const EXPORT_STATES = ['QUEUED', 'RUNNING', 'DONE', 'FAILED', 'CANCELLED', 'EXPIRED'] as const;
export const ExportState = z.enum(EXPORT_STATES);
export type ExportState = z.infer<typeof ExportState>;

/** A filter as the list itself takes it in its query, without paging. */
export const ExportFilter = z.record(z.string().max(60), z.string().max(500)).refine((filter) => Object.keys(filter).length <= 30, 'At most 30 fields');

export const ExportView = z.object({
  id: z.uuid(), kind: ExportKind, format: ExportFormat, state: ExportState, unitCode: Code, filter: z.record(z.string(), z.string()), fileName: z.string(), rows: z.number().int(), size: z.number().int().nullable(),
  askedAt: z.iso.datetime(), finishedAt: z.iso.datetime().nullable(), expiresAt: z.iso.datetime().nullable(), version: z.number().int(),
});
export type ExportView = z.infer<typeof ExportView>;

const S = { service: 'membership', access: 'SIGNED_IN' } as const;

export const askExport = defineRoute({
  ...S, name: 'askExport', method: 'POST', path: '/exports', answer: ExportView, body: z.strictObject({ kind: ExportKind, format: ExportFormat, filter: ExportFilter.default({}) }),
  summary: 'Asks for a list as a file, made in the background under the rights of this moment.',
});
export const listExports = defineRoute({ ...S, name: 'listExports', method: 'GET', path: '/exports', query: PageQuery, answer: pageOf(ExportView), summary: 'The exports that I asked for, the newest first.' });
export const getExport = defineRoute({ ...S, name: 'getExport', method: 'GET', path: '/exports/:id', params: IdParam, answer: ExportView, summary: 'One export with its state.' });
export const readExport = defineRoute({ ...S, name: 'readExport', method: 'GET', path: '/exports/:id/file', params: IdParam, answer: z.any(), bytes: 'raw-out', summary: 'The file, for whoever asked for it; each reading is kept in the audit.' });
export const cancelExport = defineRoute({
  ...S, name: 'cancelExport', method: 'POST', path: '/exports/:id/cancellation', status: 200, params: IdParam, answer: ExportView, summary: 'Stops an export, or deletes its file before its time.',
});

export const exportRoutes = [askExport, listExports, getExport, readExport, cancelExport];
