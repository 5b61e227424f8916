import { Readable } from 'node:stream';
import { Audit } from '@doanket/audit';
import type { Principal } from '@doanket/auth';
import type { AnswerOf, askExport, ExportView, InputOf, listExports } from '@doanket/contracts';
import { Access } from '@doanket/directory';
import { Clock, newId } from '@doanket/kernel';
import { currentCall, Transactions, type Tx } from '@doanket/persistence';
import { decodeCursor, fieldErrors, pageFrom, RequestInvalid } from '@doanket/service';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { ExportJob } from './export-job.entity';
import { ExportJobs } from './export-jobs';
import { ExportLists } from './export-lists';
import { ExportNeedsPost, ExportNotFound, TooManyExports } from './export.errors';

const TimeCursor = z.tuple([z.iso.datetime(), z.uuid()]);
const WAITING_LIMIT = 5;

/** Lists as files, asked for by one person and read by that person alone. */
@Injectable()
export class ExportsService {
  constructor(
    private readonly transactions: Transactions, private readonly clock: Clock, private readonly access: Access, private readonly audit: Audit, private readonly lists: ExportLists, private readonly jobs: ExportJobs,
  ) {}

  async ask({ body }: InputOf<typeof askExport>, principal: Principal): Promise<ExportView> {
    const { personId, post } = principal;
    if (personId === null || post === null) throw new ExportNeedsPost();
    const list = this.lists.get(body.kind);
    const filter = list.filter.safeParse(body.filter);
    if (!filter.success) throw new RequestInvalid(filter.error.issues.flatMap((issue) => fieldErrors('body', { ...issue, path: ['filter', ...issue.path] })));
    const frozen = await this.transactions.readWhole((tx) => list.freeze(tx, filter.data, principal));
    const view = await this.transactions.run(async (tx) => {
      await this.access.requireUnit(tx, principal, list.permission, post.unitId);
      const waiting: { n: number }[] = await tx.query("select count(*)::int as n from export_job where asked_by = $1 and state in ('QUEUED', 'RUNNING')", [personId]);
      if ((waiting[0]?.n ?? 0) >= WAITING_LIMIT) throw new TooManyExports(WAITING_LIMIT);
      const actor = currentCall()?.actor;
      const job = ExportJob.asked({
        id: newId(), unitId: post.unitId, askedBy: personId, kind: body.kind, format: body.format, filter: body.filter, frozen, askedAt: this.clock.now(),
        actor: { subject: actor?.subject ?? null, personId, postId: post.postId, unitId: post.unitId, label: actor?.label ?? '' },
        fileName: `${list.title} ${this.clock.today().split('-').reverse().join('-')}.${body.format.toLowerCase()}`,
      });
      await tx.save(job);
      await this.audit.record(tx, { action: 'export.ask', objectType: 'export', objectId: job.id, unitId: post.unitId, after: { kind: job.kind, format: job.format, fields: Object.keys(body.filter) } });
      return this.view(tx, job);
    });
    this.jobs.runner.wake();
    return view;
  }

  list({ query }: InputOf<typeof listExports>, principal: Principal): Promise<AnswerOf<typeof listExports>> {
    return this.transactions.read(async (tx) => {
      const after = decodeCursor(query.cursor, TimeCursor);
      const found = tx.createQueryBuilder(ExportJob, 'e').where('e.askedBy = :me', { me: principal.personId }).orderBy('e.askedAt', 'DESC').addOrderBy('e.id', 'DESC').limit(query.limit + 1);
      if (after !== null) found.andWhere('(e.askedAt, e.id) < (:at, :id)', { at: after[0], id: after[1] });
      const rows = await found.getMany();
      const codes = await this.codes(tx, rows.map(({ unitId }) => unitId));
      return pageFrom(rows, query.limit, (row) => toView(row, codes.get(row.unitId) ?? ''), (row): [string, string] => [row.askedAt.toISOString(), row.id]);
    });
  }

  get(id: string, principal: Principal): Promise<ExportView> {
    return this.transactions.read(async (tx) => this.view(tx, await this.mine(tx, id, principal)));
  }

  /** The file, once more under the rights of today: whoever lost the post does not read it any more. */
  async read(id: string, principal: Principal): Promise<{ view: ExportView; bytes: Readable }> {
    const view = await this.transactions.run(async (tx) => {
      const job = await this.mine(tx, id, principal);
      job.require('DONE');
      await this.access.requireUnit(tx, principal, this.lists.get(job.kind).permission, job.unitId);
      await this.audit.record(tx, { action: 'export.read', objectType: 'export', objectId: id, unitId: job.unitId });
      return this.view(tx, job);
    });
    return { view, bytes: Readable.from(this.jobs.read(id), { objectMode: false }) };
  }

  async cancel(id: string, principal: Principal): Promise<ExportView> {
    const view = await this.transactions.run(async (tx) => {
      const job = await this.mine(tx, id, principal, true);
      job.require('QUEUED', 'RUNNING', 'DONE');
      job.close(job.state === 'DONE' ? 'EXPIRED' : 'CANCELLED', this.clock.now());
      await tx.save(job);
      return this.view(tx, job);
    });
    await this.transactions.runWhole((tx) => this.jobs.removeFile(tx, id));
    return view;
  }

  private async mine(tx: Tx, id: string, principal: Principal, forUpdate = false): Promise<ExportJob> {
    const job = await tx.findOne(ExportJob, { where: { id }, ...(forUpdate ? { lock: { mode: 'pessimistic_write' as const } } : {}) });
    if (job === null || job.askedBy !== principal.personId) throw new ExportNotFound();
    return job;
  }

  private async view(tx: Tx, job: ExportJob): Promise<ExportView> {
    return toView(job, (await this.codes(tx, [job.unitId])).get(job.unitId) ?? '');
  }

  private async codes(tx: Tx, unitIds: readonly string[]): Promise<Map<string, string>> {
    const rows: { id: string; code: string }[] = await tx.query('select id, code from directory_unit where id = any($1)', [unitIds]);
    return new Map(rows.map((row) => [row.id, row.code]));
  }
}

function toView(job: ExportJob, unitCode: string): ExportView {
  return {
    id: job.id, kind: job.kind, format: job.format, state: job.state, unitCode, filter: job.filter, fileName: job.fileName, rows: job.rows, size: job.size,
    askedAt: job.askedAt.toISOString(), finishedAt: job.finishedAt?.toISOString() ?? null, expiresAt: job.expiresAt?.toISOString() ?? null, version: job.version,
  };
}
