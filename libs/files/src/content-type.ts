import { fromBuffer } from 'file-type';

/** Kinds of file that are taken, told by content (OWASP ASVS V5). */
export const ACCEPTED_TYPES = [
  'application/pdf', 'image/png', 'image/jpeg', 'image/webp', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'text/plain', 'text/csv',
] as const;

/** The type of content by its first bytes, or null for a kind that is not taken. Text is UTF-8 without control characters. */
export async function contentTypeOf(head: Buffer, name: string): Promise<string | null> {
  const detected = await fromBuffer(head);
  if (detected !== undefined) return (ACCEPTED_TYPES as readonly string[]).includes(detected.mime) ? detected.mime : null;
  if (!isText(head)) return null;
  return name.toLowerCase().endsWith('.csv') ? 'text/csv' : 'text/plain';
}

function isText(head: Buffer): boolean {
  // eslint-disable-next-line no-control-regex -- control characters are what tells text from bytes
  if (/[\u0000-\u0008\u000e-\u001a\u001c-\u001f]/.test(head.toString('latin1'))) return false;
  try {
    // A character may be cut at the end of the head: `stream` lets that pass and refuses anything else that is not UTF-8.
    new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true });
    return !/^\s*<(!doctype|html|svg|script)/i.test(head.toString('utf8'));
  } catch {
    return false;
  }
}

/** A file name that is only a name: no path, no control characters, at most 150 characters. */
export function safeFileName(name: string): string {
  const base = name.normalize('NFC').split(/[\\/]/).at(-1) ?? '';
  // eslint-disable-next-line no-control-regex -- removed on purpose
  const clean = base.replace(/[\u0000-\u001f\u007f"<>|*?:]/g, '').replace(/^\.+/, '').trim().slice(-150);
  return clean === '' ? 'tap-tin' : clean;
}
