import { z } from 'zod';
import { defineRoute, type RouteContract, type ServiceName } from '../core/route';
import { Code, IdParam, pageOf, PageQuery } from '../core/shapes';

export const EXPORT_FORMATS = ['CSV', 'XLSX'] as const;
export const ExportFormat = z.enum(EXPORT_FORMATS);
export type ExportFormat = z.infer<typeof ExportFormat>;

/** EXPIRED: the file is deleted, the entry in the history stays. */
export const EXPORT_STATES = ['QUEUED', 'RUNNING', 'DONE', 'FAILED', 'CANCELLED', 'EXPIRED'] as const;
export const ExportState = z.enum(EXPORT_STATES);
export type ExportState = z.infer<typeof ExportState>;

/**
 * Why there is no file: the post asked as has ended, or no longer gives the right to the list; the list is longer than a file may
 * be; the list itself refused, e.g. a unit of the filter is gone; anything else.
 */
export const EXPORT_FAILURES = ['POST_GONE', 'RIGHT_LOST', 'LIST_TOO_LONG', 'LIST_REFUSED', 'BROKEN'] as const;
export const ExportFailure = z.enum(EXPORT_FAILURES);
export type ExportFailure = z.infer<typeof ExportFailure>;

/** A filter as the list itself takes it in its path and query, without paging. */
export const ExportFilter = z.record(z.string().max(60), z.string().max(500)).refine((filter) => Object.keys(filter).length <= 30, 'At most 30 fields');

/** Columns of a file in their order, by the names of `getExportColumns`. */
export const ExportColumns = z.array(z.string().min(1).max(80)).min(1).max(100);

/** The lists of a service that can be taken out as files, by the name of their kind. */
export type ExportedLists<Kind extends string = string> = Readonly<Record<Kind, RouteContract>>;

/** Routes by which a service gives out its lists as files. */
export function exportRoutesOf<Kind extends string>(service: ServiceName, lists: ExportedLists<Kind>) {
  const S = { service, access: 'SIGNED_IN' } as const;
  const ExportKind = z.enum(Object.keys(lists) as [Kind, ...Kind[]]);
  const ExportView = z.object({
    id: z.uuid(), kind: ExportKind, format: ExportFormat, state: ExportState, unitCode: Code, filter: z.record(z.string(), z.string()), fileName: z.string(), rows: z.number().int(), size: z.number().int().nullable(),
    askedAt: z.iso.datetime(), finishedAt: z.iso.datetime().nullable(), expiresAt: z.iso.datetime().nullable(), failure: ExportFailure.nullable(), version: z.number().int(),
  });
  return {
    askExport: defineRoute({
      ...S, name: 'askExport', method: 'POST', path: '/exports', answer: ExportView, body: z.strictObject({ kind: ExportKind, format: ExportFormat, filter: ExportFilter.default({}), columns: ExportColumns.optional() }),
      summary: 'Asks for a list as a file, made in the background under the rights of the post acted as; `columns` chooses and orders its columns, all of them without it.',
    }),
    listExports: defineRoute({ ...S, name: 'listExports', method: 'GET', path: '/exports', query: PageQuery, answer: pageOf(ExportView), summary: 'The exports that I asked for, the newest first.' }),
    getExportColumns: defineRoute({
      ...S, name: 'getExportColumns', method: 'GET', path: '/exports/columns', query: z.strictObject({ kind: ExportKind }), answer: z.object({ items: z.array(z.object({ name: z.string(), title: z.string() })) }),
      summary: 'The columns that the file of a list has, in their order: the name is the field of a row of the list, the title stands above the column.',
    }),
    getExport: defineRoute({ ...S, name: 'getExport', method: 'GET', path: '/exports/:id', params: IdParam, answer: ExportView, summary: 'One export with its state.' }),
    readExport: defineRoute({ ...S, name: 'readExport', method: 'GET', path: '/exports/:id/file', params: IdParam, answer: z.any(), bytes: 'raw-out', summary: 'The file, for whoever asked for it; each reading is kept in the audit.' }),
    cancelExport: defineRoute({
      ...S, name: 'cancelExport', method: 'POST', path: '/exports/:id/cancellation', status: 200, params: IdParam, answer: ExportView, summary: 'Stops an export, or deletes its file before its time.',
    }),
  };
}
export type ExportRoutes<Kind extends string = string> = ReturnType<typeof exportRoutesOf<Kind>>;
export type ExportView<Kind extends string = string> = z.infer<ExportRoutes<Kind>['getExport']['answer']>;
