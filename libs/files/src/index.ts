export * from './blob-store';
export * from './content-type';
export * from './disk-blob-store';
export * from './file-name';
export * from './files';
export * from './files.errors';
export * from './files.migration';
