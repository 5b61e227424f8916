import { Readable } from 'node:stream';
import type { DomainService } from '@doanket/contracts';
import { BlobStore } from '@doanket/files';
import type { Clock } from '@doanket/kernel';
import type { FailPoints } from '@doanket/messaging';
import { isTransientDatabaseError, type Transactions, type Tx } from '@doanket/persistence';
import { JobRunner, type Log } from '@doanket/service';
import { Asking, ExportFailed, failureOf } from './asking';
import { ExportJob } from './export-job.entity';
import { type ExportLists, type ListSource } from './export-lists';
import type { ExportSeal } from './export-seal';
import { csvStream, xlsxStream, type Cells } from './sheet-writer';

/** Where the files of exports lie, sealed: a store of their own, for they come and go. */
export abstract class ExportBlobs extends BlobStore {}

/** How much may be taken out on a day. */
export interface ExportLimitsToday { readonly rows: number; readonly waiting: number; readonly keptDays: number }

/** A file that is being made, and how far it is. */
interface Making { readonly job: ExportJob; readonly list: ListSource; readonly columns: ListSource['columns']; readonly counted: { rows: number }; readonly most: number }

const PART_BYTES = 4 * 1_048_576;

/** The job was stopped by whoever asked, or another process has taken it up since. */
class Stopped extends Error {}

/** Makes the files, one at a time; a job whose process died begins anew. */
export class ExportJobs {
  readonly runner: JobRunner<ExportJob>;

  constructor(
    service: DomainService, private readonly transactions: Transactions, private readonly clock: Clock, private readonly seal: ExportSeal, private readonly lists: ExportLists, private readonly asking: Asking,
    private readonly blobs: ExportBlobs, private readonly log: Log, private readonly points: FailPoints,
  ) {
    this.runner = new JobRunner<ExportJob>({
      service, name: 'exports', entity: ExportJob, due: "j.state = 'QUEUED' or j.state = 'RUNNING' and j.leaseUntil < :now", by: 'askedAt',
      before: () => this.expire(),
      taken: async (tx, job) => {
        await this.removeFile(tx, job.id);
        Object.assign(job, { state: 'RUNNING', rows: 0 });
      },
      renew: (tx, id, until) => tx.query("update export_job set lease_until = $2 where id = $1 and state = 'RUNNING'", [id, until]),
      step: (job) => this.make(job),
      failed: (job, error) => this.failed(job, error),
    }, transactions, clock, log);
  }

  /** The file of an export, opened part by part. */
  async *read(id: string): AsyncGenerator<Buffer> {
    const parts: { part: number; sha256: string; key: Buffer | null }[] = await this.transactions.readWhole((tx) => tx.query('select part, sha256, key from export_part where export_id = $1 order by part', [id]));
    for (const { part, sha256, key } of parts) {
      const chunks: Buffer[] = [];
      for await (const chunk of (await this.blobs.open(sha256)) as AsyncIterable<Buffer>) chunks.push(chunk);
      yield this.seal.open(placeOf(id, part), { bytes: Buffer.concat(chunks), key });
    }
  }

  async removeFile(tx: Tx, id: string): Promise<void> {
    const [rows] = (await tx.query('delete from export_part where export_id = $1 returning sha256', [id])) as [{ sha256: string }[], number];
    for (const { sha256 } of rows) await this.blobs.remove(sha256);
  }

  private expire(): Promise<void> {
    return this.transactions.runWhole(async (tx) => {
      const due = await tx.createQueryBuilder(ExportJob, 'e').where("e.state = 'DONE' and e.expiresAt <= :now", { now: this.clock.now() }).limit(100).setLock('pessimistic_write').setOnLocked('skip_locked').getMany();
      for (const job of due) {
        await this.removeFile(tx, job.id);
        job.close('EXPIRED', this.clock.now());
        await tx.save(job);
      }
    });
  }

  private async failed(job: ExportJob, error: unknown): Promise<void> {
    if (isTransientDatabaseError(error)) return;
    if (!(error instanceof Stopped)) {
      const failure = failureOf(error);
      if (failure === 'BROKEN') this.log.failure('export-failed', error, { exportId: job.id });
      await this.settle(job, (found, now) => found.fail(failure, now)).catch((late: unknown) => {
        if (!(late instanceof Stopped)) throw late;
      });
    }
    await this.transactions.runWhole(async (tx) => {
      // What another process writes by now is its own.
      const ended: unknown[] = await tx.query("select from export_job where id = $1 and state in ('FAILED', 'CANCELLED', 'EXPIRED') for update", [job.id]);
      if (ended.length > 0) await this.removeFile(tx, job.id);
    });
  }

