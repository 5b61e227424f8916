export * from './audit';
export * from './audit-roots';
export * from './audit-sealer';
export * from './audit-trail';
export * from './audit.migration';
