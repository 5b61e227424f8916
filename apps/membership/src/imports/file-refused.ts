import type { ImportFailure } from '@doanket/contracts';

/** The file as a whole cannot be taken; becomes the failure of its import. */
export class FileRefused extends Error {
  constructor(readonly failure: ImportFailure, readonly row: number | null = null) {
    super(`The file is refused: ${failure}`);
    this.name = 'FileRefused';
  }
}
