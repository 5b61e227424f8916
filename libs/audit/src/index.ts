export * from './audit';
export * from './audit.migration';
export * from './audit-sealer';
export * from './chain';
