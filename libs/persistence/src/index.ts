export * from './call-context';
export * from './columns';
export * from './copy';
export * from './database';
export * from './migrations';
export * from './tx';
export * from './violated';
export * from './visibility';
