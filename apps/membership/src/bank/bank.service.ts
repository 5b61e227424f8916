import { Audit } from '@doanket/audit';
import type { Principal } from '@doanket/auth';
import type { AnswerOf, BankEntryView, BankStatementView, ignoreBankEntry, importBankStatement, InputOf, listBankEntries, listBankStatements, matchBankEntry, MatchProposal, unmatchBankEntry } from '@doanket/contracts';
import { Access, UnitNotFound } from '@doanket/directory';
import { Clock, DomainError, newId, type Day } from '@doanket/kernel';
import { FailPoints } from '@doanket/messaging';
import { systemCall, Transactions, type Tx, withCallContext } from '@doanket/persistence';
import { decodeCursor, pageFrom } from '@doanket/service';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { RemittancesService } from '../dues/remittances.service';
import { FundBook } from '../fund/fund-book';
import { BankEntryNotFound, BankEntryNotInState, MatchNotTakenBack, MatchTargetUnknown, StatementUnreadable } from './bank.errors';
import { BankAccounts } from './bank-accounts';
import { BankQueries, hexOf, type EntryRow, type StatementRow } from './bank.queries';
import { judge, monthIn } from './matching.rules';
import { readStatement } from './statement-reader';

/** A statement of a day is far below. */
const MAX_BYTES = 10_000_000;
/** Entries looked at in one transaction. */
const AT_ONCE = 100;

/** Statements of the collecting account, and what their entries are (ORG-18, SOC-04). */
@Injectable()
export class BankService {
  constructor(
    private readonly transactions: Transactions, private readonly clock: Clock, private readonly access: Access, private readonly audit: Audit, private readonly queries: BankQueries,
    private readonly fund: FundBook, private readonly remittances: RemittancesService, private readonly accounts: BankAccounts, private readonly points: FailPoints,
  ) {}

  /** All of a statement in one transaction: killed in the middle, nothing of it is there. Then entries that are sure are booked. */
  async import({ body }: InputOf<typeof importBankStatement>, principal: Principal): Promise<BankStatementView> {
    const read = readStatement(await gather(body as AsyncIterable<Uint8Array>));
    const id = await this.transactions.run(async (tx) => {
      const unitId = await this.own(tx, principal);
      const days = read.entries.map((entry) => entry.bookedOn).sort();
      const newStatementId = newId();
      const index = this.accounts.index(read.account);
      const fresh: { id: string }[] = await tx.query(
        `insert into bank_statement (id, unit_id, format, sealed_account, account_index, reference, first_day, last_day, imported_at, entries, repeated) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 0, 0) on conflict do nothing returning id`,
        [newStatementId, unitId, read.format, this.accounts.seal('bank_statement.sealed_account', newStatementId, read.account), index, read.reference, days[0] ?? null, days.at(-1) ?? null, this.clock.now()]);
      const known: { id: string }[] = await tx.query('select id from bank_statement where unit_id = $1 and account_index = $2 and reference = $3 for update', [unitId, index, read.reference]);
      const statementId = known[0]?.id ?? '';
      const rows = read.entries.map((entry) => ({ ...entry, id: newId() })).map((entry) => ({
        id: entry.id, unit_id: unitId, statement_id: statementId, sealed_account: hexOf(this.accounts.seal('bank_entry.sealed_account', entry.id, read.account)), account_index: hexOf(index), entry_ref: entry.entryRef, booked_on: entry.bookedOn, amount_vnd: entry.amountVnd, 
        sealed_counter: entry.counterAccount === null ? null : hexOf(this.accounts.seal('bank_entry.sealed_counter', entry.id, entry.counterAccount)),
        counter_index: entry.counterAccount === null ? null : hexOf(this.accounts.index(entry.counterAccount)), counter_name: entry.counterName, text: entry.text, state: entry.amountVnd > 0 ? 'NEW' : 'IGNORED', match: null, by_subject: null, source_id: null, reason: null,
      }));
      const entered: { n: number }[] = await tx.query(
        `with entered as (insert into bank_entry select * from jsonb_populate_recordset(null::bank_entry, $1::jsonb) on conflict do nothing returning 1) select count(*)::int as n from entered`, [JSON.stringify(rows)]);
      const n = entered[0]?.n ?? 0;
      await tx.query('update bank_statement set entries = entries + $2, repeated = case when $3 then $4::int else repeated end where id = $1', [statementId, n, fresh.length > 0, rows.length - n]);
      await this.audit.record(tx, { action: 'bank.import', objectType: 'bank-statement', objectId: statementId, unitId, after: { format: read.format, entries: rows.length, fresh: n } });
      this.points.hit('bank-statement-written');
      return statementId;
    });
    await this.lookAtNew();
    return this.transactions.read(async (tx) => this.toStatement(await this.queries.statement(tx, id)));
  }

