export * from './access-control';
export * from './auth.errors';
export * from './auth.guard';
export * from './decorators';
export * from './keycloak-token-verifier';
export * from './post-source';
export * from './principal';
export * from './token-verifier';
