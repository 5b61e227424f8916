import { createHash } from 'node:crypto';
import { EXCHANGE_MAX_ROWS, EXCHANGE_TOTALS, ExchangeFinishedV1, type ExchangeKind, type ExchangeView } from '@doanket/contracts';
import { Clock } from '@doanket/kernel';
import { Outbox } from '@doanket/messaging';
import { systemCall, Transactions, withCallContext, type Tx } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';
import { Notices } from '../integrations/notices';
import type { ExchangeApplier } from './exchange-applier';
import { ArrearsApplier } from './arrears.applier';
import { EmployerListApplier } from './employer-list.applier';
import { BY_HAND } from './exchange-access';
import { ExchangeUnreadable } from './exchange-cells';
import { ExchangeMatcher } from './exchange-matcher';
import { ExchangeParts } from './exchange-parts';
import { readFileRows } from './exchange-reader';
import { reportOf } from './exchange-report';
import { ExchangeRows } from './exchange-rows';
import { addTotals } from './exchange-rows.rules';
import { ExchangeTasks } from './exchange-tasks';
import { countRows, ExchangesStore, type Exchange } from './exchanges.store';
import { LeaveApplier } from './leave.applier';
import { NoticeApplier } from './notice.applier';
import { SalaryApplier } from './salary.applier';

const READ_ROWS = 1_000;
const MATCH_ROWS = 10_000;
const APPLY_ROWS = 200;
const LEASE_MS = 60_000;

/**
 * Reads, matches and applies what lies in the ledger. Each chunk commits with how far it went, so a killed worker's entry goes
 * on where it stood once its lease is over, and no row takes effect twice.
 */
@Injectable()
export class ExchangeWorker {
  private readonly appliers: Readonly<Record<ExchangeKind, ExchangeApplier>>;

  constructor(
    private readonly transactions: Transactions, private readonly clock: Clock, private readonly outbox: Outbox, private readonly store: ExchangesStore, private readonly parts: ExchangeParts,
    private readonly rows: ExchangeRows, private readonly matcher: ExchangeMatcher, private readonly tasks: ExchangeTasks, private readonly partnerNotices: Notices,
    employers: EmployerListApplier, salaries: SalaryApplier, notices: NoticeApplier, arrears: ArrearsApplier, leaves: LeaveApplier,
  ) {
    this.appliers = { EMPLOYER_LIST: employers, D02_LT: salaries, C12_NOTICE: notices, ARREARS_LIST: arrears, BENEFIT_LIST: leaves };
  }

  /** Works until nothing waits. An entry that fails keeps its lease, comes again later and holds up nobody. Called by a timer. */
  async round(): Promise<void> {
    const failures: unknown[] = [];
    for (let entry = await this.claim(); entry !== null; entry = await this.claim()) await this.workOn(entry).catch((error: unknown) => failures.push(error));
    if (failures.length > 0) throw failures[0];
  }

  private workOn(entry: Exchange): Promise<void> {
    return withCallContext({ ...systemCall('membership', entry.id), actor: entry.actor }, () => this.work(entry));
  }

  private async work(entry: Exchange): Promise<void> {
    if (entry.state === 'RECEIVED') await this.read(entry);
    else if (entry.state === 'VALIDATED') await this.match(entry);
    else await this.apply(entry);
    await this.transactions.runWhole((tx) => tx.query('update exchange set lease_until = null where id = $1', [entry.id]));
  }

  private claim(): Promise<Exchange | null> {
    return this.transactions.runWhole(async (tx) => {
      const now = this.clock.now();
      const rows: { id: string }[] = await tx.query(
        `select id from exchange where state in ('RECEIVED', 'VALIDATED', 'APPLYING') and (lease_until is null or lease_until < $1) order by received_at, id limit 1 for update skip locked`, [now]);
      if (rows[0] === undefined) return null;
      await tx.query('update exchange set lease_until = $2 where id = $1', [rows[0].id, this.lease()]);
      return this.store.find(tx, rows[0].id);
    });
  }

  private async read(entry: Exchange): Promise<void> {
    if (entry.signatureState === 'INVALID') return this.refuse(entry, 'SIGNATURE_INVALID', null);
    try {
      if (entry.format !== 'JSON') await this.readFile(entry, entry.format);
    } catch (error) {
      if (error instanceof ExchangeUnreadable) return this.refuse(entry, error.refusal, error.at);
      throw error;
    }
    const read = await this.transactions.readWhole((tx) => this.store.find(tx, entry.id));
    if (read.readRows !== entry.announcedRows) return this.refuse(entry, read.readRows === 0 ? 'NO_ROWS' : 'ROWS_DIFFER', String(read.readRows));
    const differing = Object.entries(entry.announcedTotals).find(([name, sum]) => (read.totals?.[name] ?? 0) !== sum);
    if (differing !== undefined) return this.refuse(entry, 'TOTALS_DIFFER', differing[0]);
    await this.transactions.runWhole(async (tx) => {
      await this.matcher.refuseRepeated(tx, entry);
      await this.store.change(tx, entry.id, { state: 'VALIDATED' });
    });
  }

