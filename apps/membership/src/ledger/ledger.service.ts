import { Audit } from '@doanket/audit';
import type { Principal } from '@doanket/auth';
import {
  LEDGER_ACCOUNTS, type AnswerOf, type bookOtherIncome, type bookSpending, type getLedger, type InputOf, type JournalView, type LedgerView, type listJournals, type listPeriods, type lockPeriod,
  type Permission, type PeriodView, type reopenPeriod,
} from '@doanket/contracts';
import { Access, Directory } from '@doanket/directory';
import { Clock, newId, type Day } from '@doanket/kernel';
import { Transactions, type Tx } from '@doanket/persistence';
import { decodeCursor, pageFrom } from '@doanket/service';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Ledger } from './ledger';
import { BookedInFuture, PeriodLocked, PeriodNotLocked, PeriodNotOver } from './ledger.errors';
import { LedgerQueries } from './ledger.queries';
import { firstDayOf, type Month, monthOf } from './month.rules';

/** The ledger of a unit: reading it, closing its months, spending from its funds (ORG-18). */
@Injectable()
export class LedgerService {
  constructor(
    private readonly transactions: Transactions, private readonly clock: Clock, private readonly access: Access, private readonly directory: Directory, private readonly audit: Audit,
    private readonly ledger: Ledger, private readonly queries: LedgerQueries,
  ) {}

  view({ params, query }: InputOf<typeof getLedger>, principal: Principal): Promise<LedgerView> {
    return this.transactions.read(async (tx) => {
      const unitId = await this.readable(tx, principal, params.code);
      const turnover = await this.queries.turnover(tx, unitId, firstDayOf(query.month));
      return {
        unitCode: params.code, month: query.month, locked: await this.queries.isLocked(tx, unitId, firstDayOf(query.month)),
        accounts: LEDGER_ACCOUNTS.flatMap((account) => turnover.filter((line) => line.account === account)),
      };
    });
  }

  journals({ params, query }: InputOf<typeof listJournals>, principal: Principal): Promise<AnswerOf<typeof listJournals>> {
    return this.transactions.read(async (tx) => {
      const unitId = await this.readable(tx, principal, params.code);
      const rows = await this.queries.journals(tx, {
        unitId, month: query.month === undefined ? null : firstDayOf(query.month), account: query.account ?? null, id: null,
        after: decodeCursor(query.cursor, z.tuple([z.iso.date(), z.uuid()])), limit: query.limit + 1,
      });
      return pageFrom(rows, query.limit, (row) => row, (row) => [firstDayOf(row.month), row.id]);
    });
  }

  periods({ params, query }: InputOf<typeof listPeriods>, principal: Principal): Promise<AnswerOf<typeof listPeriods>> {
    return this.transactions.read(async (tx) => {
      const unitId = await this.readable(tx, principal, params.code);
      const rows = await this.queries.periods(tx, unitId, decodeCursor(query.cursor, z.tuple([z.string().regex(/^\d{1,18}$/)]))?.[0] ?? null, query.limit + 1);
      return pageFrom(rows, query.limit, ({ n: _, ...view }) => view, (row) => [row.n]);
    });
  }

  lock({ params }: InputOf<typeof lockPeriod>, principal: Principal): Promise<PeriodView> {
    return this.transactions.run(async (tx) => {
      const unitId = await this.access.requireUnitByCode(tx, principal, 'membership.ledger.lock', params.code);
      if (params.month >= monthOf(this.clock.today())) throw new PeriodNotOver(params.month);
      if (await this.alone(tx, unitId, params.month)) throw new PeriodLocked(params.month);
      return this.write(tx, principal, unitId, params.month, null);
    });
  }

  reopen({ params, body }: InputOf<typeof reopenPeriod>, principal: Principal): Promise<PeriodView> {
    return this.transactions.run(async (tx) => {
      const unitId = await this.access.requireUnitByCode(tx, principal, 'membership.ledger.reopen', params.code);
      await this.directory.requireFresh(tx);
      if (!(await this.alone(tx, unitId, params.month))) throw new PeriodNotLocked(params.month);
      return this.write(tx, principal, unitId, params.month, body);
    });
  }

