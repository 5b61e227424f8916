import type { ImportState } from '@doanket/contracts';
import { DomainError } from '@doanket/kernel';

export class ImportNotFound extends DomainError {
  readonly code = 'membership/import-not-found';
  readonly kind = 'not-found';
  readonly title = 'Import not found';
  constructor() {
    super('There is no such import within your reach.');
  }
}

export class ImportNotInState extends DomainError {
  readonly code = 'membership/import-not-in-state';
  readonly kind = 'conflict';
  readonly title = 'Import is not in a state for this';
  constructor(importState: ImportState, expected: readonly ImportState[]) {
    super(`This needs ${expected.join(' or ')}; the import is ${importState}.`, { importState, expected });
  }
}

/** Two imports of one file at once: the other one goes first (issue: faults and access). */
export class SameFileUnderWay extends DomainError {
  readonly code = 'membership/import-same-file';
  readonly kind = 'conflict';
  readonly title = 'The same file is being imported';
  constructor(otherImportId: string | null) {
    super('Another import of this very file is under way in this unit: finish it or give it up.', { otherImportId });
  }
}

export class ImportPartInvalid extends DomainError {
  readonly code = 'membership/import-part-invalid';
  readonly kind = 'refused';
  readonly title = 'Part of the file not taken';
  constructor(limitBytes: number) {
    super(`A part has 1 to ${limitBytes} bytes; all but the last one have exactly that many, and none is missing.`, { limitBytes }, [{ pointer: '/body', detail: 'Wrong size, or a part before it is missing' }]);
  }
}

/** The file cannot be read as a table; why is a code the console has words for. */
export class ImportFileRefused extends DomainError {
  readonly code = 'membership/import-file-refused';
  readonly kind = 'refused';
  readonly title = 'File cannot be read';
  constructor(failure: string, row: number | null) {
    super('The file cannot be read as a list.', { failure, row });
  }
}

/** A mapping must name who the member is, and each field once. */
export class ImportMappingInvalid extends DomainError {
  readonly code = 'membership/import-mapping-invalid';
  readonly kind = 'invalid';
  readonly title = 'Columns are not mapped well';
  constructor(detail: string) {
    super(detail, {}, [{ pointer: '/body/mapping', detail }]);
  }
}

/** All or nothing: there is a faulty row, so nothing. */
export class ImportHasFaults extends DomainError {
  readonly code = 'membership/import-has-faults';
  readonly kind = 'refused';
  readonly title = 'Import has faulty rows';
  constructor(faulty: number) {
    super('Every row or none: some rows are faulty. Mend them, or import the good ones.', { faulty });
  }
}

/** Something was built on what the import wrote. */
export class ImportBuiltOn extends DomainError {
  readonly code = 'membership/import-built-on';
  readonly kind = 'conflict';
  readonly title = 'Import cannot be taken back';
  constructor(builtOn: readonly string[]) {
    super('Something is built on what this import wrote.', { builtOn });
  }
}
