import type { Principal } from '@doanket/auth';
import type { RouteContract } from '@doanket/contracts';
import { currentCall, quoted, type CallContext, type Transactions, type Tx } from '@doanket/persistence';
import type { FastifyRequest } from 'fastify';
import { AnswerLost, KeyReused, RequestInvalid } from '../http/request.errors';
import { type Command, digestOf, digestOfBytes, HashedBytes } from './command';
import { AnswerSeal } from './sealed-answer';

/** An answer given before. */
export interface StoredAnswer { readonly status: number; readonly answer: unknown }

interface Row { readonly request_hash: string | null; readonly status: number | null; readonly answer: string | null; readonly answered: boolean }

const KEY = /^[\x21-\x7e]{1,100}$/;

/**
 * Makes a repeated POST harmless (engineering handbook 7.7). The row of a key is inserted with the opening of the command's
 * own transaction, so a second request with the same key waits for the first and then finds it; the answer is written
 * before that transaction commits. One command, one transaction: a command that fails after its first commit gives its
 * key free again.
 */
export class Idempotency {
  private readonly commands = new WeakMap<CallContext, Command>();

  constructor(private readonly transactions: Transactions) {
    transactions.onBegin(() => this.opening());
    transactions.onBeforeCommit((tx, result) => this.keep(tx, result));
    transactions.onCommit(() => this.committed());
  }

  /** Starts to watch a POST. Throws RequestInvalid without a usable `Idempotency-Key`. */
  begin(request: FastifyRequest, contract: RouteContract, principal: Principal): void {
    const call = currentCall();
    const key = request.headers['idempotency-key'];
    if (typeof key !== 'string' || !KEY.test(key)) {
      throw new RequestInvalid([{ pointer: '/headers/idempotency-key', detail: 'Every POST needs a key of 1 to 100 printable characters' }]);
    }
    if (call === null) return;
    const owner = principal.kind === 'PARTNER' ? `client:${principal.clientId}` : `account:${principal.subject}`;
    const route = `${contract.service}.${contract.name}`;
    // The key is part of it and not stored, so the hash says nothing about the body.
    const parts = [key, request.method, request.url, principal.post?.postId ?? null];
    const { body } = request;
    this.commands.set(call, {
      owner, route, seal: new AnswerSeal(owner, route, key), contract, state: 'OPEN', stored: null,
      request: body instanceof HashedBytes ? digestOfBytes([...parts, request.headers['content-type'], request.headers['x-file-name']], body) : digestOf([...parts, body ?? null]),
    });
  }

  /**
   * Asked when a call failed: the answer that an earlier request with this key got, null when there is none and the failure
   * stands. Throws KeyReused when that was another request, AnswerLost when its answer was not kept.
   */
  async storedAnswer(request: FastifyRequest, failure: unknown): Promise<StoredAnswer | null> {
    const command = request.call === undefined ? undefined : this.commands.get(request.call);
    if (command === undefined || failure instanceof RequestInvalid) return null;
    if (command.state === 'KEPT') {
      await this.release(command);
      return null;
    }
    const row = await this.find(command);
    if (row === null) return null;
    if (row.request_hash !== (await command.request.whenRead())) throw new KeyReused();
    if (!row.answered) throw new AnswerLost();
    return { status: row.status ?? command.contract.status, answer: row.answer === null ? null : repeated(JSON.parse(command.seal.open(row.answer))) };
  }

  /** Called with the answer as it goes out: keeps it, where the transaction's own result was something else. */
  async finish(request: FastifyRequest, answer: unknown): Promise<void> {
    const command = request.call === undefined ? undefined : this.commands.get(request.call);
    if (command === undefined || command.state !== 'KEPT') return;
    const text = JSON.stringify(answer);
    if (text === command.stored) return;
    command.stored = text;
    await this.transactions.runWhole((tx) => this.update(tx, command, text, true));
  }

  /** Deletes rows older than seven days; answers how many. */
  async deleteOld(): Promise<number> {
    return this.transactions.runWhole(async (tx) => {
      const [, count] = (await tx.query("delete from idempotency where created_at < now() - interval '7 days'")) as [unknown, number];
      return count;
    });
  }

  private opening(): readonly string[] {
    const command = this.current();
    if (command === null || command.state === 'KEPT') return [];
    command.state = 'OPEN';
    const hash = command.request.now();
    return [
      `select set_config('app.idempotency_owner', ${quoted(command.owner)}, true)`,
      `insert into idempotency (owner, route, key, request_hash) values (${quoted(command.owner)}, ${quoted(command.route)}, ${quoted(command.seal.keyHash)}, ${hash === null ? 'null' : quoted(hash)})`,
    ];
  }

  private async keep(tx: Tx, result: unknown): Promise<void> {
    const command = this.current();
    if (command === null || command.state === 'KEPT') return;
    const fits = result !== undefined && command.contract.answer.safeParse(result).success;
    const text = fits ? JSON.stringify(result) : null;
    await this.update(tx, command, text, fits);
    command.state = 'STAGED';
    command.stored = text;
  }

  private committed(): void {
    const command = this.current();
    if (command?.state === 'STAGED') command.state = 'KEPT';
  }

  private async update(tx: Tx, command: Command, answer: string | null, answered: boolean): Promise<void> {
    await tx.query(
      'update idempotency set request_hash = coalesce($4, request_hash), status = $5, answer = $6, answered = $7 where owner = $1 and route = $2 and key = $3',
      [command.owner, command.route, command.seal.keyHash, command.request.now(), command.contract.status, answer === null ? null : command.seal.seal(answer), answered],
    );
  }

  private async release(command: Command): Promise<void> {
    await this.transactions.runWhole(async (tx) => {
      await tx.query('delete from idempotency where owner = $1 and route = $2 and key = $3', [command.owner, command.route, command.seal.keyHash]);
    });
    command.state = 'OPEN';
  }

  private find(command: Command): Promise<Row | null> {
    return this.transactions.readWhole(async (tx) => {
      const rows = (await tx.query(
        'select request_hash, status, answer, answered from idempotency where owner = $1 and route = $2 and key = $3',
        [command.owner, command.route, command.seal.keyHash],
      )) as Row[];
      return rows[0] ?? null;
    });
  }

  private current(): Command | null {
    const call = currentCall();
    return call === null ? null : (this.commands.get(call) ?? null);
  }
}

/** An answer that says whether it is a duplicate says so when it is given again. Source: handbook SOC-09. */
function repeated(answer: unknown): unknown {
  return typeof answer === 'object' && answer !== null && 'duplicate' in answer && answer.duplicate === false ? { ...answer, duplicate: true } : answer;
}
