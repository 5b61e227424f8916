import { parentPort, workerData } from 'node:worker_threads';
import { csvLine } from '@doanket/kernel';
import { FieldCipher } from '../persons/field-cipher';
import { CopyRows } from './copy-rows';
import { openCsv, type OpenedTable } from './csv-table';
import { FileRefused } from './file-refused';
import { headOf, type TableHead } from './import-head';
import type { FromWorker, ToWorker, WorkerTask } from './import-thread';
import { isXlsx, openXlsx } from './xlsx-table';

/** Bytes of lines that travel together. */
const BATCH_BYTES = 1_048_576;
/** Batches sent and not yet taken. */
const AHEAD = 3;
const SAMPLES = 5;

const port = parentPort;
if (port === null) throw new Error('This file runs as a worker thread');
const task = workerData as WorkerTask;
const cipher = new FieldCipher(new Map(task.keys.map(([id, key]) => [id, Buffer.from(key)])), Buffer.from(task.blindIndexKey), task.sealsWith);

const inbox: Extract<ToWorker, { kind: 'part' }>[] = [];
let sleeping: (() => void)[] = [];
let ahead = 0;

port.on('message', (message: ToWorker) => {
  if (message.kind === 'part') inbox.push(message);
  else ahead -= 1;
  const woken = sleeping;
  sleeping = [];
  for (const wake of woken) wake();
});

const tell = (message: FromWorker, transfer: ArrayBuffer[] = []): void => port.postMessage(message, transfer);
const waited = (): Promise<void> => new Promise((resolve) => void sleeping.push(resolve));

/** Parts of the file, opened. Asks for the next one when the last was taken; then its memory is filled again, so who keeps a part copies it. */
async function* parts(): AsyncGenerator<Buffer> {
  let into: ArrayBuffer | null = null;
  let opened: Buffer | undefined;
  for (let part = 0; part < task.parts; part += 1) {
    tell({ kind: 'need', part, into }, into === null ? [] : [into]);
    while (inbox.length === 0) await waited();
    const { buffer, byteOffset, byteLength } = inbox.shift()?.bytes ?? new Uint8Array();
    opened = cipher.openBytes({ table: 'import_part', column: 'file', rowId: `${task.importId}:${part}` }, Buffer.from(buffer, byteOffset, byteLength), opened);
    into = buffer as ArrayBuffer;
    yield opened;
  }
}

async function* kept(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  for await (const part of source) yield Buffer.from(part);
}

async function send(lines: string[], rows: number): Promise<void> {
  const bytes = new TextEncoder().encode(lines.join(''));
  ahead += 1;
  tell({ kind: 'batch', bytes, rows }, [bytes.buffer as ArrayBuffer]);
  while (ahead >= AHEAD) await waited();
}

async function openTable(): Promise<OpenedTable> {
  const source = parts();
  const first = (await source.next()).value as Buffer | undefined;
  if (first === undefined || first.length === 0) throw new FileRefused('NO_ROWS');
  return isXlsx(first) ? openXlsx(Buffer.from(first), kept(source), task.limits.columns) : openCsv(first, source, task.limits.columns);
}

async function main(): Promise<void> {
  const table = await openTable();
  const head = await headOf(table);
  if (task.kind === 'head') return showHead(table, head);
  tell({ kind: 'head', encoding: table.encoding, delimiter: table.delimiter, headers: [...head.headers], samples: [] });
  await (task.kind === 'stage' ? stage(head) : pick(head));
}

async function showHead(table: OpenedTable, head: TableHead): Promise<void> {
  const samples: string[][] = [];
  for await (const row of head.rows) {
    samples.push(head.headers.map((_, at) => (row.cells[at] ?? '').trim().slice(0, 60)));
    if (samples.length === SAMPLES) break;
  }
  if (samples.length === 0) throw new FileRefused('NO_ROWS');
  tell({ kind: 'head', encoding: table.encoding, delimiter: table.delimiter, headers: [...head.headers], samples });
  tell({ kind: 'done', rows: samples.length });
}

async function stage(head: TableHead): Promise<void> {
  if (task.kind !== 'stage') return;
  const copy = new CopyRows(task.importId, task.mapping, task.defaults, cipher);
  let rows = 0;
  let batch: string[] = [];
  let size = 0;
  for await (const row of head.rows) {
    rows += 1;
    if (rows > task.limits.rows) throw new FileRefused('TOO_MANY_ROWS', row.no);
    const line = copy.line(row);
    batch.push(line);
    size += line.length;
    if (size >= BATCH_BYTES) {
      await send(batch, rows);
      batch = [];
      size = 0;
    }
  }
  if (rows === 0) throw new FileRefused('NO_ROWS');
  if (batch.length > 0) await send(batch, rows);
  tell({ kind: 'done', rows });
}

/** The asked rows as they came, with their reasons. */
async function pick(head: TableHead): Promise<void> {
  if (task.kind !== 'pick') return;
  const reasons = new Map(task.rows);
  await send(['\ufeff' + csvLine([...head.headers, task.reasonHeader])], 0);
  const batch: string[] = [];
  for await (const row of head.rows) {
    const reason = reasons.get(row.no);
    if (reason === undefined) continue;
    batch.push(csvLine([...head.headers.map((_, at) => row.cells[at] ?? ''), reason]));
    if (batch.length >= 1_000) await send(batch.splice(0), 0);
  }
  if (batch.length > 0) await send(batch, 0);
  tell({ kind: 'done', rows: reasons.size });
}

main().then(() => port.close(), (error: unknown) => {
  tell(error instanceof FileRefused ? { kind: 'refused', failure: error.failure, row: error.row } : { kind: 'broken', name: error instanceof Error ? error.name : 'Error', stack: error instanceof Error ? (error.stack ?? '').split('\n').slice(1, 6).join('\n') : '' });
  port.close();
});
