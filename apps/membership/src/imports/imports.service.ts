import type { Readable } from 'node:stream';
import { Audit } from '@doanket/audit';
import type { Principal } from '@doanket/auth';
import type {
  AnswerOf, cancelImport, checkImport, ImportColumn, ImportFault, ImportFaultView, ImportView, InputOf, listImportFaults, listImports, openImport, putImportPart, readImportColumns, runImport, undoImport,
} from '@doanket/contracts';
import { Access, UnitNotFound } from '@doanket/directory';
import { Clock, newId } from '@doanket/kernel';
import { currentCall, Transactions, violated, type Tx } from '@doanket/persistence';
import { decodeCursor, pageFrom } from '@doanket/service';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { FileRefused } from './file-refused';
import { FieldKeys } from '../persons/field-keys';
import { ImportBatch, type ImportActor } from './import-batch.entity';
import { requireMapping } from './import-columns.rules';
import { ImportBuiltOn, ImportFileRefused, ImportNotFound, SameFileUnderWay } from './import.errors';
import { ImportFiles } from './import-files';
import { ImportJobs } from './import-jobs';
import { ImportMappings } from './import-mappings';
import { ImportMatchQueries } from './import-match.queries';
import { ImportThread, type FileHead, type ReadPart } from './import-thread';
import { ImportUndoQueries } from './import-undo.queries';
import { toImportView } from './imports.dto';

const RUN = 'membership.import.run';
const TimeCursor = z.tuple([z.iso.datetime(), z.uuid()]);
const RowCursor = z.tuple([z.number().int(), z.number().int()]);
const FAULTY_PAGE = 5_000;

/** Imports of members by file (ORG-12): the door; the work itself is done by `ImportJobs`. */
@Injectable()
export class ImportsService {
  constructor(
    private readonly transactions: Transactions, private readonly clock: Clock, private readonly access: Access, private readonly audit: Audit, private readonly keys: FieldKeys,
    private readonly files: ImportFiles, private readonly mappings: ImportMappings, private readonly matching: ImportMatchQueries, private readonly undoing: ImportUndoQueries, private readonly jobs: ImportJobs,
  ) {}

  open({ body }: InputOf<typeof openImport>, principal: Principal): Promise<ImportView> {
    const unitId = principal.post?.unitId;
    if (unitId === undefined) throw new UnitNotFound();
    return this.transactions.run(async (tx) => {
      await this.access.requireUnit(tx, principal, RUN, unitId);
      const batch = ImportBatch.opened({
        id: newId(), unitId, fileName: body.fileName, actor: actorNow(), now: this.clock.now(), defaultAdmittedOn: body.defaultAdmittedOn ?? null,
        defaultUnitId: await this.defaultUnit(tx, body.defaultUnitCode, principal),
      });
      return this.view(tx, await tx.save(batch));
    });
  }

  async putPart({ params, body }: InputOf<typeof putImportPart>, principal: Principal): Promise<AnswerOf<typeof putImportPart>> {
    await this.transactions.read(async (tx) => (await this.owned(tx, params.id, principal)).require('OPEN', 'CHECKED', 'FAILED'));
    const taken = await this.files.take(params.id, params.part, body as Readable);
    await this.transactions.run((tx) => this.owned(tx, params.id, principal, true).then((batch) => batch.require('OPEN', 'CHECKED', 'FAILED')));
    await this.transactions.runWhole((tx) => this.files.keep(tx, params.id, params.part, taken));
    return { part: params.part, size: taken.size };
  }

  async columns({ params }: InputOf<typeof readImportColumns>, principal: Principal): Promise<AnswerOf<typeof readImportColumns>> {
    const batch = await this.transactions.read((tx) => this.owned(tx, params.id, principal));
    batch.require('OPEN', 'CHECKED', 'FAILED');
    const head = await this.headOf(batch.id);
    const guesses = await this.transactions.read((tx) => this.mappings.guess(tx, batch.unitId, head.headers));
    const columns: ImportColumn[] = head.headers.map((header, at) => ({
      at, header, samples: head.samples.map((row) => row[at] ?? '').filter((cell) => cell !== ''), guess: guesses.fields[at] ?? null, remembered: guesses.remembered,
    }));
    return { encoding: head.encoding, delimiter: head.delimiter, columns };
  }

  async check({ params, body }: InputOf<typeof checkImport>, principal: Principal): Promise<ImportView> {
    await this.transactions.read((tx) => this.owned(tx, params.id, principal));
    const head = await this.headOf(params.id);
    requireMapping(body.mapping, head.headers.length);
    const file = await this.transactions.readWhole((tx) => this.files.whole(tx, params.id));
    const view = await this.transactions.run(async (tx) => {
      const batch = await this.owned(tx, params.id, principal, true);
      if (body.defaultUnitCode !== undefined) batch.defaultUnitId = await this.defaultUnit(tx, body.defaultUnitCode, principal);
      if (body.defaultAdmittedOn !== undefined) batch.defaultAdmittedOn = body.defaultAdmittedOn;
      batch.startCheck(file, body.mapping, this.clock.now());
      batch.actor = actorNow();
      await this.mappings.remember(tx, batch.unitId, head.headers, body.mapping, this.clock.now());
      return this.view(tx, await tx.save(batch));
    }).catch((error: unknown) => this.sameFile(error, params.id, principal));
    this.jobs.runner.wake();
    return view;
  }

