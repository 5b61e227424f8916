import { Audit } from '@doanket/audit';
import { Access, Directory } from '@doanket/directory';
import { FailPoints } from '@doanket/messaging';
import { Clock } from '@doanket/kernel';
import { copyInto, isTransientDatabaseError, sqlState, Transactions, type Tx } from '@doanket/persistence';
import { JobRunner, Log } from '@doanket/service';
import { Injectable } from '@nestjs/common';
import { FieldKeys } from '../persons/field-keys';
import { COPY_COLUMNS } from './copy-rows';
import { FileRefused } from './file-refused';
import { ImportBatch } from './import-batch.entity';
import { ImportBuiltOn } from './import.errors';
import { ImportFiles } from './import-files';
import { ImportMatchQueries } from './import-match.queries';
import { ImportThread } from './import-thread';
import { ImportUndoQueries } from './import-undo.queries';
import { ImportWriteQueries, type WrittenRows } from './import-write.queries';

/** Rows that are written together, with their events. */
const CHUNK = 10_000;
const ATTEMPTS = 3;
/** Reading is the first part of a check, comparing the rest. */
const READ_SHARE = 60;

/** Somebody else has taken the job up, or it was given up. */
class JobLost extends Error {}

/**
 * The jobs of imports: check, run, undo. One at a time in the whole service; each step is safe to begin again, so a job
 * goes on after a kill: a check starts anew, a run of all rows is one transaction, a partial run goes on behind its last chunk.
 */
@Injectable()
export class ImportJobs {
  readonly runner: JobRunner<ImportBatch>;
  /** Rows written by a transaction that is still open: told by the renewal of the lease, which is outside of it. */
  private reached: number | null = null;

  constructor(
    private readonly transactions: Transactions, private readonly clock: Clock, private readonly access: Access, private readonly directory: Directory, private readonly audit: Audit,
    private readonly keys: FieldKeys, private readonly files: ImportFiles, private readonly matching: ImportMatchQueries, private readonly writing: ImportWriteQueries,
    private readonly undoing: ImportUndoQueries, private readonly log: Log, private readonly points: FailPoints,
  ) {
    this.runner = new JobRunner<ImportBatch>({
      service: 'membership', name: 'imports', entity: ImportBatch, due: "j.state in ('CHECKING', 'RUNNING', 'UNDOING') and (j.leaseUntil is null or j.leaseUntil < :now)", by: 'changedAt',
      renew: (tx, id, until) => tx.query(
        "update import_batch set lease_until = $2, progress_done = coalesce($3, progress_done) where id = $1 and state in ('CHECKING', 'RUNNING', 'UNDOING')", [id, until, this.reached]),
      step: (batch) => this.step(batch).finally(() => {
        this.reached = null;
      }),
      failed: (batch, error) => this.failed(batch, error),
    }, transactions, clock, log);
  }

  private async step(batch: ImportBatch): Promise<void> {
    if (batch.state === 'CHECKING') return this.check(batch);
    if (batch.state === 'RUNNING') return this.run(batch);
    return this.undo(batch);
  }

  private async failed(batch: ImportBatch, error: unknown): Promise<void> {
    if (error instanceof JobLost) return;
    if (isTransientDatabaseError(error)) {
      // Left as it is: the lease ends and the job is taken up again.
      this.log.failure('import-waits', error, { importId: batch.id });
      return;
    }
    if (!(error instanceof FileRefused) && !(error instanceof ImportBuiltOn)) this.log.failure('import-failed', error, { importId: batch.id });
    await this.settle(batch.id, batch.state, (found, now) => {
      if (error instanceof ImportBuiltOn) return found.rest('DONE', now);
      if (error instanceof FileRefused) return found.fail(error.failure, error.row, now);
      return found.fail('UNEXPECTED', null, now);
    });
  }

  /** Reads the file into staging and compares it with the register. */
  private async check(batch: ImportBatch): Promise<void> {
    await this.stage(batch);
    await this.compare(batch);
  }

