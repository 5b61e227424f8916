import { AsyncLocalStorage } from 'node:async_hooks';
import type { PoolClient } from 'pg';
import type { DataSource, QueryRunner } from 'typeorm';
import { currentCall, type Scope } from './call-context';
import { quoted } from './database';
import { connectionOf, namedQuery, pipelining, sendOne, sendTogether, type Query, type Statement } from './statement';
import type { Tx } from './tx';

/** Work to do once a transaction has been committed, e.g. waking the relay. Never throws into the caller. */
export type AfterCommit = () => void;

/** Statements that go out with the opening of a writing transaction, in the same round trip. Values are quoted by the hook. */
export type AtBegin = () => readonly string[];

/** Work inside a writing transaction after the use case, before its commit; sees what the use case returned. May throw. */
export type BeforeCommit = (tx: Tx, result: unknown) => Promise<void>;

/** A transaction was opened inside of another one. It would wait for a second connection, and a busy pool dead-locks. */
export class NestedTransaction extends Error {
  constructor() {
    super('A transaction inside a transaction: pass the running one on');
    this.name = 'NestedTransaction';
  }
}

/** A statement had failed and its error was swallowed: the server undid the transaction instead of committing it. */
export class TransactionLost extends Error {
  constructor() {
    super('A failed transaction cannot be committed; a statement in it failed and nobody passed that on');
    this.name = 'TransactionLost';
  }
}

const NOTHING: Scope = { kind: 'none' };
const BEGIN_READ: Query = { name: 'begin-read', text: 'begin read only' };
const COMMIT: Query = { name: 'commit', text: 'commit' };
const ROLLBACK: Query = { name: 'rollback', text: 'rollback' };
const SET_SCOPE = "select set_config('app.unit_paths', $1, true), set_config('app.person_id', $2, true)";
const SET_SCOPE_AND_ROLE = `${SET_SCOPE}, set_config('role', $3, true)`;

/** The transaction that this piece of work runs in, over when it has ended. */
interface Running { readonly owner: Transactions; over: boolean }

const running = new AsyncLocalStorage<Running>();

/**
 * Opens transactions. Each one sets the caller's scope first (row-level security, engineering handbook 7.4): an unset
 * scope sees nothing. Never use another entity manager inside: it would take a second connection and can dead-lock the pool.
 *
 * A round trip costs more than a statement. So a reading transaction sends its opening together with its first statement,
 * `ask` sends everything at once, and a writing one sends its opening as one batch.
 */
export class Transactions {
  private readonly listeners: AfterCommit[] = [];
  private readonly atBegin: AtBegin[] = [];
  private readonly beforeCommit: BeforeCommit[] = [];
  private readonly roles = new WeakMap<Tx, string>();

  constructor(private readonly dataSource: DataSource, private readonly service: string) {}

