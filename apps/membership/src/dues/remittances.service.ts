import { Audit } from '@doanket/audit';
import type { Principal } from '@doanket/auth';
import type { AnswerOf, InputOf, listRemittances, receiveRemittance, refuseRemittance, RemittanceView, sendRemittance } from '@doanket/contracts';
import { Access, Directory, UnitNotFound } from '@doanket/directory';
import { Clock, newId, type Day } from '@doanket/kernel';
import { Transactions, type Tx } from '@doanket/persistence';
import { decodeCursor, pageFrom } from '@doanket/service';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { FundTooSmall, BookedInFuture } from '../ledger/ledger.errors';
import { Ledger } from '../ledger/ledger';
import { type Month, monthOf } from '../ledger/month.rules';
import { NobodyAbove, RemittanceAnswered, RemittanceNotFound, RemittedTooMuch } from './dues.errors';
import { DuesTotalsEvents } from './dues-totals';

interface RemittanceRow extends Omit<RemittanceView, 'amountVnd'> { readonly unitId: string; readonly receiverId: string; readonly amountVnd: string }

const SELECT = `
  select r.id, r.unit_id as "unitId", r.receiver_id as "receiverId", u.code as "unitCode", above.code as "receiverCode", r.amount_vnd::text as "amountVnd", r.sent_on::text as "sentOn", r.reference, r.state,
    r.answered_on::text as "answeredOn", r.reason
  from remittance r join directory_unit u on u.id = r.unit_id join directory_unit above on above.id = r.receiver_id`;

/** Dues on their way up: sent by the union, received or refused by the level above (ORG-18). */
@Injectable()
export class RemittancesService {
  constructor(
    private readonly transactions: Transactions, private readonly clock: Clock, private readonly access: Access, private readonly directory: Directory, private readonly audit: Audit,
    private readonly ledger: Ledger, private readonly totals: DuesTotalsEvents,
  ) {}

  send({ params, body }: InputOf<typeof sendRemittance>, principal: Principal): Promise<RemittanceView> {
    return this.transactions.run(async (tx) => {
      const unitId = await this.access.requireUnitByCode(tx, principal, 'membership.dues.keep', params.code);
      if (body.sentOn > this.clock.today()) throw new BookedInFuture('sentOn');
      const receiverId = await this.above(tx, unitId, body.sentOn);
      const id = newId();
      await tx.query("insert into remittance (id, unit_id, receiver_id, amount_vnd, sent_on, reference, state) values ($1, $2, $3, $4, $5, $6, 'SENT')", [id, unitId, receiverId, body.amountVnd, body.sentOn, body.reference]);
      await this.ledger.book(tx, [{ unitId, month: monthOf(body.sentOn), kind: 'REMITTANCE_SENT', bookedOn: body.sentOn, sourceId: id, moves: { DUES_UPPER: body.amountVnd, CASH: -body.amountVnd } }]).catch((error: unknown) => {
        throw error instanceof FundTooSmall ? new RemittedTooMuch() : error;
      });
      await this.audit.record(tx, { action: 'remittance.send', objectType: 'remittance', objectId: id, unitId, after: { amountVnd: body.amountVnd } });
      return toView(await this.row(tx, id));
    });
  }

  receive({ params, body }: InputOf<typeof receiveRemittance>, principal: Principal): Promise<RemittanceView> {
    return this.transactions.run(async (tx) => {
      if (body.receivedOn > this.clock.today()) throw new BookedInFuture('receivedOn');
      const sent = await this.open(tx, params.id, principal);
      await this.book(tx, sent, body.receivedOn);
      await this.audit.record(tx, { action: 'remittance.receive', objectType: 'remittance', objectId: sent.id, unitId: sent.unitId, after: { amountVnd: Number(sent.amountVnd) } });
      return toView(await this.row(tx, sent.id));
    });
  }

  /** The money has come in; for statements of the bank too. The caller has checked that it may say so. */
  async book(tx: Tx, sent: Pick<RemittanceRow, 'id' | 'unitId' | 'receiverId' | 'amountVnd'>, receivedOn: Day): Promise<void> {
    const amountVnd = Number(sent.amountVnd);
    await tx.query("update remittance set state = 'RECEIVED', answered_on = $2 where id = $1", [sent.id, receivedOn]);
    const month = await this.ledger.openMonth(tx, sent.receiverId, monthOf(receivedOn));
    await this.ledger.book(tx, [{ unitId: sent.receiverId, month, kind: 'REMITTANCE_RECEIVED', bookedOn: receivedOn, sourceId: sent.id, moves: { CASH: amountVnd, DUES_FROM_BELOW: -amountVnd } }]);
    for (const reached of await this.spread(tx, sent.unitId, amountVnd)) await this.totals.publish(tx, reached, [sent.unitId], 'SENT_UP');
  }