  async run({ params, body }: InputOf<typeof runImport>, principal: Principal): Promise<ImportView> {
    const view = await this.transactions.run(async (tx) => {
      const batch = await this.owned(tx, params.id, principal, true);
      batch.start(body.mode, body.basis, this.clock.now());
      batch.actor = actorNow();
      return this.view(tx, await tx.save(batch));
    });
    this.jobs.runner.wake();
    return view;
  }

  async undo({ params, body }: InputOf<typeof undoImport>, principal: Principal): Promise<ImportView> {
    (await this.transactions.read((tx) => this.owned(tx, params.id, principal))).require('DONE');
    const builtOn = await this.transactions.readWhole((tx) => this.undoing.builtOn(tx, params.id));
    if (builtOn.length > 0) throw new ImportBuiltOn(builtOn);
    const view = await this.transactions.run(async (tx) => {
      const batch = await this.owned(tx, params.id, principal, true);
      batch.startUndo(this.clock.now());
      batch.actor = actorNow();
      await this.audit.record(tx, { action: 'import.ask-undo', objectType: 'import', objectId: batch.id, unitId: batch.unitId, why: body.reason });
      return this.view(tx, await tx.save(batch));
    }).catch((error: unknown) => this.sameFile(error, params.id, principal));
    this.jobs.runner.wake();
    return view;
  }

  async cancel({ params }: InputOf<typeof cancelImport>, principal: Principal): Promise<ImportView> {
    const view = await this.transactions.run(async (tx) => {
      const batch = await this.owned(tx, params.id, principal, true);
      batch.cancel(this.clock.now());
      return this.view(tx, await tx.save(batch));
    });
    await this.transactions.runWhole(async (tx) => {
      await this.files.remove(tx, params.id);
      await this.matching.clear(tx, params.id, false);
    });
    return view;
  }

  get(id: string, principal: Principal): Promise<ImportView> {
    return this.transactions.read(async (tx) => this.view(tx, await this.owned(tx, id, principal)));
  }

  list({ query }: InputOf<typeof listImports>, principal: Principal): Promise<AnswerOf<typeof listImports>> {
    return this.transactions.readWhole(async (tx) => {
      const seen = await this.access.unitsOf(tx, principal);
      const after = decodeCursor(query.cursor, TimeCursor);
      const found = tx.createQueryBuilder(ImportBatch, 'b').orderBy('b.createdAt', 'DESC').addOrderBy('b.id', 'DESC').limit(query.limit + 1);
      if (seen !== null) found.andWhere('b.unitId = any(:seen)', { seen });
      if (after !== null) found.andWhere('(b.createdAt, b.id) < (:at, :id)', { at: after[0], id: after[1] });
      const rows = await found.getMany();
      const codes = await this.codes(tx, rows);
      return pageFrom(rows, query.limit, (row) => toImportView(row, codes), (row) => [row.createdAt.toISOString(), row.id]);
    });
  }

  /** Faults by row; a page may end inside a row with many. */
  async faults({ params, query }: InputOf<typeof listImportFaults>, principal: Principal): Promise<AnswerOf<typeof listImportFaults>> {
    const batch = await this.transactions.read((tx) => this.owned(tx, params.id, principal));
    const after = decodeCursor(query.cursor, RowCursor) ?? [0, -1];
    const rows = await this.transactions.readWhole((tx) => this.matching.faults(tx, batch.id, after[0] - 1, query.limit + 1));
    const all = rows.flatMap((row) => row.faults.map((fault, nth) => ({ row: row.row, nth, fault })));
    const behind = all.filter(({ row, nth }) => row > after[0] || (row === after[0] && nth > after[1]));
    return pageFrom(behind.slice(0, query.limit + 1), query.limit, ({ row, fault }) => faultView(batch, row, fault), ({ row, nth }): [number, number] => [row, nth]);
  }

  /** The faulty rows as a stream of text, read out of the file again; the reading is kept in the audit. */
  async faultyRows(id: string, principal: Principal): Promise<AsyncGenerator<Uint8Array>> {
    const batch = await this.transactions.run(async (tx) => {
      const found = await this.owned(tx, id, principal);
      found.require('CHECKED', 'DONE');
      await this.audit.record(tx, { action: 'import.read-faulty-rows', objectType: 'import', objectId: id, unitId: found.unitId });
      return found;
    });
    const rows = await this.reasons(batch);
    const { parts, readPart } = await this.source(id);
    return new ImportThread({ kind: 'pick', importId: id, parts, ...this.keys.forThread(), rows, reasonHeader: 'Lỗi' }, readPart).batches();
  }