  /** Runs `work` in one transaction under the scope of the current call; commits when it returns, rolls back when it throws. */
  run<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.writing(currentCall()?.scope ?? NOTHING, work);
  }

  /** The same, read only. */
  read<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.reading(currentCall()?.scope ?? NOTHING, work);
  }

  /**
   * Runs `work` over all rows whatever the caller may see: consumers, pollers, jobs, and searches that carry their own
   * `unit_id = any(…)` from the scope builder. Lint names the files that may call it.
   */
  runWhole<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.writing({ kind: 'whole' }, work);
  }

  /**
   * `runWhole` whose first statement goes out together with the opening: one round trip less for what writes all day. Only
   * for a statement that nobody but the role of all rows may carry out: where the opening fails, it fails with it.
   */
  runWholeFrom<Row, T>(first: Statement<Row>, values: readonly unknown[], work: (tx: Tx, rows: Row[]) => Promise<T>): Promise<T> {
    return this.writing({ kind: 'whole' }, work, namedQuery(first, this.roleOf({ kind: 'whole' }), values));
  }

  /** `runWhole`, read only: for searches and look-ups. */
  readWhole<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.reading({ kind: 'whole' }, work);
  }

  /** The rows of one statement under the scope of the current call, read only, in one round trip. */
  ask<Row>(known: Statement<Row>, values: readonly unknown[]): Promise<Row[]> {
    return this.asking(currentCall()?.scope ?? NOTHING, known, values);
  }

  /** `ask` over all rows whatever the caller may see; see `runWhole`. */
  askWhole<Row>(known: Statement<Row>, values: readonly unknown[]): Promise<Row[]> {
    return this.asking({ kind: 'whole' }, known, values);
  }

  /** The rows of a statement inside a running transaction. */
  async askIn<Row>(tx: Tx, known: Statement<Row>, values: readonly unknown[]): Promise<Row[]> {
    const role = this.roles.get(tx);
    if (role === undefined || tx.queryRunner === undefined) throw new Error('Not a running transaction of this service');
    return (await sendOne(await connectionOf(tx.queryRunner), namedQuery(known, role, values))).rows as Row[];
  }

  /** Calls `listener` after each commit of a writing transaction. */
  onCommit(listener: AfterCommit): void {
    this.listeners.push(listener);
  }

  /** Adds statements to the opening of each writing transaction. */
  onBegin(hook: AtBegin): void {
    this.atBegin.push(hook);
  }

  /** Calls `hook` inside each writing transaction, just before its commit. */
  onBeforeCommit(hook: BeforeCommit): void {
    this.beforeCommit.push(hook);
  }

  private async asking<Row>(scope: Scope, known: Statement<Row>, values: readonly unknown[]): Promise<Row[]> {
    return this.onConnection(async (client) => {
      pipelining(client, true);
      try {
        // Should the opening fail, what follows fails with the transaction or sees nothing: an unset scope is an empty one.
        const sent = sendTogether(client, [BEGIN_READ, this.scopeQuery(scope), namedQuery(known, this.roleOf(scope), values), COMMIT]);
        const settled = await Promise.allSettled(sent);
        for (const one of settled) if (one.status === 'rejected') throw one.reason;
        const answer = settled[2];
        return (answer?.status === 'fulfilled' ? answer.value.rows : []) as Row[];
      } finally {
        pipelining(client, false);
      }
    });
  }

  private async reading<T>(scope: Scope, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.onConnection(async (client, runner) => {
      pipelining(client, true);
      const opened = Promise.all(sendTogether(client, [BEGIN_READ, this.scopeQuery(scope)], true));
      opened.catch(() => undefined);
      try {
        const result = await this.inside(runner, scope, work);
        await opened;
        await sendOne(client, COMMIT);
        return result;
      } catch (error) {
        await sendOne(client, ROLLBACK).catch(() => undefined);
        // What the work saw of a transaction that never opened says nothing.
        await opened;
        throw error;
      } finally {
        pipelining(client, false);
      }
    });
  }

  private async writing<Row, T>(scope: Scope, work: (tx: Tx, rows: Row[]) => Promise<T>, first?: Query): Promise<T> {
    const result = await this.onConnection(async (client, runner) => {
      try {
        // Waited for: a statement that changes something must never run outside of its transaction.
        const rows = (await this.opened(client, scope, first)) as Row[];
        const outcome = await this.inside(runner, scope, async (tx) => {
          const answer = await work(tx, rows);
          for (const hook of this.beforeCommit) await hook(tx, answer);
          return answer;
        });
        if ((await sendOne(client, COMMIT)).command === 'ROLLBACK') throw new TransactionLost();
        return outcome;
      } catch (error) {
        await sendOne(client, ROLLBACK).catch(() => undefined);
        throw error;
      }
    });
    for (const listener of this.listeners) listener();
    return result;
  }

  /** Opens a writing transaction, in one packet with its first statement where there is one; answers that one's rows. */
  private async opened(client: PoolClient, scope: Scope, first?: Query): Promise<unknown[]> {
    const opening: Query = { text: this.openingBatch(scope) };
    if (first === undefined) {
      await sendOne(client, opening);
      return [];
    }
    pipelining(client, true);
    const settled = await Promise.allSettled(sendTogether(client, [opening, first])).finally(() => pipelining(client, false));
    for (const one of settled) if (one.status === 'rejected') throw one.reason;
    const answer = settled[1];
    return answer?.status === 'fulfilled' ? answer.value.rows : [];
  }

  private async onConnection<T>(work: (client: PoolClient, runner: QueryRunner) => Promise<T>): Promise<T> {
    const around = running.getStore();
    if (around !== undefined && around.owner === this && !around.over) throw new NestedTransaction();
    const runner = this.dataSource.createQueryRunner();
    try {
      return await work(await connectionOf(runner), runner);
    } finally {
      await runner.release();
    }
  }

  /** Runs `work` with TypeORM told that a transaction is open, so that it begins none of its own and nests by savepoints. */
  private async inside<T>(runner: QueryRunner, scope: Scope, work: (tx: Tx) => Promise<T>): Promise<T> {
    Object.assign(runner, { isTransactionActive: true, transactionDepth: 1 });
    const tx = runner.manager as Tx;
    this.roles.set(tx, this.roleOf(scope));
    const current: Running = { owner: this, over: false };
    try {
      return await running.run(current, () => work(tx));
    } finally {
      current.over = true;
      Object.assign(runner, { isTransactionActive: false, transactionDepth: 0 });
    }
  }

  private roleOf(scope: Scope): string {
    return scope.kind === 'whole' ? 'whole' : 'app';
  }

  /** Sets the scope; values travel as parameters. */
  private scopeQuery(scope: Scope): Query {
    const values = [pathsOf(scope), currentCall()?.actor.personId ?? ''];
    return scope.kind === 'whole' ? { name: 'scope.whole', text: SET_SCOPE_AND_ROLE, values: [...values, `${this.service}_whole`] } : { name: 'scope.app', text: SET_SCOPE, values };
  }

  /** One statement batch, so that opening costs one round trip. Values are quoted here because a batch takes no parameters. */
  private openingBatch(scope: Scope): string {
    const role = scope.kind === 'whole' ? [`set local role ${this.service}_whole`] : [];
    const set = `select set_config('app.unit_paths', ${quoted(pathsOf(scope))}, true), set_config('app.person_id', ${quoted(currentCall()?.actor.personId ?? '')}, true)`;
    return ['begin', ...role, set, ...this.atBegin.flatMap((hook) => hook())].join('; ');
  }
}

const pathsOf = (scope: Scope): string => (scope.kind === 'units' ? `{${scope.paths.join(',')}}` : '{}');
