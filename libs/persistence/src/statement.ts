import type { PoolClient } from 'pg';
import { QueryFailedError, type QueryRunner } from 'typeorm';

/**
 * A statement with a fixed text. The server keeps it parsed and planned under its name, in each connection: planning a view
 * under row-level security costs four times what running it does. For what is asked all day, by key.
 */
export interface Statement<Row> {
  readonly name: string;
  readonly text: string;
  /** Only a type: what a row looks like. */
  readonly row?: Row;
}

/** Longer names are cut off by the server, and two of them would become one. The role is added to it. */
const MAX_NAME = 50;

/** Declares a statement; once per process, since its name stands for its text. Throws RangeError for a name that is too long. */
export function statement<Row>(name: string, text: string): Statement<Row> {
  if (name.length > MAX_NAME) throw new RangeError(`A statement's name has at most ${MAX_NAME} characters: ${name}`);
  return { name, text };
}

/** A query as pg takes it. */
export interface Query { readonly name?: string; readonly text: string; readonly values?: unknown[] }

/** What a plan under row-level security depends on: each role has its own. */
export function namedQuery(known: Statement<unknown>, role: string, values: readonly unknown[]): Query {
  return { name: `${known.name}.${role}`, text: known.text, values: [...values] };
}

/** Parts of pg's client that its types leave out; pg is pinned, and a test holds what we expect of them. */
interface Internals { pipeline: boolean; readonly connection: { readonly stream: { cork(): void; uncork(): void } } }

/** The connection of a query runner. */
export async function connectionOf(runner: QueryRunner): Promise<PoolClient> {
  return (await runner.connect()) as PoolClient;
}

/**
 * While `on`, queries are sent without waiting for the answer to the one before. It may be turned on and off only while
 * nothing is under way; a statement must not depend on the success of the one before, except through the transaction.
 */
export function pipelining(client: PoolClient, on: boolean): void {
  (client as unknown as Internals).pipeline = on;
}

/** What became of a query. `command` is `ROLLBACK` where a failed transaction was to be committed. */
export interface Answer { readonly rows: unknown[]; readonly command: string }

/**
 * Puts these queries into one packet, and with `open` also what is sent before the event loop turns. Answers their results
 * to come, in order; the caller awaits them all.
 */
export function sendTogether(client: PoolClient, queries: readonly Query[], open = false): Promise<Answer>[] {
  const { stream } = (client as unknown as Internals).connection;
  stream.cork();
  try {
    return queries.map(async (query) => {
      const { name, text, values } = query;
      return client.query({ text, ...(name === undefined ? {} : { name }), ...(values === undefined ? {} : { values }) }).catch((error: unknown) => {
        throw failed(query, error);
      });
    });
  } finally {
    if (open) setImmediate(() => stream.uncork());
    else stream.uncork();
  }
}

/** Sends one query on a connection that may be pipelining. */
export function sendOne(client: PoolClient, query: Query): Promise<Answer> {
  const [answer] = sendTogether(client, [query]);
  return answer ?? Promise.reject(new Error('Nothing was sent'));
}

/** As TypeORM tells of a query that failed, so that callers see one kind of error. */
function failed({ text, values }: Query, error: unknown): QueryFailedError {
  return new QueryFailedError(text, values, error as Error);
}
