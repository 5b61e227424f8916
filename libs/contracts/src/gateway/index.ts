export * from './events';
export * from './routes';
