import type { EntityManager } from 'typeorm';

declare const txBrand: unique symbol;

/**
 * A running transaction with the caller's scope set. The only way to the database: it exists inside
 * `Transactions.run` and `.read` alone, so nothing can be published or changed outside of one.
 */
export type Tx = EntityManager & { readonly [txBrand]: true };
