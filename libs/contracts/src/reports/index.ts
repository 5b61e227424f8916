export * from './events';
export * from './figures.http';
export * from './indicators.http';
export * from './permissions';
export * from './rebuilds.http';
export * from './routes';
export * from './submission-accepted.v1';
export * from './submissions.http';
