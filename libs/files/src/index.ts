export * from './content-store';
export * from './content-type';
export * from './file.errors';
export * from './files';
export * from './files.migration';