  spend({ params, body }: InputOf<typeof bookSpending>, principal: Principal): Promise<JournalView> {
    return this.transactions.run(async (tx) => {
      const unitId = await this.keeper(tx, principal, params.code, body.paidOn, 'paidOn');
      const [id] = await this.ledger.book(tx, [{
        unitId, month: monthOf(body.paidOn), kind: 'SPENT', bookedOn: body.paidOn, sourceId: newId(), note: body.purpose, decision: body,
        moves: { [body.fund]: body.amountVnd, CASH: -body.amountVnd },
      }]);
      await this.audit.record(tx, { action: 'ledger.spend', objectType: 'journal', objectId: id ?? '', unitId, after: { fund: body.fund, amountVnd: body.amountVnd, decisionNumber: body.decisionNumber } });
      return this.journal(tx, unitId, id ?? '');
    });
  }

  income({ params, body }: InputOf<typeof bookOtherIncome>, principal: Principal): Promise<JournalView> {
    return this.transactions.run(async (tx) => {
      const unitId = await this.keeper(tx, principal, params.code, body.receivedOn, 'receivedOn');
      const [id] = await this.ledger.book(tx, [{
        unitId, month: monthOf(body.receivedOn), kind: 'OTHER_INCOME', bookedOn: body.receivedOn, sourceId: newId(), note: body.purpose, moves: { CASH: body.amountVnd, OTHER_FUND: -body.amountVnd },
      }]);
      await this.audit.record(tx, { action: 'ledger.income', objectType: 'journal', objectId: id ?? '', unitId, after: { amountVnd: body.amountVnd } });
      return this.journal(tx, unitId, id ?? '');
    });
  }

  /** Takes the book of a unit alone, so nothing is booked meanwhile; answers whether the month is closed. */
  private async alone(tx: Tx, unitId: string, month: Month): Promise<boolean> {
    await tx.query('insert into ledger_book (unit_id) values ($1) on conflict do nothing', [unitId]);
    await tx.query('select from ledger_book where unit_id = $1 for update', [unitId]);
    return this.queries.isLocked(tx, unitId, firstDayOf(month));
  }

  private async write(tx: Tx, principal: Principal, unitId: string, month: Month, reopened: { decisionNumber: string; decidedOn: Day; reason: string } | null): Promise<PeriodView> {
    const action = reopened === null ? 'LOCKED' : 'REOPENED';
    await tx.query('insert into ledger_lock (unit_id, month, action, decision_number, decided_on, reason, by_subject, at) values ($1, $2, $3, $4, $5, $6, $7, $8)',
      [unitId, firstDayOf(month), action, reopened?.decisionNumber ?? null, reopened?.decidedOn ?? null, reopened?.reason ?? null, principal.subject, this.clock.now()]);
    await this.audit.record(tx, {
      action: reopened === null ? 'ledger.lock' : 'ledger.reopen', objectType: 'ledger-month', objectId: `${unitId}:${month}`, unitId,
      ...(reopened === null ? {} : { after: { decisionNumber: reopened.decisionNumber, decidedOn: reopened.decidedOn }, why: reopened.reason }),
    });
    return {
      month, action, at: this.clock.now().toISOString(), decisionNumber: reopened?.decisionNumber ?? null, decidedOn: reopened?.decidedOn ?? null, reason: reopened?.reason ?? null,
    };
  }

  private async journal(tx: Tx, unitId: string, id: string): Promise<JournalView> {
    const [row] = await this.queries.journals(tx, { unitId, month: null, account: null, id, after: null, limit: 1 });
    if (row === undefined) throw new Error('A journal entry that was just booked is missing');
    return row;
  }

  private async keeper(tx: Tx, principal: Principal, code: string, day: Day, field: string): Promise<string> {
    const unitId = await this.access.requireUnitByCode(tx, principal, 'membership.ledger.keep', code);
    if (day > this.clock.today()) throw new BookedInFuture(field);
    return unitId;
  }

  private readable(tx: Tx, principal: Principal, code: string, permission: Permission = 'membership.ledger.read'): Promise<string> {
    return this.access.requireUnitByCode(tx, principal, permission, code);
  }
}
