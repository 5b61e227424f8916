import { z } from 'zod';
import { defineRoute, type ServiceName } from '../core/route';
import { IdParam } from '../core/shapes';

/** Largest file, bytes. */
export const MAX_FILE_BYTES = 20 * 1024 * 1024;

export const FileView = z.object({ id: z.uuid(), name: z.string(), contentType: z.string(), size: z.number().int(), sha256: z.string().regex(/^[0-9a-f]{64}$/), storedAt: z.iso.datetime() });
export type FileView = z.infer<typeof FileView>;

/** Files of one service. The body is the file itself; its name comes in the header `x-file-name`, percent-encoded; its type is read from its content. */
export function fileRoutesOf(service: ServiceName) {
  return {
    storeFile: defineRoute({ service, access: 'SIGNED_IN', name: 'storeFile', method: 'POST', path: '/files', summary: 'Stores a file; it is readable by its sender until a record owns it.', answer: FileView, body: z.any(), bytes: 'raw-in' }),
    getFile: defineRoute({ service, access: 'SIGNED_IN', name: 'getFile', method: 'GET', path: '/files/:id', summary: 'What is known of a file.', params: IdParam, answer: FileView }),
    readFile: defineRoute({ service, access: 'SIGNED_IN', name: 'readFile', method: 'GET', path: '/files/:id/content', summary: 'The file itself, under the scope of the record that owns it.', params: IdParam, answer: z.any(), bytes: 'raw-out' }),
  };
}
