import { Readable } from 'node:stream';
import type { Audit } from '@doanket/audit';
import type { Principal } from '@doanket/auth';
import type { AnswerOf, ExportRoutes, ExportState, ExportView, InputOf } from '@doanket/contracts';
import type { Access } from '@doanket/directory';
import { newId, type Clock } from '@doanket/kernel';
import { currentCall, type Transactions, type Tx } from '@doanket/persistence';
import { decodeCursor, pageFrom } from '@doanket/service';
import { z } from 'zod';
import type { Asking } from './asking';
import { ExportJob } from './export-job.entity';
import type { ExportJobs } from './export-jobs';
import type { ExportLists } from './export-lists';
import type { ExportFailures } from './exports.errors';

const TimeCursor = z.tuple([z.iso.datetime(), z.uuid()]);

interface DeskParts {
  readonly transactions: Transactions; readonly clock: Clock; readonly access: Access; readonly asking: Asking; readonly audit: Audit; readonly lists: ExportLists; readonly jobs: ExportJobs; readonly failures: ExportFailures;
}

/** Lists as files, asked for by one person and read by that person alone. */
export class ExportDesk {
  constructor(private readonly parts: DeskParts) {}

  async ask({ body }: InputOf<ExportRoutes['askExport']>, principal: Principal): Promise<ExportView> {
    const { transactions, clock, asking, audit, lists, jobs, failures } = this.parts;
    const { personId, post } = principal;
    if (personId === null || post === null) throw new failures.NeedsPost();
    const list = lists.get(body.kind);
    asking.require(principal, list.permission);
    const columns = body.columns ?? null;
    lists.columns(body.kind, columns);
    const frozen = await list.check(body.filter, principal);
    const { waiting: most } = await jobs.limits();
    const view = await transactions.run(async (tx) => {
      // One at a time per person, or two requests at once would each count the other out.
      await tx.query("select pg_advisory_xact_lock(hashtext('export:' || current_schema() || ':' || $1))", [personId]);
      const waiting: { n: number }[] = await tx.query("select count(*)::int as n from export_job where asked_by = $1 and state in ('QUEUED', 'RUNNING')", [personId]);
      if ((waiting[0]?.n ?? 0) >= most) throw new failures.TooMany(most);
      const actor = currentCall()?.actor;
      const job = ExportJob.asked({
        id: newId(), unitId: post.unitId, askedBy: personId, kind: body.kind, format: body.format, filter: body.filter, columns, frozen, askedAt: clock.now(),
        actor: { subject: principal.subject, personId, postId: post.postId, unitId: post.unitId, label: actor?.label ?? '' },
        fileName: `${list.title} ${clock.today().split('-').reverse().join('-')}.${body.format.toLowerCase()}`,
      });
      await tx.save(job);
      await audit.record(tx, { action: 'export.ask', objectType: 'export', objectId: job.id, unitId: post.unitId, after: { kind: job.kind, format: job.format, fields: Object.keys(body.filter), ...(columns === null ? {} : { columns }) } });
      return this.view(tx, job);
    });
    jobs.runner.wake();
    return view;
  }

  list({ query }: InputOf<ExportRoutes['listExports']>, principal: Principal): Promise<AnswerOf<ExportRoutes['listExports']>> {
    return this.parts.transactions.read(async (tx) => {
      const after = decodeCursor(query.cursor, TimeCursor);
      const found = tx.createQueryBuilder(ExportJob, 'e').where('e.askedBy = :me', { me: principal.personId }).orderBy('e.askedAt', 'DESC').addOrderBy('e.id', 'DESC').limit(query.limit + 1);
      if (after !== null) found.andWhere('(e.askedAt, e.id) < (:at, :id)', { at: after[0], id: after[1] });
      const rows = await found.getMany();
      const codes = await this.codes(tx, rows.map(({ unitId }) => unitId));
      return pageFrom(rows, query.limit, (row) => toView(row, codes.get(row.unitId) ?? ''), (row): [string, string] => [row.askedAt.toISOString(), row.id]);
    });
  }

  columns({ query }: InputOf<ExportRoutes['getExportColumns']>): AnswerOf<ExportRoutes['getExportColumns']> {
    return { items: this.parts.lists.get(query.kind).columns.map(({ name, title }) => ({ name, title })) };
  }

  get(id: string, principal: Principal): Promise<ExportView> {
    return this.parts.transactions.read(async (tx) => this.view(tx, await this.mine(tx, id, principal)));
  }

  /** The file, once more under the rights of today: whoever lost the post does not read it any more. */
  async read(id: string, principal: Principal): Promise<{ view: ExportView; bytes: Readable }> {
    const { transactions, access, asking, audit, lists, jobs } = this.parts;
    const view = await transactions.run(async (tx) => {
      const job = await this.mine(tx, id, principal);
      this.inState(job, 'DONE');
      asking.require(principal, lists.get(job.kind).permission);
      await access.requireReadable(tx, principal, job.unitId);
      await audit.record(tx, { action: 'export.read', objectType: 'export', objectId: id, unitId: job.unitId });
      return this.view(tx, job);
    });
    return { view, bytes: Readable.from(jobs.read(id), { objectMode: false }) };
  }

  async cancel(id: string, principal: Principal): Promise<ExportView> {
    const { transactions, clock, jobs } = this.parts;
    const view = await transactions.run(async (tx) => {
      const job = await this.mine(tx, id, principal, true);
      this.inState(job, 'QUEUED', 'RUNNING', 'DONE');
      job.close(job.state === 'DONE' ? 'EXPIRED' : 'CANCELLED', clock.now());
      await tx.save(job);
      return this.view(tx, job);
    });
    await transactions.runWhole((tx) => jobs.removeFile(tx, id));
    return view;
  }

  private inState(job: ExportJob, ...states: readonly ExportState[]): void {
    if (!states.includes(job.state)) throw new this.parts.failures.NotInState(job.state, states);
  }

  private async mine(tx: Tx, id: string, principal: Principal, forUpdate = false): Promise<ExportJob> {
    const job = await tx.findOne(ExportJob, { where: { id }, ...(forUpdate ? { lock: { mode: 'pessimistic_write' as const } } : {}) });
    if (job === null || job.askedBy !== principal.personId) throw new this.parts.failures.NotFound();
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
    askedAt: job.askedAt.toISOString(), finishedAt: job.finishedAt?.toISOString() ?? null, expiresAt: job.expiresAt?.toISOString() ?? null, failure: job.failure, version: job.version,
  };
}
