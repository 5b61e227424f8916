export * from './clock';
export * from './day';
export * from './domain-error';
export * from './id';
export * from './money';
export * from './qualifier';
export * from './ratio';
export * from './text';