  /** Books entries that are sure and opens the others; called after an import and by a timer, for what a killed process left. */
  async lookAtNew(): Promise<void> {
    while ((await withCallContext(systemCall('membership', 'bank-matching'), () => this.transactions.runWhole((tx) => this.lookAtSome(tx)))) === AT_ONCE);
  }

  statements({ query }: InputOf<typeof listBankStatements>, principal: Principal): Promise<AnswerOf<typeof listBankStatements>> {
    return this.transactions.read(async (tx) => {
      const rows = await this.queries.statements(tx, await this.own(tx, principal), decodeCursor(query.cursor, z.tuple([z.uuid()]))?.[0] ?? null, query.limit + 1);
      return pageFrom(rows, query.limit, (row) => this.toStatement(row), (row) => [row.id]);
    });
  }

  entries({ query }: InputOf<typeof listBankEntries>, principal: Principal): Promise<AnswerOf<typeof listBankEntries>> {
    return this.transactions.read(async (tx) => {
      const rows = await this.queries.entries(tx, {
        unitId: await this.own(tx, principal), state: query.state ?? null, statementId: query.statement ?? null, after: decodeCursor(query.cursor, z.tuple([z.iso.date(), z.uuid()])), limit: query.limit + 1,
      });
      const shown = await this.proposed(tx, rows.slice(0, query.limit).filter((row) => row.state === 'OPEN'));
      return pageFrom(rows, query.limit, (row) => this.toEntry(row, shown.get(row.id) ?? []), (row) => [row.bookedOn, row.id]);
    });
  }

  match({ params, body }: InputOf<typeof matchBankEntry>, principal: Principal): Promise<BankEntryView> {
    return this.transactions.run(async (tx) => {
      const entry = await this.locked(tx, params.id, principal, ['NEW', 'OPEN']);
      const target = await this.queries.target(tx, entry.unitId, body.kind, body.targetId);
      if (target === null || (body.kind === 'REMITTANCE' && target.amountVnd !== Number(entry.amountVnd))) throw new MatchTargetUnknown();
      const proposal: MatchProposal = { kind: body.kind, targetId: body.targetId, targetName: target.name, month: body.kind === 'FUND' ? (body.month ?? monthIn(entry.text, entry.bookedOn)) : null, confidence: 'HIGH', signs: [] };
      await this.book(tx, entry, proposal, principal.subject);
      if (entry.counterIndex !== null && body.kind === 'FUND') {
        await tx.query(`insert into bank_party (unit_id, counter_index, kind, target_id) values ($1, $2, $3, $4) on conflict on constraint bank_party_once do update set kind = excluded.kind, target_id = excluded.target_id`,
          [entry.unitId, entry.counterIndex, body.kind, body.targetId]);
      }
      await this.audit.record(tx, { action: 'bank.match', objectType: 'bank-entry', objectId: entry.id, unitId: entry.unitId, after: { kind: body.kind, targetId: body.targetId, month: proposal.month } });
      return this.view(tx, entry.id);
    });
  }

  unmatch({ params, body }: InputOf<typeof unmatchBankEntry>, principal: Principal): Promise<BankEntryView> {
    return this.transactions.run(async (tx) => {
      const entry = await this.locked(tx, params.id, principal, ['MATCHED']);
      if (entry.match?.kind !== 'FUND' || entry.sourceId === null) throw new MatchNotTakenBack();
      await this.fund.takeBack(tx, entry.sourceId);
      await tx.query("update bank_entry set state = 'OPEN', match = null, by_subject = null, source_id = null, reason = $2 where id = $1", [entry.id, body.reason]);
      await this.audit.record(tx, { action: 'bank.unmatch', objectType: 'bank-entry', objectId: entry.id, unitId: entry.unitId, why: body.reason });
      return this.view(tx, entry.id);
    });
  }

  ignore({ params, body }: InputOf<typeof ignoreBankEntry>, principal: Principal): Promise<BankEntryView> {
    return this.transactions.run(async (tx) => {
      const entry = await this.locked(tx, params.id, principal, ['NEW', 'OPEN']);
      await tx.query("update bank_entry set state = 'IGNORED', reason = $2, by_subject = $3 where id = $1", [entry.id, body.reason, principal.subject]);
      await this.audit.record(tx, { action: 'bank.ignore', objectType: 'bank-entry', objectId: entry.id, unitId: entry.unitId, why: body.reason });
      return this.view(tx, entry.id);
    });
  }

  private async lookAtSome(tx: Tx): Promise<number> {
    const rows = await this.queries.fresh(tx, AT_ONCE);
    for (const entry of rows) {
      // One after the other: what the first one pays, the second one does not pay again.
      const [best] = (await this.proposed(tx, [entry])).get(entry.id) ?? [];
      if (best?.confidence !== 'HIGH' || !(await this.booked(tx, entry, best))) await tx.query("update bank_entry set state = 'OPEN' where id = $1", [entry.id]);
    }
    if (rows.length > 0) this.points.hit('bank-entries-booked');
    return rows.length;
  }

