import type { ImportView } from '@doanket/contracts';
import type { ImportBatch } from './import-batch.entity';

export function toImportView(batch: ImportBatch, codes: ReadonlyMap<string, string>): ImportView {
  return {
    id: batch.id, unitCode: codes.get(batch.unitId) ?? '', fileName: batch.fileName, state: batch.state, failure: batch.failure, failureRow: batch.failureRow, size: batch.size,
    encoding: batch.encoding as ImportView['encoding'], delimiter: batch.delimiter, mapping: batch.mapping, defaultUnitCode: batch.defaultUnitId === null ? null : (codes.get(batch.defaultUnitId) ?? null),
    defaultAdmittedOn: batch.defaultAdmittedOn, mode: batch.mode, basis: batch.basis,
    counts: batch.rowsTotal === null ? null : { total: batch.rowsTotal, fresh: batch.rowsFresh ?? 0, changed: batch.rowsChanged ?? 0, unchanged: batch.rowsUnchanged ?? 0, faulty: batch.rowsFaulty ?? 0 },
    written: { fresh: batch.writtenFresh, changed: batch.writtenChanged, faulty: batch.writtenFaulty }, progress: { done: batch.progressDone, of: batch.progressOf },
    startedBy: batch.startedBy, createdAt: batch.createdAt.toISOString(), changedAt: batch.changedAt.toISOString(), undoable: batch.state === 'DONE', version: batch.version,
  };
}
