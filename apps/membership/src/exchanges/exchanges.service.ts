import { createHash } from 'node:crypto';
import { Audit } from '@doanket/audit';
import { actorOf, type Principal } from '@doanket/auth';
import {
  EXCHANGE_TOTALS, type AnswerOf, type applyExchange, type closeExchange, type ExchangeView, type InputOf, type listExchangeRows, type listExchanges, type listExchangeTasks, type openExchange,
  type putExchangePart, type resolveExchangeTask, type sendExchangeMessage,
} from '@doanket/contracts';
import { Access } from '@doanket/directory';
import { Clock } from '@doanket/kernel';
import { Transactions, type Tx } from '@doanket/persistence';
import { decodeCursor, pageFrom, RequestInvalid } from '@doanket/service';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { ExchangeFileKnown, ExchangeHashDiffers, ExchangeNotInState, ExchangeNumberTaken, ExchangeTotalUnknown, OwnExchange } from './exchange.errors';
import { ExchangeAccess } from './exchange-access';
import { dueOf } from './exchange-due.rules';
import { ExchangeDuesSource } from './exchange-dues';
import { ExchangeParts } from './exchange-parts';
import { reportOf, rowsOf } from './exchange-report';
import { ExchangeRows } from './exchange-rows';
import { addTotals, columnsOf } from './exchange-rows.rules';
import { ExchangeTasks } from './exchange-tasks';
import { countRows, EXCHANGE_COLUMNS_SQL, ExchangesStore, FROM_EXCHANGE, toExchangeView, type Exchange, type NewExchange } from './exchanges.store';
import { Signatures } from './signatures';

const EntryCursor = z.tuple([z.iso.datetime(), z.uuid()]);
const RowCursor = z.tuple([z.number().int()]);

/** The ledger of exchanges: every file or message in and out is an entry with an outcome (SOC-02, SOC-03, SOC-08, SOC-09). */
@Injectable()
export class ExchangesService {
  constructor(
    private readonly transactions: Transactions, private readonly clock: Clock, private readonly scope: Access, private readonly access: ExchangeAccess, private readonly store: ExchangesStore,
    private readonly parts: ExchangeParts, private readonly rows: ExchangeRows, private readonly tasks: ExchangeTasks, private readonly dues: ExchangeDuesSource, private readonly signatures: Signatures,
    private readonly audit: Audit,
  ) {}

  open({ body }: InputOf<typeof openExchange>, principal: Principal): Promise<ExchangeView> {
    requireFitting(body);
    return this.enter(principal, {
      ...body, ...this.access.sender(principal, body.kind), announcedRows: body.rows, announcedTotals: body.totals, size: 0, signer: body.signer ?? null, signature: body.signature ?? null,
      sentByPersonId: principal.personId, actor: actorOf(principal),
    }, () => Promise.resolve());
  }

  async putPart({ params, body }: InputOf<typeof putExchangePart>, principal: Principal): Promise<AnswerOf<typeof putExchangePart>> {
    await this.sent(params.id, principal);
    const bytes = await this.parts.gather(body as AsyncIterable<Uint8Array>);
    await this.transactions.runWhole(async (tx) => {
      requireState(await this.store.find(tx, params.id, true), 'OPEN');
      await this.parts.keep(tx, params.id, params.part, bytes);
    });
    return { part: params.part, size: bytes.length };
  }

  async close({ params }: InputOf<typeof closeExchange>, principal: Principal): Promise<ExchangeView> {
    const entry = await this.sent(params.id, principal);
    requireState(entry, 'OPEN');
    const whole = await this.parts.whole(params.id);
    if (whole.sha256 !== entry.sha256) throw new ExchangeHashDiffers();
    return this.transactions.runWhole(async (tx) => {
      const current = await this.store.find(tx, params.id, true);
      requireState(current, 'OPEN');
      await this.store.change(tx, params.id, { state: 'RECEIVED', size: whole.size, received_at: this.clock.now() });
      await this.received(tx, params.id);
      return this.view(tx, params.id);
    });
  }

  message({ body }: InputOf<typeof sendExchangeMessage>, principal: Principal): Promise<ExchangeView> {
    requireFitting(body);
    requireColumns(body.kind, body.rows);
    const text = JSON.stringify(body.rows);
    const entry: NewExchange = {
      kind: body.kind, period: body.period, sequenceNo: body.sequenceNo, ...this.access.sender(principal, body.kind), announcedRows: body.rows.length, announcedTotals: body.totals, size: Buffer.byteLength(text),
      sha256: createHash('sha256').update(text).digest('hex'), format: 'JSON', fileName: null, signer: body.signer ?? null, signature: null, sentByPersonId: principal.personId, actor: actorOf(principal), state: 'RECEIVED',
    };
    return this.enter(principal, entry, async (tx, id) => {
      const stored = await this.store.find(tx, id);
      const read = body.rows.map((cells, at) => ({ no: at + 1, read: this.rows.read(stored, { no: at + 1, cells }) }));
      const totals: Record<string, number> = {};
      for (const row of read) addTotals(totals, EXCHANGE_TOTALS[body.kind], row.read.facts);
      await this.rows.write(tx, stored, read);
      await this.store.change(tx, id, { read_rows: read.length, totals: JSON.stringify(totals) });
      await this.received(tx, id);
    });
  }

