export * from './consumes';
export * from './envelope';
export * from './log';
export * from './migration';
export * from './outbox';