  private async stage(batch: ImportBatch): Promise<void> {
    const { mapping } = batch;
    if (mapping === null) throw new Error('A check without a mapping');
    const { parts, readPart } = await this.transactions.readWhole(async (tx) => ({ parts: (await this.files.whole(tx, batch.id)).parts, readPart: await this.files.reader(tx, batch.id) }));
    let read = 0;
    const thread = new ImportThread({
      kind: 'stage', importId: batch.id, parts, ...this.keys.forThread(), mapping,
      defaults: { admittedOn: batch.defaultAdmittedOn, today: this.clock.today(), hasUnit: batch.defaultUnitId !== null },
    }, async (part, into) => {
      read = part;
      await this.progress(batch.id, Math.round((READ_SHARE * read) / parts));
      return readPart(part, into);
    });
    await this.exclusive(batch, async (tx) => {
      await this.matching.clear(tx, batch.id, false);
      await copyInto(tx, `copy import_row (${COPY_COLUMNS.join(', ')}) from stdin`, thread.batches());
    });
    const { head } = thread;
    await this.transactions.runWhole((tx) => tx.query('update import_batch set encoding = $2, delimiter = $3, headers = $4 where id = $1', [batch.id, head?.encoding, head?.delimiter, head?.headers ?? []]));
    await this.transactions.runWhole((tx) => tx.query('analyze import_row'));
  }

  private async compare(batch: ImportBatch): Promise<void> {
    await this.progress(batch.id, READ_SHARE);
    const counts = await this.exclusive(batch, async (tx) => {
      const version = await this.directory.version(tx);
      const seq = await this.matching.eventLogEnd(tx);
      await this.matching.match(tx, { ...(await this.reach(tx, batch)), fromRow: 0, toRow: 2_147_483_647 });
      return { ...(await this.matching.counts(tx, batch.id)), version, seq };
    });
    await this.settle(batch.id, 'CHECKING', (found, now) => {
      found.matchedVersion = counts.version;
      found.matchedSeq = counts.seq;
      found.checked(counts, now);
    });
  }

  private async run(batch: ImportBatch): Promise<void> {
    await this.requireStaged(batch);
    const written = batch.mode === 'ALL' ? await this.runWhole(batch) : await this.runInChunks(batch);
    await this.settle(batch.id, 'RUNNING', (found, now, tx) => {
      found.writtenFresh = written.fresh;
      found.writtenChanged = written.changed;
      found.writtenFaulty = found.rowsFaulty ?? 0;
      found.rest('DONE', now);
      return this.audit.record(tx, {
        action: 'import.run', objectType: 'import', objectId: found.id, unitId: found.unitId, after: { fresh: written.fresh, changed: written.changed, faulty: found.writtenFaulty, mode: found.mode }, ...(found.basis === null ? {} : { why: found.basis }),
      });
    });
    await this.transactions.runWhole((tx) => this.matching.clear(tx, batch.id, true)).catch((error: unknown) => this.log.failure('import-staging-left', error, { importId: batch.id }));
  }

  /** A crash of the database empties staging, and units and members may have changed since the preview: then everything is read and compared again. */
  private async requireStaged(batch: ImportBatch): Promise<void> {
    if (batch.lastRow > 0) return;
    const now = await this.transactions.readWhole(async (tx) => ({
      counts: await this.matching.counts(tx, batch.id), version: await this.directory.version(tx), moved: await this.matching.membersChangedSince(tx, batch.matchedSeq ?? '0'),
    }));
    if (now.counts.total === batch.rowsTotal && now.version === batch.matchedVersion && !now.moved) return;
    if (now.counts.total !== batch.rowsTotal) await this.stage(batch);
    await this.exclusive(batch, async (tx) => this.matching.match(tx, { ...(await this.reach(tx, batch)), fromRow: 0, toRow: 2_147_483_647 }));
    const counts = await this.transactions.readWhole((tx) => this.matching.counts(tx, batch.id));
    if (batch.mode === 'ALL' && counts.faulty > 0) throw new FileRefused('CHANGED_MEANWHILE');
    Object.assign(batch, { rowsFaulty: counts.faulty });
  }

  /** Every row or none: one transaction, chunk by chunk inside. */
  private async runWhole(batch: ImportBatch): Promise<WrittenRows> {
    const written = { fresh: 0, changed: 0 };
    try {
      await this.exclusive(batch, async (tx) => {
        let last = 0;
        let done = 0;
        for (let chunk = await this.matching.endOfChunk(tx, batch.id, last, CHUNK); chunk !== null; chunk = await this.matching.endOfChunk(tx, batch.id, last, CHUNK)) {
          const now = await this.writing.write(tx, batch.id, last + 1, chunk.last);
          written.fresh += now.fresh;
          written.changed += now.changed;
          last = chunk.last;
          done += chunk.rows;
          this.reached = done;
          this.points.hit('import-chunk-written');
        }
        this.points.hit('import-before-commit');
      });
    } catch (error) {
      throw isOutdated(error) ? new FileRefused('CHANGED_MEANWHILE') : error;
    }
    return written;
  }

