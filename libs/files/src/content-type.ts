import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { fromFile } from 'file-type';
import { FileEmpty, FileTypeRefused } from './files.errors';

/** Kinds of files taken, with the ends their names may have. */
export const TAKEN_TYPES = {
  'application/pdf': ['pdf'],
  'image/png': ['png'],
  'image/jpeg': ['jpg', 'jpeg'],
  'image/webp': ['webp'],
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': ['docx'],
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': ['xlsx'],
  'text/csv': ['csv'],
  'text/plain': ['txt'],
} as const satisfies Record<string, readonly string[]>;
export type TakenType = keyof typeof TAKEN_TYPES;

const HEAD_BYTES = 16;
/** First bytes of what may go to the detector; it once looped for ever over formats we do not take. */
const SIGNATURES: readonly { readonly at: number; readonly bytes: string }[] = [
  { at: 0, bytes: '%PDF-' }, { at: 0, bytes: '\x89PNG\r\n\x1a\n' }, { at: 0, bytes: '\xff\xd8\xff' }, { at: 8, bytes: 'WEBP' }, { at: 0, bytes: 'PK\x03\x04' },
];

/** The kind of a file by its content, never by what its sender says. Throws FileTypeRefused, FileEmpty. */
export async function contentTypeOf(path: string, name: string): Promise<TakenType> {
  const head = await headOf(path);
  if (head === '') throw new FileEmpty();
  if (SIGNATURES.some(({ at, bytes }) => head.startsWith(bytes, at))) {
    const found = await fromFile(path).catch(() => undefined);
    if (found !== undefined && isTaken(found.mime)) return found.mime;
    throw new FileTypeRefused(Object.keys(TAKEN_TYPES));
  }
  if (await isPlainText(path)) return /\.csv$/i.test(name) ? 'text/csv' : 'text/plain';
  throw new FileTypeRefused(Object.keys(TAKEN_TYPES));
}

function isTaken(mime: string): mime is TakenType {
  return mime in TAKEN_TYPES && !mime.startsWith('text/');
}

async function headOf(path: string): Promise<string> {
  const handle = await open(path, 'r');
  try {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return buffer.subarray(0, bytesRead).toString('latin1');
  } finally {
    await handle.close();
  }
}

/** UTF-8 without control characters, and no mark-up that a browser might run. */
async function isPlainText(path: string): Promise<boolean> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let first = true;
  try {
    for await (const chunk of createReadStream(path)) {
      const text = decoder.decode(chunk as Buffer, { stream: true });
      if (/[\x00-\x08\x0b\x0e-\x1f\x7f]/.test(text)) return false;
      if (first && /^\s*</.test(text)) return false;
      first = false;
    }
    decoder.decode();
    return true;
  } catch {
    return false;
  }
}
