export * from './eventually';
export * from './export-driver';
export * from './sample-files';
export * from './test-api';
export * from './test-app';
export * from './test-database';
export * from './test-identity';
export * from './test-tree';