  private async reasons(batch: ImportBatch): Promise<[number, string][]> {
    const reasons: [number, string][] = [];
    for (let after = 0, page = FAULTY_PAGE; page === FAULTY_PAGE;) {
      const rows = await this.transactions.readWhole((tx) => this.matching.faults(tx, batch.id, after, FAULTY_PAGE));
      for (const { row, faults } of rows) {
        reasons.push([row, faults.map((fault) => [fault.at === null || fault.at === undefined ? null : batch.headers[fault.at], fault.fault, fault.row].filter((part) => part !== null && part !== undefined).join(': ')).join('; ')]);
      }
      page = rows.length;
      after = rows.at(-1)?.row ?? after;
    }
    return reasons;
  }

  private async headOf(id: string): Promise<FileHead> {
    const { parts, readPart } = await this.source(id);
    return new ImportThread({ kind: 'head', importId: id, parts, ...this.keys.forThread() }, readPart).readHead().catch((error: unknown) => {
      throw error instanceof FileRefused ? new ImportFileRefused(error.failure, error.row) : error;
    });
  }

  private source(id: string): Promise<{ parts: number; readPart: ReadPart }> {
    return this.transactions.readWhole(async (tx) => ({ parts: (await this.files.whole(tx, id)).parts, readPart: await this.files.reader(tx, id) }));
  }

  private async sameFile(error: unknown, id: string, principal: Principal): Promise<never> {
    if (!violated(error, 'import_batch_same_file_unique')) throw error;
    const { sha256 } = await this.transactions.readWhole((tx) => this.files.whole(tx, id));
    const other = await this.transactions.read(async (tx) => {
      const batch = await this.owned(tx, id, principal);
      const rows: { id: string }[] = await tx.query("select id from import_batch where unit_id = $1 and sha256 = $2 and id <> $3 and state in ('CHECKING', 'CHECKED', 'RUNNING', 'UNDOING')", [batch.unitId, sha256, id]);
      return rows[0]?.id ?? null;
    });
    throw new SameFileUnderWay(other);
  }

  private async owned(tx: Tx, id: string, principal: Principal, forUpdate = false): Promise<ImportBatch> {
    const batch = await tx.findOne(ImportBatch, { where: { id }, ...(forUpdate ? { lock: { mode: 'pessimistic_write' as const } } : {}) });
    if (batch === null) throw new ImportNotFound();
    await this.access.requireUnit(tx, principal, RUN, batch.unitId).catch((error: unknown) => {
      throw error instanceof UnitNotFound ? new ImportNotFound() : error;
    });
    return batch;
  }

  private async defaultUnit(tx: Tx, code: string | undefined, principal: Principal): Promise<string | null> {
    if (code !== undefined) return this.access.requireUnitByCode(tx, principal, RUN, code);
    return principal.post?.level === 'G' ? principal.post.unitId : null;
  }

  private async view(tx: Tx, batch: ImportBatch): Promise<ImportView> {
    return toImportView(batch, await this.codes(tx, [batch]));
  }

  private async codes(tx: Tx, batches: readonly ImportBatch[]): Promise<Map<string, string>> {
    const rows: { id: string; code: string }[] = await tx.query('select id, code from directory_unit where id = any($1)', [batches.flatMap(({ unitId, defaultUnitId }) => [unitId, ...(defaultUnitId === null ? [] : [defaultUnitId])])]);
    return new Map(rows.map((row) => [row.id, row.code]));
  }
}

function actorNow(): ImportActor {
  const actor = currentCall()?.actor;
  return { subject: actor?.subject ?? null, personId: actor?.personId ?? null, postId: actor?.postId ?? null, unitId: actor?.unitId ?? null, label: actor?.label ?? 'system:membership' };
}

/** A row whose union is wrong is wrong in the column of the union, where there is one. */
function columnOf(batch: ImportBatch, fault: string): number | null {
  const at = fault === 'UNIT_UNKNOWN' || fault === 'UNIT_NOT_GRASSROOTS' ? (batch.mapping ?? []).indexOf('unitCode') : -1;
  return at < 0 ? null : at;
}

function faultView(batch: ImportBatch, row: number, { at, fault, row: otherRow }: { at?: number | null; fault: string; row?: number }): ImportFaultView {
  const column = at ?? columnOf(batch, fault);
  return {
    row, column: column === null ? null : column + 1, header: column === null ? null : (batch.headers[column] ?? null), field: column === null ? null : (batch.mapping?.[column] ?? null),
    fault: fault as ImportFault, otherRow: otherRow ?? null,
  };
}
