import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { PoolClient } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { Tx } from './tx';

/**
 * Streams rows into a table inside the caller's transaction: `statement` is a `copy … from stdin`, `source` its bytes.
 * PostgreSQL refuses it for tables under row-level security, so it is for staging tables. Source: engineering handbook 7.2.
 */
export async function copyInto(tx: Tx, statement: string, source: Readable | AsyncIterable<Uint8Array>): Promise<void> {
  const runner = tx.queryRunner;
  if (runner === undefined) throw new Error('COPY needs a running transaction');
  const client = (await runner.connect()) as PoolClient;
  await pipeline(source, client.query(copyFrom(statement)));
}
