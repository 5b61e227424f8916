export * from './access';
export * from './directory';
export * from './directory-clock';
export * from './directory-post-source';
export * from './directory.errors';
export * from './directory.migration';
export * from './directory.types';
export * from './directory.writer';
export { endOfDay, hasEnded, standsAtOrAbove, UNIT_ON_COLUMNS, knownSql } from './unit.queries';
