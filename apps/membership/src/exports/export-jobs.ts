import { Readable } from 'node:stream';
import { BlobStore } from '@doanket/files';
import { Clock } from '@doanket/kernel';
import { isTransientDatabaseError, Transactions, type Tx } from '@doanket/persistence';
import { Log } from '@doanket/service';
import { Injectable } from '@nestjs/common';
import { JobRunner } from '../jobs/job-runner';
import { FieldKeys } from '../persons/field-keys';
import { ExportJob } from './export-job.entity';
import type { ExportList } from './export-list';
import { ExportLists } from './export-lists';
import { csvStream, xlsxStream, type Cells } from './sheet-writer';

/** Where the files of exports lie, sealed: a store of their own, for they come and go. */
export abstract class ExportBlobs extends BlobStore {}

const PAGE = 1_000;
const PART_BYTES = 4 * 1_048_576;
const KEPT_DAYS = 7;

/** The job was stopped by whoever asked. */
class Stopped extends Error {}

/** Makes the files, one at a time; a job whose process died begins anew. */
@Injectable()
export class ExportJobs {
  readonly runner: JobRunner<ExportJob>;

  constructor(
    private readonly transactions: Transactions, private readonly clock: Clock, private readonly keys: FieldKeys, private readonly lists: ExportLists, private readonly blobs: ExportBlobs, private readonly log: Log,
  ) {
    this.runner = new JobRunner<ExportJob>({
      name: 'exports', entity: ExportJob, due: "j.state = 'QUEUED' or j.state = 'RUNNING' and j.leaseUntil < :now", by: 'askedAt',
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
    const parts: { part: number; sha256: string }[] = await this.transactions.readWhole((tx) => tx.query('select part, sha256 from export_part where export_id = $1 order by part', [id]));
    for (const { part, sha256 } of parts) {
      const chunks: Buffer[] = [];
      for await (const chunk of (await this.blobs.open(sha256)) as AsyncIterable<Buffer>) chunks.push(chunk);
      yield this.keys.cipher.openBytes(placeOf(id, part), Buffer.concat(chunks));
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
    if (error instanceof Stopped || isTransientDatabaseError(error)) return;
    this.log.failure('export-failed', error, { exportId: job.id });
    await this.settle(job.id, (found, now) => found.close('FAILED', now));
  }

  private async make(job: ExportJob): Promise<void> {
    const list = this.lists.get(job.kind);
    const counted = { rows: 0 };
    const rows = this.rowsOf(job, list, counted);
    const stream = job.format === 'CSV' ? csvStream(list.columns, rows) : xlsxStream(list.columns, rows, list.title);
    const size = await this.store(job.id, stream);
    await this.settle(job.id, (found, now) => found.finish(counted.rows, size, now, new Date(now.getTime() + KEPT_DAYS * 86_400_000)));
  }

  private async *rowsOf(job: ExportJob, list: ExportList, counted: { rows: number }): AsyncGenerator<Cells> {
    for (let after: unknown = null; ;) {
      const page = await this.transactions.readWhole((tx) => list.page(tx, job.frozen, after, PAGE));
      for (const row of page.rows) yield list.columns.map((column) => column.value(row as never));
      counted.rows += page.rows.length;
      await this.progress(job.id, counted.rows);
      if (page.next === null) return;
      after = page.next;
    }
  }

  private async store(id: string, stream: Readable): Promise<number> {
    let size = 0;
    let part = 0;
    let waiting: Buffer[] = [];
    let bytes = 0;
    const flush = async (): Promise<void> => {
      const sealed = this.keys.cipher.sealBytes(placeOf(id, part), Buffer.concat(waiting, bytes));
      const blob = await this.blobs.stage(Readable.from([sealed]), sealed.length);
      await blob.keep();
      await this.transactions.runWhole((tx) => tx.query('insert into export_part (export_id, part, sha256, size) values ($1, $2, $3, $4)', [id, part, blob.sha256, bytes]));
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

  private async progress(id: string, rows: number): Promise<void> {
    await this.transactions.runWhole(async (tx) => {
      const answer = (await tx.query("update export_job set rows = $2, lease_until = $3 where id = $1 and state = 'RUNNING' returning id", [id, rows, this.runner.leaseEnd()])) as [unknown[], number];
      if (answer[1] === 0) throw new Stopped();
    });
  }

  private settle(id: string, change: (job: ExportJob, now: Date) => void): Promise<void> {
    return this.transactions.runWhole(async (tx) => {
      const job = await tx.findOne(ExportJob, { where: { id }, lock: { mode: 'pessimistic_write' } });
      if (job === null || job.state !== 'RUNNING') throw new Stopped();
      change(job, this.clock.now());
      await tx.save(job);
    });
  }
}

const placeOf = (id: string, part: number): { table: string; column: string; rowId: string } => ({ table: 'export_part', column: 'file', rowId: `${id}:${part}` });
