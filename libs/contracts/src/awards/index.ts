export * from './delegate-chosen.v1';
export * from './events';
export * from './permissions';
export * from './routes';
export * from './title-awarded.v1';
export * from './title-revoked.v1';