  refuse({ params, body }: InputOf<typeof refuseRemittance>, principal: Principal): Promise<RemittanceView> {
    return this.transactions.run(async (tx) => {
      const sent = await this.open(tx, params.id, principal);
      const today = this.clock.today();
      await tx.query("update remittance set state = 'REFUSED', answered_on = $2, reason = $3 where id = $1", [sent.id, today, body.reason]);
      const month = await this.ledger.openMonth(tx, sent.unitId, monthOf(today));
      await this.ledger.book(tx, [{ unitId: sent.unitId, month, kind: 'REMITTANCE_REFUSED', bookedOn: today, sourceId: sent.id, moves: { CASH: Number(sent.amountVnd), DUES_UPPER: -Number(sent.amountVnd) } }]);
      await this.audit.record(tx, { action: 'remittance.refuse', objectType: 'remittance', objectId: sent.id, unitId: sent.unitId, why: body.reason });
      return toView(await this.row(tx, sent.id));
    });
  }

  list({ query }: InputOf<typeof listRemittances>, principal: Principal): Promise<AnswerOf<typeof listRemittances>> {
    return this.transactions.read(async (tx) => {
      const top = query.unit === undefined ? null : await this.access.requireUnitByCode(tx, principal, 'membership.dues.read', query.unit);
      const after = decodeCursor(query.cursor, z.tuple([z.uuid()]));
      const rows: RemittanceRow[] = await tx.query(
        `${SELECT} where ($1::uuid is null or r.unit_id in (select s.unit_id from directory_scope s join directory_scope top on top.unit_id = $1 and s.path <@ top.path))
           and ($2::text is null or r.state = $2) and ($3::uuid is null or r.id < $3) order by r.id desc limit $4`, [top, query.state ?? null, after?.[0] ?? null, query.limit + 1]);
      return pageFrom(rows, query.limit, toView, (row) => [row.id]);
    });
  }

  /** Locks a remittance that waits for an answer of the caller's own unit. */
  private async open(tx: Tx, id: string, principal: Principal): Promise<RemittanceRow> {
    const rows: { receiverId: string }[] = await tx.query('select receiver_id as "receiverId" from remittance where id = $1 for update', [id]);
    if (rows[0] === undefined) throw new RemittanceNotFound();
    await this.access.requireUnit(tx, principal, 'membership.dues.keep', rows[0].receiverId).catch((error: unknown) => {
      throw error instanceof UnitNotFound ? new RemittanceNotFound() : error;
    });
    const sent = await this.row(tx, id);
    if (sent.state !== 'SENT') throw new RemittanceAnswered(sent.state);
    return sent;
  }

  private async above(tx: Tx, unitId: string, day: Day): Promise<string> {
    const above = (await this.directory.levelsAbove(tx, unitId, day)).find((unit) => unit.level === 'S' || unit.level === 'C' || unit.level === 'N');
    if (above === undefined) throw new NobodyAbove();
    return above.unitId;
  }

  /** What came in counts for the oldest months first. Answers the months it reached. */
  private async spread(tx: Tx, unitId: string, amountVnd: number): Promise<Month[]> {
    await tx.query('select 1 from dues_month where unit_id = $1 and due_up_vnd > remitted_vnd order by month for update', [unitId]);
    const rows: { month: Month }[] = await tx.query(
      `with open as (
         select d.month, d.due_up_vnd - d.remitted_vnd as open_vnd, sum(d.due_up_vnd - d.remitted_vnd) over (order by d.month) - (d.due_up_vnd - d.remitted_vnd) as before_vnd
         from dues_month d where d.unit_id = $1 and d.due_up_vnd > d.remitted_vnd
       ), part as (select month, least(open_vnd, $2::bigint - before_vnd) as part_vnd from open where before_vnd < $2::bigint),
       moved as (update dues_month d set remitted_vnd = d.remitted_vnd + p.part_vnd from part p where d.unit_id = $1 and d.month = p.month returning d.month)
       select to_char(month, 'YYYY-MM') as month from moved order by 1`, [unitId, amountVnd]);
    return rows.map((row) => row.month);
  }

  private async row(tx: Tx, id: string): Promise<RemittanceRow> {
    const rows: RemittanceRow[] = await tx.query(`${SELECT} where r.id = $1`, [id]);
    if (rows[0] === undefined) throw new RemittanceNotFound();
    return rows[0];
  }
}

function toView({ unitId: _unit, receiverId: _receiver, ...row }: RemittanceRow): RemittanceView {
  return { ...row, amountVnd: Number(row.amountVnd) };
}
