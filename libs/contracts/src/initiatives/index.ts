export * from './events';
export * from './initiative-recognised.v1';
export * from './initiatives.http';
export * from './permissions';
export * from './programme-entered.v1';
export * from './routes';
export * from './staff-counted.v1';
