export * from './auth.http';
export * from './description.http';
export * from './events';
export * from './routes';
export * from './services.http';
