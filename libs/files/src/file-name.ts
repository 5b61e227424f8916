import { FileNameInvalid } from './files.errors';

const MAX_LENGTH = 150;
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)$/i;

/** The name in the header `x-file-name`: percent-encoded UTF-8. Throws FileNameInvalid. Missing: `file`. */
export function fileNameFromHeader(header: string | undefined): string {
  if (header === undefined || header === '') return 'file';
  if (header.length > 1_000 || !/^[\x20-\x7e]+$/.test(header)) throw new FileNameInvalid();
  try {
    return decodeURIComponent(header);
  } catch {
    throw new FileNameInvalid();
  }
}

/**
 * A name that is safe to show and to save under on any system: no folders, control or bidirectional characters, no leading
 * point, one of `extensions` at its end. The store itself never uses it.
 */
export function safeFileName(name: string, extensions: readonly string[]): string {
  const last = name.normalize('NFC').split(/[\\/]/).pop() ?? '';
  const clean = last.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '').replace(/[<>:"|?*%]/g, '_').replace(/\s+/g, ' ').replace(/^[.\s]+|[.\s]+$/g, '');
  const dot = clean.lastIndexOf('.');
  const extension = dot > 0 ? clean.slice(dot + 1).toLowerCase() : '';
  const fits = extensions.includes(extension);
  const stem = (fits ? clean.slice(0, dot) : clean).slice(0, MAX_LENGTH).replace(/[.\s]+$/, '');
  return `${stem === '' || RESERVED.test(stem) ? 'file' : stem}.${fits ? extension : (extensions[0] ?? 'bin')}`;
}

/** `Content-Disposition` for a download: plain letters for old clients, UTF-8 for all others. */
export function contentDisposition(name: string): string {
  const plain = name.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/g, 'd').replace(/Đ/g, 'D').replace(/[^\x20-\x7e]|["\\]/g, '_');
  const encoded = encodeURIComponent(name).replace(/['()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
