export * from './events';
export * from './housing-approved.v1';
export * from './housing-paid.v1';
export * from './housing.http';
export * from './permissions';
export * from './routes';
