import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.mjs': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8',
  '.json': 'application/json', '.map': 'application/json', '.webmanifest': 'application/manifest+json', '.svg': 'image/svg+xml', '.png': 'image/png',
  '.jpg': 'image/jpeg', '.webp': 'image/webp', '.ico': 'image/x-icon', '.woff2': 'font/woff2', '.woff': 'font/woff', '.txt': 'text/plain; charset=utf-8',
};
const COMPRESSED = new Set(['.html', '.js', '.mjs', '.css', '.json', '.map', '.webmanifest', '.svg', '.txt']);
const CACHE_BYTES = 64 * 1024 * 1024;
const compress = promisify(gzip);

/** A file of the console, ready to be sent. */
export interface ConsoleFile {
  readonly type: string;
  readonly etag: string;
  /** Its name holds a hash of its content, so it never changes. */
  readonly immutable: boolean;
  readonly bytes: Buffer;
  /** Null where compressing gains nothing. */
  readonly gzipped: Buffer | null;
}

/** The built console, kept in memory and compressed once; a rebuilt file is read anew. */
export class ConsoleFiles {
  private readonly cache = new Map<string, { stamp: string; file: ConsoleFile }>();
  private cachedBytes = 0;

  constructor(private readonly directory: string) {}

  /** The file at this path of an address; null when there is none. */
  async find(path: string): Promise<ConsoleFile | null> {
    const name = safeName(path);
    if (name === null) return null;
    const full = join(this.directory, name);
    const found = await stat(full).catch(() => null);
    if (found === null || !found.isFile()) return null;
    const stamp = `${found.mtimeMs}:${found.size}`;
    const known = this.cache.get(name);
    if (known?.stamp === stamp) return known.file;
    return this.keep(name, stamp, await fileOf(full, name));
  }

  private keep(name: string, stamp: string, file: ConsoleFile): ConsoleFile {
    this.cachedBytes += file.bytes.length;
    if (this.cachedBytes > CACHE_BYTES) {
      this.cache.clear();
      this.cachedBytes = file.bytes.length;
    }
    this.cache.set(name, { stamp, file });
    return file;
  }
}

/** A relative name inside the directory, or null for what would lead out of it, hidden files and directories. */
export function safeName(path: string): string | null {
  let decoded: string;
  try {
    decoded = decodeURIComponent(path);
  } catch {
    return null;
  }
  if (decoded.includes('\0') || decoded.includes('\\') || !decoded.startsWith('/') || decoded.endsWith('/')) return null;
  const parts = decoded.slice(1).split('/');
  if (parts.some((part) => part === '' || part.startsWith('.'))) return null;
  const name = normalize(parts.join(sep));
  return name.startsWith('..') ? null : name;
}

async function fileOf(full: string, name: string): Promise<ConsoleFile> {
  const bytes = await readFile(full);
  const extension = extname(name).toLowerCase();
  return {
    type: TYPES[extension] ?? 'application/octet-stream',
    etag: `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`,
    immutable: /^assets[/\\].+-[A-Za-z0-9_-]{8,}\.[a-z0-9.]+$/.test(name),
    bytes,
    gzipped: COMPRESSED.has(extension) && bytes.length > 1_000 ? await compress(bytes, { level: 9 }) : null,
  };
}
