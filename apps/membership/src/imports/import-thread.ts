import { extname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { IMPORT_MAX_COLUMNS, IMPORT_MAX_ROWS, type ImportFailure, type ImportMapping } from '@doanket/contracts';
import { FileRefused } from './file-refused';
import type { RowDefaults } from './import-values.rules';
import type { FileEncoding } from './text-source';

interface TaskBase {
  readonly importId: string;
  /** Parts the file has. */
  readonly parts: number;
  readonly keys: readonly (readonly [number, Uint8Array])[];
  readonly sealsWith: number;
  readonly blindIndexKey: Uint8Array;
}
export type ThreadTask = TaskBase & (
  | { readonly kind: 'head' }
  | { readonly kind: 'stage'; readonly mapping: ImportMapping; readonly defaults: RowDefaults }
  | { readonly kind: 'pick'; readonly rows: readonly (readonly [number, string])[]; readonly reasonHeader: string }
);
/** What the thread is told. It loads no contracts itself: their schemas take 50 MB in every thread. */
export type WorkerTask = ThreadTask & { readonly limits: { readonly rows: number; readonly columns: number } };
export type ToWorker = { readonly kind: 'part'; readonly bytes: Uint8Array } | { readonly kind: 'taken' };
export type FromWorker =
  /** `into`: memory of the part before, to be filled again. Megabytes of garbage a part would wait for a collection for long. */
  | { readonly kind: 'need'; readonly part: number; readonly into: ArrayBuffer | null }
  | { readonly kind: 'head'; readonly encoding: FileEncoding; readonly delimiter: string | null; readonly headers: string[]; readonly samples: string[][] }
  | { readonly kind: 'batch'; readonly bytes: Uint8Array; readonly rows: number }
  | { readonly kind: 'done'; readonly rows: number }
  | { readonly kind: 'refused'; readonly failure: ImportFailure; readonly row: number | null }
  | { readonly kind: 'broken'; readonly name: string; readonly stack: string };

export type FileHead = Extract<FromWorker, { kind: 'head' }>;

/**
 * Rows are dropped as they are read: the less there is, the earlier what was dropped is swept. The file of corrections holds the
 * reasons of up to a million faulty rows at once.
 */
const HEAP_MB: Readonly<Record<ThreadTask['kind'], number>> = { head: 160, stage: 160, pick: 320 };
/** What is read is dropped at once: a small nursery is swept often and stays small, whatever the size of the file. */
const NURSERY_MB = 8;
/** Compiled beside this file. From the sources (tests) it is compiled on the way by the hook of the tests. */
const FILE = join(__dirname, `import.worker${extname(__filename)}`);
const FROM_SOURCE = FILE.endsWith('.ts') ? ['--require', join(__dirname, '../../../../tools/checks/ts-worker.cjs')] : [];

/** Reads a part as it lies: into memory of its own, which changes hands, or into the one that comes back. */
export type ReadPart = (part: number, into: ArrayBuffer | null) => Promise<Buffer>;

/** A file being read in a thread of its own, so that requests are answered meanwhile. Bytes go in by parts, lines come out by batches. */
export class ImportThread {
  rows = 0;
  head: FileHead | null = null;
  private readonly worker: Worker;
  private readonly waiting: Extract<FromWorker, { kind: 'batch' }>[] = [];
  private ended = false;
  private failed: Error | null = null;
  private wake: (() => void) | null = null;

  constructor(task: ThreadTask, readPart: ReadPart) {
    const told: WorkerTask = { ...task, limits: { rows: IMPORT_MAX_ROWS, columns: IMPORT_MAX_COLUMNS } };
    this.worker = new Worker(FILE, { workerData: told, execArgv: FROM_SOURCE, resourceLimits: { maxOldGenerationSizeMb: HEAP_MB[task.kind], maxYoungGenerationSizeMb: NURSERY_MB } });
    this.worker.on('message', (message: FromWorker) => this.take(message, readPart));
    this.worker.on('error', (error) => this.end(error));
    this.worker.on('exit', () => this.end(null));
  }

  /** Lines as they come; ends when the file is read. Throws FileRefused. */
  async *batches(): AsyncGenerator<Uint8Array> {
    try {
      for (;;) {
        const batch = this.waiting.shift();
        if (batch !== undefined) {
          this.rows = Math.max(this.rows, batch.rows);
          yield batch.bytes;
          this.worker.postMessage({ kind: 'taken' } satisfies ToWorker);
        } else if (this.failed !== null) throw this.failed;
        else if (this.ended) return;
        else await new Promise<void>((resolve) => (this.wake = resolve));
      }
    } finally {
      await this.worker.terminate();
    }
  }

  /** Reads to the end without wanting lines: for the head of a file. */
  async readHead(): Promise<FileHead> {
    for await (const _ of this.batches()) void _;
    if (this.head === null) throw new Error('The thread ended without a head');
    return this.head;
  }

  private take(message: FromWorker, readPart: ReadPart): void {
    switch (message.kind) {
      case 'need':
        readPart(message.part, message.into).then((bytes) => this.worker.postMessage({ kind: 'part', bytes } satisfies ToWorker, [bytes.buffer as ArrayBuffer]), (error: unknown) => this.end(error instanceof Error ? error : new Error(String(error))));
        return;
      case 'head': this.head = message; return;
      case 'batch': this.waiting.push(message); break;
      case 'done':
        this.rows = message.rows;
        return;
      case 'refused': return this.end(new FileRefused(message.failure, message.row));
      case 'broken': return this.end(Object.assign(new Error('Reading the file broke off'), { name: message.name, stack: message.stack }));
    }
    this.wake?.();
  }

  private end(error: Error | null): void {
    this.failed ??= error;
    this.ended = true;
    this.wake?.();
  }
}
