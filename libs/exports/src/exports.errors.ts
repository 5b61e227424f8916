import type { ExportState } from '@doanket/contracts';
import { DomainError } from '@doanket/kernel';

/** Unknown, or asked for by somebody else: the two look the same. */
export class ExportNotFound extends DomainError {
  readonly code: string = 'exports/export-not-found';
  readonly kind = 'not-found';
  readonly title = 'Export not found';
  constructor() {
    super('There is no such export of yours.');
  }
}

export class ExportNotInState extends DomainError {
  readonly code: string = 'exports/export-not-in-state';
  readonly kind = 'conflict';
  readonly title = 'Export is not in a state for this';
  constructor(exportState: ExportState, expected: readonly ExportState[]) {
    super(`This needs ${expected.join(' or ')}; the export is ${exportState}.`, { exportState, expected });
  }
}

/** So that nobody fills the queue of all. */
export class TooManyExports extends DomainError {
  readonly code: string = 'exports/too-many-exports';
  readonly kind = 'refused';
  readonly title = 'Too many exports at once';
  constructor(limit: number) {
    super(`At most ${limit} exports of one person wait at once.`, { limit });
  }
}

/** Lists are asked for by officers, by partners never: there is a person behind every file. */
export class ExportNeedsPost extends DomainError {
  readonly code: string = 'exports/export-needs-post';
  readonly kind = 'forbidden';
  readonly title = 'Only for office-holders';
  constructor() {
    super('A list is taken out by somebody who acts as a post.');
  }
}

/** The failures of exports; a service that named them before there was this library keeps its codes. */
export interface ExportFailures {
  readonly NotFound: new () => DomainError;
  readonly NotInState: new (exportState: ExportState, expected: readonly ExportState[]) => DomainError;
  readonly TooMany: new (limit: number) => DomainError;
  readonly NeedsPost: new () => DomainError;
}

export const EXPORT_FAILURES_OF_LIBRARY: ExportFailures = { NotFound: ExportNotFound, NotInState: ExportNotInState, TooMany: TooManyExports, NeedsPost: ExportNeedsPost };