  /** False when a rule is against it, e.g. a month that no rule knows: somebody has to look, and the entries behind it go on. */
  private async booked(tx: Tx, entry: EntryRow, match: MatchProposal): Promise<boolean> {
    await tx.query('savepoint bank_entry');
    try {
      await this.book(tx, entry, match, null);
      await tx.query('release savepoint bank_entry');
      return true;
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      await tx.query('rollback to savepoint bank_entry');
      return false;
    }
  }

  private async proposed(tx: Tx, entries: readonly EntryRow[]): Promise<Map<string, MatchProposal[]>> {
    const found = await this.queries.candidates(tx, entries);
    return new Map(entries.map((entry) => [entry.id, judge(found.get(entry.id) ?? [], Number(entry.amountVnd))]));
  }

  private async book(tx: Tx, entry: EntryRow, match: MatchProposal, subject: string | null): Promise<void> {
    const sourceId = match.kind === 'FUND' ? await this.bookFund(tx, entry, match) : await this.bookRemittance(tx, entry.bookedOn, match.targetId);
    await tx.query("update bank_entry set state = 'MATCHED', match = $2::jsonb, by_subject = $3, source_id = $4, reason = null where id = $1", [entry.id, JSON.stringify(match), subject, sourceId]);
  }

  private async bookFund(tx: Tx, entry: EntryRow, match: MatchProposal): Promise<string> {
    const receipt = await this.fund.receive(tx, {
      employerId: match.targetId, month: match.month ?? monthIn(entry.text, entry.bookedOn), amountVnd: Number(entry.amountVnd), receivedOn: entry.bookedOn, reference: entry.entryRef,
    });
    return receipt.id;
  }

  private async bookRemittance(tx: Tx, bookedOn: Day, id: string): Promise<string> {
    const sent: { id: string; unitId: string; receiverId: string; amountVnd: string }[] = await tx.query(
      `select id, unit_id as "unitId", receiver_id as "receiverId", amount_vnd::text as "amountVnd" from remittance where id = $1 and state = 'SENT' for update`, [id]);
    if (sent[0] === undefined) throw new MatchTargetUnknown();
    await this.remittances.book(tx, sent[0], bookedOn);
    return id;
  }

  private async locked(tx: Tx, id: string, principal: Principal, states: readonly string[]): Promise<EntryRow> {
    const entry = await this.queries.entry(tx, id, true);
    if (entry === null) throw new BankEntryNotFound();
    await this.access.requireUnit(tx, principal, 'membership.bank.keep', entry.unitId).catch((error: unknown) => {
      throw error instanceof UnitNotFound ? new BankEntryNotFound() : error;
    });
    if (!states.includes(entry.state)) throw new BankEntryNotInState(entry.state);
    return entry;
  }

  private async view(tx: Tx, id: string): Promise<BankEntryView> {
    const entry = await this.queries.entry(tx, id, false);
    if (entry === null) throw new BankEntryNotFound();
    return this.toEntry(entry, entry.state === 'OPEN' ? ((await this.proposed(tx, [entry])).get(id) ?? []) : []);
  }

  private async own(tx: Tx, principal: Principal): Promise<string> {
    if (principal.post === null) throw new UnitNotFound();
    await this.access.requireUnit(tx, principal, 'membership.bank.keep', principal.post.unitId);
    return principal.post.unitId;
  }

  private toStatement({ sealedAccount, unitId: _, ...row }: StatementRow): BankStatementView {
    return { ...row, accountMasked: this.accounts.masked('bank_statement.sealed_account', row.id, sealedAccount), importedAt: row.importedAt.toISOString() };
  }

  private toEntry(row: EntryRow, proposals: MatchProposal[]): BankEntryView {
    return {
      id: row.id, statementId: row.statementId, entryRef: row.entryRef, bookedOn: row.bookedOn, amountVnd: Number(row.amountVnd), counterAccountMasked: row.sealedCounter === null ? null : this.accounts.masked('bank_entry.sealed_counter', row.id, row.sealedCounter),
      counterName: row.counterName, text: row.text, state: row.state, match: row.match, byHand: row.bySubject !== null, reason: row.reason, proposals,
    };
  }
}

/** A statement in memory: it comes in as a whole or not at all. */
async function gather(parts: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const kept: Uint8Array[] = [];
  let size = 0;
  for await (const part of parts) {
    size += part.length;
    if (size > MAX_BYTES) throw new StatementUnreadable(`${MAX_BYTES}`);
    kept.push(part);
  }
  return Buffer.concat(kept);
}