  /** Goes on behind the last row that is in. */
  private async readFile(entry: Exchange, format: 'CSV' | 'XLSX' | 'XML'): Promise<void> {
    const after = await this.rows.lastRead(entry.id);
    let batch: Parameters<ExchangeRows['write']>[2][number][] = [];
    let totals = { ...entry.totals };
    let count = entry.readRows;
    const flush = (): Promise<void> => this.transactions.runWhole(async (tx) => {
      await this.rows.write(tx, entry, batch);
      await this.store.change(tx, entry.id, { read_rows: count, totals: JSON.stringify(totals), lease_until: this.lease() });
    });
    for await (const row of readFileRows(entry.kind, format, this.parts.read(entry.id))) {
      if (row.no <= after) continue;
      if (count >= EXCHANGE_MAX_ROWS) throw new ExchangeUnreadable('NOT_READABLE', String(row.no));
      const read = this.rows.read(entry, row);
      totals = { ...totals };
      addTotals(totals, EXCHANGE_TOTALS[entry.kind], read.facts);
      count += 1;
      batch.push({ no: row.no, read });
      if (batch.length < READ_ROWS) continue;
      await flush();
      batch = [];
    }
    if (batch.length > 0) await flush();
  }

  private async match(entry: Exchange): Promise<void> {
    for (let left = MATCH_ROWS; left > 0;) {
      left = await this.transactions.runWhole(async (tx) => {
        await this.store.change(tx, entry.id, { lease_until: this.lease() });
        return this.matcher.next(tx, entry, MATCH_ROWS);
      });
    }
    await this.transactions.runWhole(async (tx) => {
      const counts = (await countRows(tx, [entry.id])).get(entry.id);
      await this.store.change(tx, entry.id, { state: 'MATCHED', matched_rows: counts?.matched ?? 0 });
    });
  }

  private async apply(entry: Exchange): Promise<void> {
    for (let done = false; !done;) {
      done = await this.transactions.runWhole(async (tx) => {
        const current = await this.store.find(tx, entry.id, true);
        if (current.state !== 'APPLYING') return true;
        const rows = await this.rows.matched(tx, current, APPLY_ROWS);
        if (rows.length === 0) {
          await this.finish(tx, current);
          return true;
        }
        await this.rows.settle(tx, current, await this.appliers[entry.kind].apply(tx, current, rows));
        await this.store.change(tx, entry.id, { applied_through: rows.at(-1)?.no ?? current.appliedThrough, lease_until: this.lease() });
        return false;
      });
    }
  }

  private refuse(entry: Exchange, refusal: NonNullable<ExchangeView['refusal']>, at: string | null): Promise<void> {
    return this.transactions.runWhole(async (tx) => {
      await this.store.change(tx, entry.id, { refusal, refusal_at: at });
      await this.tasks.raise(tx, 'REFUSED_FILE', entry);
      await this.end(tx, entry, 'REJECTED');
    });
  }

  private async finish(tx: Tx, entry: Exchange): Promise<void> {
    const counts = (await countRows(tx, [entry.id])).get(entry.id);
    const good = (counts?.total ?? 0) - (counts?.refused ?? 0);
    if ((counts?.refused ?? 0) > 0) await this.tasks.raise(tx, 'REFUSED_ROWS', entry);
    if (good === 0) await this.store.change(tx, entry.id, { refusal: 'ALL_ROWS_REFUSED' });
    await this.end(tx, entry, good === 0 ? 'REJECTED' : (counts?.refused ?? 0) > 0 ? 'PARTIAL' : 'APPLIED');
  }

  private async end(tx: Tx, entry: Exchange, outcome: 'APPLIED' | 'PARTIAL' | 'REJECTED'): Promise<void> {
    await this.store.change(tx, entry.id, { state: outcome, finished_at: this.clock.now(), lease_until: null });
    await this.rows.forget(tx, entry.id);
    await this.parts.forget(tx, entry.id);
    const counts = (await countRows(tx, [entry.id])).get(entry.id);
    await this.outbox.publish(tx, ExchangeFinishedV1, {
      exchangeId: entry.id, unitId: entry.unitId, kind: entry.kind, period: entry.period, sequenceNo: entry.sequenceNo, outcome,
      applied: counts?.applied ?? 0, unchanged: counts?.unchanged ?? 0, notOurs: counts?.notOurs ?? 0, refused: counts?.refused ?? 0,
    });
    if (entry.sender !== BY_HAND) {
      await this.partnerNotices.note(tx, {
        clientId: entry.sender, unitId: entry.unitId, type: 'exchange.finished', subjectId: entry.id,
        data: { exchangeId: entry.id, kind: entry.kind, period: entry.period, sequenceNo: entry.sequenceNo, state: outcome, total: counts?.total ?? 0, refused: counts?.refused ?? 0 },
      });
    }
    await this.answer(tx, entry);
  }

  /** The report back is an entry of its own: what went out, and its hash. */
  private async answer(tx: Tx, entry: Exchange): Promise<void> {
    const hash = createHash('sha256');
    let size = 0;
    let rows = 0;
    for await (const line of reportOf(tx, entry.id)) {
      hash.update(line);
      size += Buffer.byteLength(line);
      rows += 1;
    }
    await this.store.enter(tx, {
      direction: 'OUT', state: 'SENT', answersId: entry.id, unitId: entry.unitId, sender: entry.sender, kind: entry.kind, period: entry.period, sequenceNo: entry.sequenceNo, format: 'CSV',
      fileName: `report-${entry.kind.toLowerCase()}-${entry.period}-${entry.sequenceNo}.csv`, size, sha256: hash.digest('hex'), signer: null, signature: null,
      announcedRows: Math.max(rows - 1, 0), announcedTotals: {}, sentByPersonId: null, actor: entry.actor, readRows: Math.max(rows - 1, 0),
    });
  }

  private lease(): Date {
    return new Date(this.clock.now().getTime() + LEASE_MS);
  }
}