  /** One of two that apply at once finds it under way. */
  apply({ params }: InputOf<typeof applyExchange>, principal: Principal): Promise<ExchangeView> {
    return this.transactions.runWhole(async (tx) => {
      const entry = await this.store.find(tx, params.id, true);
      await this.access.requireSeen(tx, principal, entry);
      await this.scope.requireUnit(tx, principal, 'membership.exchange.apply', entry.unitId);
      requireState(entry, 'MATCHED');
      if (entry.sentByPersonId !== null && entry.sentByPersonId === principal.personId) throw new OwnExchange();
      await this.tasks.requireTurn(tx, entry);
      await this.store.change(tx, entry.id, { state: 'APPLYING', applied_by_person_id: principal.personId, actor: JSON.stringify(actorOf(principal)), lease_until: null });
      await this.audit.record(tx, { action: 'exchange.apply', objectType: 'exchange', objectId: entry.id, unitId: entry.unitId });
      return this.view(tx, entry.id);
    });
  }

  get(id: string, principal: Principal): Promise<ExchangeView> {
    return this.transactions.readWhole(async (tx) => {
      await this.access.requireSeen(tx, principal, await this.store.find(tx, id));
      return this.view(tx, id);
    });
  }

  list({ query }: InputOf<typeof listExchanges>, principal: Principal): Promise<AnswerOf<typeof listExchanges>> {
    return this.transactions.readWhole(async (tx) => {
      const after = decodeCursor(query.cursor, EntryCursor);
      const mine = principal.kind === 'PARTNER' ? principal.clientId : null;
      const entries: (Exchange & { openedAt: Date })[] = await tx.query(
        `select ${EXCHANGE_COLUMNS_SQL}, x.opened_at as "openedAt" ${FROM_EXCHANGE}
         where ($1::uuid[] is null or x.unit_id = any($1)) and ($2::text is null or (x.sender = $2 and x.kind = any($3))) and ($4::text is null or x.kind = $4) and ($5::text is null or x.state = $5)
           and ($6::text is null or x.period = $6) and ($7::timestamptz is null or (date_trunc('milliseconds', x.opened_at), x.id) < ($7, $8::uuid))
         order by date_trunc('milliseconds', x.opened_at) desc, x.id desc limit $9`,
        [await this.scope.unitsOf(tx, principal), mine, this.access.kindsOf(principal), query.kind ?? null, query.state ?? null, query.period ?? null, after?.[0] ?? null, after?.[1] ?? null, query.limit + 1]);
      const counts = await countRows(tx, entries.map((entry) => entry.id));
      return pageFrom(entries, query.limit, (entry) => toExchangeView(entry, counts.get(entry.id)), (entry) => [entry.openedAt.toISOString(), entry.id]);
    });
  }

  listRows({ params, query }: InputOf<typeof listExchangeRows>, principal: Principal): Promise<AnswerOf<typeof listExchangeRows>> {
    return this.transactions.readWhole(async (tx) => {
      await this.access.requireSeen(tx, principal, await this.store.find(tx, params.id));
      const rows = await rowsOf(tx, params.id, { after: decodeCursor(query.cursor, RowCursor)?.[0] ?? 0, limit: query.limit + 1, state: query.state ?? null });
      return pageFrom(rows, query.limit, (row) => row, (row) => [row.row]);
    });
  }

  report(id: string, principal: Principal): Promise<string> {
    return this.transactions.readWhole(async (tx) => {
      await this.access.requireSeen(tx, principal, await this.store.find(tx, id));
      const lines: string[] = [];
      for await (const line of reportOf(tx, id)) lines.push(line);
      return lines.join('');
    });
  }

  listTasks({ query }: InputOf<typeof listExchangeTasks>, principal: Principal): Promise<AnswerOf<typeof listExchangeTasks>> {
    return this.transactions.readWhole(async (tx) => {
      const after = decodeCursor(query.cursor, EntryCursor);
      const tasks = await this.tasks.list(tx, {
        seen: await this.scope.unitsOf(tx, principal), open: query.open === 'true', after: after === null ? null : { at: after[0], id: after[1] }, limit: query.limit + 1,
      });
      return pageFrom(tasks, query.limit, (task) => task, (task) => [task.openedAt, task.id]);
    });
  }

