export * from './dead-letters.http';
export * from './events';
export * from './routes';
export * from './permissions';
