import type { IMPORT_ENCODINGS } from '@doanket/contracts';
import { FileRefused } from './file-refused';
import { detectOldEncoding, fromOldEncoding, type OldEncoding } from './vietnamese-encodings.rules';

export type FileEncoding = (typeof IMPORT_ENCODINGS)[number];

/** How the bytes of a file become text, found from its beginning. */
export interface TextForm {
  readonly encoding: Exclude<FileEncoding, 'XLSX'>;
  readonly bytes: 'utf-8' | 'utf-16le' | 'utf-16be' | 'latin1';
  readonly old: OldEncoding | null;
}

const SAMPLE_BYTES = 1_048_576;
/** Share of zero bytes on one side that makes text two bytes wide. */
const WIDE_SHARE = 0.3;

/** Looks at the first bytes of a file. Throws FileRefused where no reading makes sense. */
export function textFormOf(head: Buffer): TextForm {
  const sample = head.subarray(0, SAMPLE_BYTES);
  const bytes = bytesOf(sample);
  const text = decoderOf(bytes).decode(bytes.startsWith('utf-16') ? sample.subarray(0, sample.length & ~1) : sample, { stream: true });
  // Controls that no list holds: this is something else than text.
  if (/[\x00-\x08\x0e-\x1f]/.test(text)) throw new FileRefused('NOT_A_TABLE');
  const found = detectOldEncoding(text);
  if (found === 'UNCLEAR') throw new FileRefused('ENCODING_UNKNOWN');
  if (found !== 'UNICODE') return { encoding: found, bytes, old: found };
  if (bytes === 'latin1') throw new FileRefused('ENCODING_UNKNOWN');
  return { encoding: bytes === 'utf-8' ? 'UTF-8' : bytes === 'utf-16le' ? 'UTF-16LE' : 'UTF-16BE', bytes, old: null };
}

function bytesOf(sample: Buffer): TextForm['bytes'] {
  if (sample[0] === 0xff && sample[1] === 0xfe) return 'utf-16le';
  if (sample[0] === 0xfe && sample[1] === 0xff) return 'utf-16be';
  const zeros = [0, 0];
  for (let at = 0; at < Math.min(sample.length, 4_096); at += 1) if (sample[at] === 0) zeros[at & 1] = (zeros[at & 1] ?? 0) + 1;
  const looked = Math.min(sample.length, 4_096) / 2;
  if ((zeros[1] ?? 0) > looked * WIDE_SHARE && (zeros[0] ?? 0) === 0) return 'utf-16le';
  if ((zeros[0] ?? 0) > looked * WIDE_SHARE && (zeros[1] ?? 0) === 0) return 'utf-16be';
  try {
    // With more to come, so that a letter cut in two at the end is no fault.
    new TextDecoder('utf-8', { fatal: true }).decode(sample, { stream: true });
    return 'utf-8';
  } catch {
    return 'latin1';
  }
}

interface Decoder { decode(bytes?: Uint8Array, options?: { stream?: boolean }): string }

/** Strict: bytes that fit nowhere are an error, not question marks. `latin1` maps each byte to its code point (TextDecoder would take Windows-1252). */
function decoderOf(bytes: TextForm['bytes']): Decoder {
  if (bytes === 'latin1') return { decode: (part) => (part === undefined ? '' : Buffer.from(part.buffer, part.byteOffset, part.byteLength).toString('latin1')) };
  return new TextDecoder(bytes, { fatal: true });
}

/** Text of a file, part by part; marks of the byte order are gone. Cells are still as typed: see `cellReader`. */
export async function* textOf(parts: AsyncIterable<Buffer>, form: TextForm): AsyncGenerator<string> {
  const decoder = decoderOf(form.bytes);
  try {
    for await (const part of parts) yield decoder.decode(part, { stream: true });
    yield decoder.decode();
  } catch (error) {
    throw error instanceof TypeError ? new FileRefused('ENCODING_UNKNOWN') : error;
  }
}

/** Turns a cell as typed into Unicode. */
export function cellReader({ old }: TextForm): (cell: string) => string {
  return old === null ? (cell) => cell : (cell) => fromOldEncoding(cell, old);
}