  private async make(job: ExportJob): Promise<void> {
    const list = this.lists.get(job.kind);
    const { rows: most, keptDays } = await this.limits();
    const counted = { rows: 0 };
    const columns = this.lists.columns(job.kind, job.columns);
    const rows = this.rowsOf({ job, list, columns, counted, most });
    const stream = job.format === 'CSV' ? csvStream(columns, rows) : xlsxStream(columns, rows, list.title);
    const size = await this.store(job, stream);
    await this.settle(job, (found, now) => found.finish(counted.rows, size, now, new Date(now.getTime() + keptDays * 86_400_000)));
  }

  /** The rows as the asker's post reads them now; asked again before each page, for rights follow the post. */
  private async *rowsOf({ job, list, columns, counted, most }: Making): AsyncGenerator<Cells> {
    const begun = await this.asking.as(job, list, (principal) => list.begin(job.filter, principal));
    for (let after: unknown = null; ;) {
      const place = after;
      const page = await this.asking.as(job, list, (principal) => list.page(begun, place, principal));
      counted.rows += page.rows.length;
      if (counted.rows > most) throw new ExportFailed('LIST_TOO_LONG');
      for (const row of page.rows) yield columns.map((column) => column.value(row));
      await this.progress(job, counted.rows);
      this.points.hit('export-page-read');
      if (page.next === null) return;
      after = page.next;
    }
  }

  /** What holds today of the dated limits. */
  async limits(): Promise<ExportLimitsToday> {
    const found: ExportLimitsToday[] = await this.transactions.readWhole((tx) => tx.query('select rows, waiting, kept_days as "keptDays" from export_limit where valid_from <= $1 order by valid_from desc limit 1', [this.clock.today()]));
    if (found[0] === undefined) throw new Error('No limit of exports holds today');
    return found[0];
  }

  private async store({ id, version }: ExportJob, stream: Readable): Promise<number> {
    let size = 0;
    let part = 0;
    let waiting: Buffer[] = [];
    let bytes = 0;
    const flush = async (): Promise<void> => {
      const sealed = this.seal.seal(placeOf(id, part), Buffer.concat(waiting, bytes));
      const blob = await this.blobs.stage(Readable.from([sealed.bytes]), sealed.bytes.length);
      await blob.keep();
      const written: unknown[] = await this.transactions.runWhole((tx) => tx.query(
        `insert into export_part (export_id, part, sha256, size, key)
         select id, $2, $3, $4, $5 from export_job where id = $1 and state = 'RUNNING' and version = $6 for update returning part`, [id, part, blob.sha256, bytes, sealed.key, version]));
      if (written.length === 0) {
        await this.blobs.remove(blob.sha256);
        throw new Stopped();
      }
      this.points.hit('export-part-written');
      part += 1;
      waiting = [];
      bytes = 0;
    };
    for await (const chunk of stream as AsyncIterable<Buffer | string>) {
      const buffer = Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk);
      waiting.push(buffer);
      bytes += buffer.length;
      size += buffer.length;
      if (bytes >= PART_BYTES) await flush();
    }
    if (bytes > 0 || part === 0) await flush();
    return size;
  }

  /** Between pages: says how far it is, keeps the job, and stops when it is no longer ours. The version changes with each taking up. */
  private async progress({ id, version }: ExportJob, rows: number): Promise<void> {
    await this.transactions.runWhole(async (tx) => {
      const answer = (await tx.query("update export_job set rows = $2, lease_until = $3 where id = $1 and state = 'RUNNING' and version = $4 returning id", [id, rows, this.runner.leaseEnd(), version])) as [unknown[], number];
      if (answer[1] === 0) throw new Stopped();
    });
  }

  private settle({ id, version }: ExportJob, change: (job: ExportJob, now: Date) => void): Promise<void> {
    return this.transactions.runWhole(async (tx) => {
      const job = await tx.findOne(ExportJob, { where: { id }, lock: { mode: 'pessimistic_write' } });
      if (job === null || job.state !== 'RUNNING' || job.version !== version) throw new Stopped();
      change(job, this.clock.now());
      await tx.save(job);
    });
  }
}

const placeOf = (id: string, part: number): { table: string; column: string; rowId: string } => ({ table: 'export_part', column: 'file', rowId: `${id}:${part}` });