  resolveTask({ params, body }: InputOf<typeof resolveExchangeTask>, principal: Principal): Promise<AnswerOf<typeof resolveExchangeTask>> {
    return this.transactions.run(async (tx) => {
      const task = await this.tasks.getForUpdate(tx, params.id);
      await this.scope.requireUnit(tx, principal, 'membership.exchange.apply', task.unitId);
      await this.audit.record(tx, { action: 'exchange-task.resolve', objectType: 'exchange-task', objectId: task.id, unitId: task.unitId, why: body.note });
      return this.tasks.resolve(tx, task, body.note, principal.personId);
    });
  }

  /** Makes the entry, or answers the one there is. What clashes with another one raises a task, which stays although the call fails. */
  private async enter(principal: Principal, entry: NewExchange, fill: (tx: Tx, id: string) => Promise<void>): Promise<ExchangeView> {
    const entered = await this.transactions.runWhole(async (tx) => {
      const known = await this.store.known(tx, entry);
      if (known !== null) return known;
      const id = await this.store.enter(tx, entry);
      if (id === 'NUMBER' || id === 'FILE') return (await this.store.known(tx, entry)) ?? id;
      await fill(tx, id);
      await this.audit.record(tx, { action: 'exchange.enter', objectType: 'exchange', objectId: id, unitId: entry.unitId, after: { kind: entry.kind, period: entry.period, sequenceNo: entry.sequenceNo } });
      return this.view(tx, id);
    });
    if (typeof entered === 'string') throw new ExchangeNumberTaken(entry.sequenceNo);
    if ('duplicate' in entered) return entered;
    return this.again(principal, entry, entered);
  }

  private async again(principal: Principal, entry: NewExchange, known: Exchange): Promise<ExchangeView> {
    const same = known.sha256 === entry.sha256 && known.sequenceNo === entry.sequenceNo && known.period === entry.period;
    if (same) {
      return this.transactions.readWhole(async (tx) => {
        await this.access.requireSeen(tx, principal, known);
        return toExchangeView(known, (await countRows(tx, [known.id])).get(known.id), true);
      });
    }
    await this.transactions.runWhole((tx) => this.tasks.raise(tx, 'REPEATED_FILE', { ...known, period: entry.period, sequenceNo: entry.sequenceNo }));
    throw known.sequenceNo === entry.sequenceNo ? new ExchangeNumberTaken(entry.sequenceNo) : new ExchangeFileKnown(known.sequenceNo);
  }

  /** Looks at number, day and signature of what has come whole. */
  private async received(tx: Tx, id: string): Promise<void> {
    const entry = await this.store.find(tx, id);
    await this.store.change(tx, id, { signature_state: await this.signatures.check(tx, entry) });
    if ((await this.tasks.gapBefore(tx, entry)) !== null) await this.tasks.raise(tx, 'OUT_OF_ORDER_FILE', entry);
    const due = dueOf(entry.kind, entry.period, await this.dues.on(tx, this.clock.today()));
    if (due !== null && this.clock.today() > due) await this.tasks.raise(tx, 'LATE_FILE', entry);
    await this.tasks.settle(tx, entry);
  }

  private sent(id: string, principal: Principal): Promise<Exchange> {
    return this.transactions.readWhole(async (tx) => {
      const entry = await this.store.find(tx, id);
      await this.access.requireSender(tx, principal, entry);
      return entry;
    });
  }

  private async view(tx: Tx, id: string): Promise<ExchangeView> {
    return toExchangeView(await this.store.find(tx, id), (await countRows(tx, [id])).get(id));
  }
}

function requireState(entry: Exchange, state: Exchange['state']): void {
  if (entry.state !== state) throw new ExchangeNotInState(entry.state);
}

function requireFitting({ kind, period, totals }: { kind: Exchange['kind']; period: string; totals: Readonly<Record<string, number>> }): void {
  const unknown = Object.keys(totals).filter((name) => !(EXCHANGE_TOTALS[kind] as readonly string[]).includes(name));
  if (unknown.length > 0) throw new ExchangeTotalUnknown(unknown);
  if ((kind === 'D02_LT' || kind === 'C12_NOTICE') && period.length !== 7) throw new RequestInvalid([{ pointer: '/body/period', detail: 'Files of this kind are of a month' }]);
}

/** A column no purpose needs is refused before anything is kept (SOC-10). */
function requireColumns(kind: Exchange['kind'], rows: readonly Readonly<Record<string, unknown>>[]): void {
  const known = new Set(columnsOf(kind).map((column) => column.name));
  const errors = rows.flatMap((row, at) => Object.keys(row).filter((name) => !known.has(name)).map((name) => ({ pointer: `/body/rows/${at}/${name}`, detail: 'Not a column of this kind' })));
  if (errors.length > 0) throw new RequestInvalid(errors.slice(0, 50));
}