  /** The good rows, a transaction per chunk; the batch remembers how far it is in the same transaction. */
  private async runInChunks(batch: ImportBatch): Promise<WrittenRows> {
    const written = { fresh: batch.writtenFresh, changed: batch.writtenChanged };
    let { lastRow, progressDone: done } = batch;
    for (;;) {
      const chunk = await this.transactions.readWhole((tx) => this.matching.endOfChunk(tx, batch.id, lastRow, CHUNK));
      if (chunk === null) return written;
      const now = await this.writeChunk(batch, lastRow, chunk.last, done + chunk.rows);
      written.fresh += now.fresh;
      written.changed += now.changed;
      lastRow = chunk.last;
      done += chunk.rows;
      this.points.hit('import-chunk-written');
    }
  }

  private async writeChunk(batch: ImportBatch, lastRow: number, toRow: number, done: number): Promise<WrittenRows> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.exclusive(batch, async (tx) => {
          if (attempt > 1) await this.matching.match(tx, { ...(await this.reach(tx, batch)), fromRow: lastRow + 1, toRow });
          const now = await this.writing.write(tx, batch.id, lastRow + 1, toRow);
          const rows: unknown[] = await tx.query(
            `update import_batch set last_row = $3, progress_done = $4, written_fresh = written_fresh + $5, written_changed = written_changed + $6, lease_until = $7,
               rows_faulty = (select count(*) from import_match where import_id = $1 and outcome = 'FAULTY')
             where id = $1 and state = 'RUNNING' and last_row = $2 returning id`, [batch.id, lastRow, toRow, done, now.fresh, now.changed, this.runner.leaseEnd()]);
          if (countOf(rows) !== 1) throw new JobLost();
          return now;
        });
      } catch (error) {
        if (!isOutdated(error) || attempt === ATTEMPTS) throw error;
      }
    }
  }

  private async undo(batch: ImportBatch): Promise<void> {
    await this.exclusive(batch, async (tx) => {
      const builtOn = await this.undoing.builtOn(tx, batch.id);
      if (builtOn.length > 0) throw new ImportBuiltOn(builtOn);
      await this.undoing.undo(tx, batch.id);
      const found = await tx.findOneOrFail(ImportBatch, { where: { id: batch.id } });
      found.rest('UNDONE', this.clock.now());
      await tx.save(found);
      await this.audit.record(tx, { action: 'import.undo', objectType: 'import', objectId: batch.id, unitId: batch.unitId });
    });
  }

  /** One worker per import, and time enough for large statements. */
  private exclusive<T>(batch: ImportBatch, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.transactions.runWhole(async (tx) => {
      const rows: { got: boolean }[] = await tx.query("select set_config('statement_timeout', '900s', true), set_config('work_mem', '64MB', true), pg_try_advisory_xact_lock(hashtextextended($1, 7)) as got", [batch.id]);
      if (rows[0]?.got !== true) throw new JobLost();
      return work(tx);
    });
  }

  /** The units whoever started the import may write to, in today's tree. */
  private async reach(tx: Tx, batch: ImportBatch): Promise<{ importId: string; units: string[] | null; defaultUnitId: string | null; today: string }> {
    const path = await this.access.pathOf(tx, batch.unitId);
    const rows: { id: string }[] = path === null ? [] : await tx.query('select unit_id as id from directory_scope where path <@ text2ltree($1)', [path]);
    return { importId: batch.id, units: path !== null && !path.includes('.') ? null : rows.map((row) => row.id), defaultUnitId: batch.defaultUnitId, today: this.clock.today() };
  }

  private async settle(id: string, expected: ImportBatch['state'], change: (batch: ImportBatch, now: Date, tx: Tx) => void | Promise<void>): Promise<void> {
    await this.transactions.runWhole(async (tx) => {
      const batch = await tx.findOne(ImportBatch, { where: { id }, lock: { mode: 'pessimistic_write' } });
      if (batch === null || batch.state !== expected) throw new JobLost();
      await change(batch, this.clock.now(), tx);
      await tx.save(batch);
    });
  }

  private async progress(id: string, done: number): Promise<void> {
    await this.transactions.runWhole((tx) => tx.query('update import_batch set progress_done = $2, lease_until = $3 where id = $1', [id, done, this.runner.leaseEnd()]));
  }
}

/** A unique constraint says that what was compared is not so any more. */
function isOutdated(error: unknown): boolean {
  return sqlState(error) === '23505';
}

/** TypeORM answers an UPDATE with rows and count. */
const countOf = (answer: unknown[]): number => (typeof answer[1] === 'number' ? answer[1] : answer.length);
