import type { Principal } from '@doanket/auth';
import type {
  AnswerOf, DuesBoardRow, DuesLineView, DuesSumRow, DuesTotals, getMemberDues, InputOf, listArrears, listDuesLines, listDuesMonths, MemberDuesView, Permission, sumDuesMonths,
} from '@doanket/contracts';
import { Access, nameThenSql, UnitNotFound } from '@doanket/directory';
import { Clock, type Day } from '@doanket/kernel';
import { Transactions, type Tx } from '@doanket/persistence';
import { decodeCursor, pageFrom } from '@doanket/service';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { firstDayOf, type Month, monthsInclusive } from '../ledger/month.rules';
import { MemberNotFound } from '../members/member.errors';
import { MembershipRules } from '../rules/membership-rules';
import { MonthsBackwards, TooManyMonths } from './dues.errors';

const MONTHS_SHOWN = 12;
const READ: Permission = 'membership.dues.read';
const MONEY = ['regularVnd', 'extraVnd', 'suspendedVnd', 'collectedVnd', 'dueUpVnd', 'remittedVnd', 'arrearsVnd'] as const;
type Texts<T, K extends keyof T> = Omit<T, K> & Record<K, string>;
type TotalsRow = Texts<DuesTotals, (typeof MONEY)[number]>;

const sum = (alias: string, add: (column: string) => string): string => `
  ${add(`${alias}.members`)}::int as members, ${add(`${alias}.payers`)}::int as payers, ${add(`${alias}.exempt`)}::int as exempt, ${add(`${alias}.suspended`)}::int as suspended, ${add(`${alias}.incomplete`)}::int as incomplete,
  ${add(`${alias}.regular_vnd`)}::text as "regularVnd", ${add(`${alias}.extra_vnd`)}::text as "extraVnd", ${add(`${alias}.suspended_vnd`)}::text as "suspendedVnd", ${add(`${alias}.collected_vnd`)}::text as "collectedVnd",
  ${add(`${alias}.due_up_vnd`)}::text as "dueUpVnd", ${add(`${alias}.remitted_vnd`)}::text as "remittedVnd", ${add(`greatest(${alias}.regular_vnd + ${alias}.extra_vnd - ${alias}.collected_vnd, 0)`)}::text as "arrearsVnd"`;

const LINE = `
  l.member_id as "memberId", p.full_name as "fullName", p.name_key as "nameKey", l.seq, to_char(l.month, 'YYYY-MM') as month, l.kind, l.status, l.reason, l.rule_id as "ruleId", l.decision_number as "decisionNumber",
  l.base, l.base_vnd::text as "baseVnd", l.rate_numerator as numerator, l.rate_denominator as denominator, l.cap_vnd::text as "capVnd", l.floor_vnd::text as "floorVnd", l.regular_vnd::text as "regularVnd",
  l.extra_vnd::text as "extraVnd", l.reduced_vnd::text as "reducedVnd", l.suspended_vnd::text as "suspendedVnd", to_char(l.booked_in, 'YYYY-MM') as "bookedIn"`;
type Amount = 'baseVnd' | 'capVnd' | 'floorVnd' | 'regularVnd' | 'extraVnd' | 'reducedVnd' | 'suspendedVnd';
export interface LineRow extends Omit<DuesLineView, 'rate' | Amount>, Record<Amount, string | null> {
  readonly nameKey: string; readonly seq: number; readonly numerator: number | null; readonly denominator: number | null;
}

/** What an export of the board, or of lines, is fixed to when it is asked for. */
export interface BoardFrozen { readonly top: string; readonly from: Month; readonly to: Month }
export interface LinesFrozen { readonly unitId: string; readonly month: Month; readonly status: string | null; readonly kind: string | null; readonly owing: boolean }
export type LinePlace = readonly [nameKey: string, memberId: string, seq: number];

/** The board of months, the lines behind its figures, the dues of one member, what is in arrears. */
@Injectable()
export class DuesQueries {
  constructor(private readonly transactions: Transactions, private readonly clock: Clock, private readonly access: Access, private readonly rules: MembershipRules) {}

  board({ query }: InputOf<typeof listDuesMonths>, principal: Principal): Promise<AnswerOf<typeof listDuesMonths>> {
    requireYear(query);
    return this.transactions.readWhole(async (tx) => {
      const top = await this.top(tx, principal, query.unit);
      const after = decodeCursor(query.cursor, z.tuple([z.string()]));
      const rows = await this.boardRows(tx, { top, from: query.from, to: query.to }, after?.[0] ?? null, query.limit + 1);
      return pageFrom(rows, query.limit, (row) => row, (row) => [row.unitCode]);
    });
  }

  /** Units below one with their cells, by code; for exports too. */
  async boardRows(tx: Tx, frozen: BoardFrozen, after: string | null, limit: number): Promise<DuesBoardRow[]> {
    const units: Omit<DuesBoardRow, 'months'>[] = await tx.query(
      `select u.id as "unitId", u.code as "unitCode", ${nameThenSql('u', '$4::date')} as "unitName"
       from directory_unit u join directory_scope s on s.unit_id = u.id join directory_scope top on top.unit_id = $1 and s.path <@ top.path
       where u.level = 'G' and ($2::text is null or u.code > $2) order by u.code limit $3`, [frozen.top, after, limit, this.clock.today()]);
    const cells: (TotalsRow & { unitId: string; month: Month; collects: boolean; locked: boolean })[] = await tx.query(
      `select d.unit_id as "unitId", to_char(d.month, 'YYYY-MM') as month, d.collects, ledger_is_locked(d.unit_id, d.month) as locked, ${sum('d', (column) => column)}
       from dues_month d where d.unit_id = any($1::uuid[]) and d.month between $2 and $3 order by d.month`, [units.map((unit) => unit.unitId), firstDayOf(frozen.from), firstDayOf(frozen.to)]);
    return units.map((unit) => ({ ...unit, months: cells.filter((cell) => cell.unitId === unit.unitId).map(({ unitId: _, ...cell }) => ({ ...cell, ...numbers(cell) })) }));
  }

  sums({ query }: InputOf<typeof sumDuesMonths>, principal: Principal): Promise<{ items: DuesSumRow[] }> {
    requireYear(query);
    return this.transactions.readWhole(async (tx) => {
      const top = await this.top(tx, principal, query.unit);
      const below = 'join directory_scope s on s.unit_id = x.unit_id join directory_scope top on top.unit_id = $1 and s.path <@ top.path';
      const rows: (TotalsRow & { month: Month; unitsCalculated: number })[] = await tx.query(
        `select to_char(x.month, 'YYYY-MM') as month, count(*)::int as "unitsCalculated", ${sum('x', (column) => `sum(${column})`)}
         from dues_month x ${below} where x.month between $2 and $3 group by x.month order by x.month`, [top, firstDayOf(query.from), firstDayOf(query.to)]);
      const active: { n: number }[] = await tx.query(
        `select count(*)::int as n from (select u.id as unit_id from directory_unit u where u.level = 'G') x ${below} where exists (select from member m where m.unit_id = x.unit_id and m.status = 'ACTIVE')`, [top]);
      return { items: rows.map((row) => ({ ...row, ...numbers(row), unitsWithMembers: Math.max(active[0]?.n ?? 0, row.unitsCalculated) })) };
    });
  }

  lines({ params, query }: InputOf<typeof listDuesLines>, principal: Principal): Promise<AnswerOf<typeof listDuesLines>> {
    return this.transactions.readWhole(async (tx) => {
      const unitId = await this.access.requireUnitByCode(tx, principal, READ, params.code);
      const after = decodeCursor(query.cursor, z.tuple([z.string(), z.uuid(), z.number().int()]));
      const rows = await this.lineRows(tx, { unitId, month: query.month, status: query.status ?? null, kind: query.kind ?? null, owing: query.owing === 'true' }, after, query.limit + 1);
      return pageFrom(rows, query.limit, toLine, (row) => [row.nameKey, row.memberId, row.seq]);
    });
  }

  /** Lines of a unit and month, by name; for exports too. */
  lineRows(tx: Tx, frozen: LinesFrozen, after: LinePlace | null, limit: number): Promise<LineRow[]> {
    return tx.query(
      `select ${LINE} from dues_line l join member m on m.id = l.member_id join person p on p.id = m.person_id
       where l.unit_id = $1 and l.month = $2 and ($3::text is null or l.status = $3) and ($4::text is null or l.kind = $4)
         and (not $5::boolean or (select sum(x.regular_vnd + x.extra_vnd) from dues_line x where x.month = l.month and x.unit_id = l.unit_id and x.member_id = l.member_id)
           > coalesce((select sum(y.regular_vnd + y.extra_vnd) from dues_payment y where y.month = l.month and y.unit_id = l.unit_id and y.member_id = l.member_id), 0))
         and ($6::text is null or (p.name_key, l.member_id, l.seq) > ($6, $7::uuid, $8::int))
       order by p.name_key, l.member_id, l.seq limit $9`,
      [frozen.unitId, firstDayOf(frozen.month), frozen.status, frozen.kind, frozen.owing, after?.[0] ?? null, after?.[1] ?? null, after?.[2] ?? null, limit]);
  }

  member({ params, query }: InputOf<typeof getMemberDues>, principal: Principal): Promise<MemberDuesView> {
    return this.transactions.readWhole(async (tx) => {
      const owners: { unitId: string }[] = await tx.query('select unit_id as "unitId" from member where id = $1', [params.id]);
      const unitId = owners[0]?.unitId;
      if (unitId === undefined) throw new MemberNotFound();
      await this.access.requireUnit(tx, principal, READ, unitId).catch((error: unknown) => {
        throw error instanceof UnitNotFound ? new MemberNotFound() : error;
      });
      const bases: Texts<MemberDuesView['bases'][number], 'amountVnd'>[] = await tx.query(
        `select base, to_char(valid_from, 'YYYY-MM') as "from", to_char(valid_to, 'YYYY-MM') as "to", amount_vnd::text as "amountVnd", source from dues_base
         where member_id = $1 and replaced_at is null order by valid_from desc, base limit 100`, [params.id]);
      const lines: LineRow[] = await tx.query(
        `select ${LINE} from dues_line l join member m on m.id = l.member_id join person p on p.id = m.person_id
         where l.member_id = $1 and ($2::date is null or l.month >= $2) order by l.month desc, l.seq limit 240`, [params.id, query.from === undefined ? null : firstDayOf(query.from)]);
      const paid: { month: Month; amountVnd: string }[] = await tx.query(`select to_char(month, 'YYYY-MM') as month, sum(regular_vnd + extra_vnd)::text as "amountVnd" from dues_payment where member_id = $1 group by 1`, [params.id]);
      const credit: { amountVnd: string | null }[] = await tx.query('select sum(amount_vnd)::text as "amountVnd" from dues_credit where member_id = $1', [params.id]);
      const paidIn = new Map(paid.map((row) => [row.month, Number(row.amountVnd)]));
      const months = [...new Set(lines.map((line) => line.month))].map((month) => {
        const own = lines.filter((line) => line.month === month);
        return {
          month, dueVnd: own.reduce((total, line) => total + Number(line.regularVnd) + Number(line.extraVnd), 0), paidVnd: paidIn.get(month) ?? 0,
          lines: own.map((line) => {
            const { fullName: _name, memberId: _id, month: _month, ...rest } = toLine(line);
            return rest;
          }),
        };
      });
      return {
        memberId: params.id, creditVnd: Number(credit[0]?.amountVnd ?? 0), arrearsVnd: months.reduce((total, month) => total + Math.max(month.dueVnd - month.paidVnd, 0), 0),
        bases: bases.map((base) => ({ ...base, amountVnd: Number(base.amountVnd) })), months,
      };
    });
  }

  arrears({ query }: InputOf<typeof listArrears>, principal: Principal): Promise<AnswerOf<typeof listArrears>> {
    return this.transactions.readWhole(async (tx) => {
      const top = await this.top(tx, principal, query.unit);
      const after = decodeCursor(query.cursor, z.tuple([z.iso.date(), z.string()]));
      const rows = await this.overdue(tx, top, after, query.limit + 1);
      return pageFrom(rows, query.limit, (row) => ({ ...row, membersOweVnd: Number(row.membersOweVnd), unitOwesVnd: Number(row.unitOwesVnd) }), (row) => [firstDayOf(row.month), row.unitCode]);
    });
  }

  /** Reminds of what is past its day, once a week; called by a timer. Answers how many were reminded. */
  async remind(): Promise<number> {
    return this.transactions.runWhole(async (tx) => {
      const dueDay = await this.dueDay(tx);
      const rows: { n: number }[] = await tx.query(
        `with reminded as (
           insert into dues_reminder (unit_id, month, reminded_on, members_owe_vnd, unit_owes_vnd)
           select d.unit_id, d.month, $1::date, greatest(d.regular_vnd + d.extra_vnd - d.collected_vnd, 0), d.due_up_vnd - d.remitted_vnd from dues_month d
           where (d.month + interval '1 month')::date + $2::int - 1 < $1::date and (d.regular_vnd + d.extra_vnd > d.collected_vnd or d.due_up_vnd > d.remitted_vnd)
             and not exists (select from dues_reminder r where r.unit_id = d.unit_id and r.month = d.month and r.reminded_on > $1::date - 7)
           on conflict do nothing returning 1)
         select count(*)::int as n from reminded`, [this.clock.today(), dueDay]);
      return rows[0]?.n ?? 0;
    });
  }

  private async overdue(tx: Tx, top: string, after: readonly [Day, string] | null, limit: number): Promise<{ unitCode: string; unitName: string; month: Month; dueOn: Day; membersOweVnd: string; unitOwesVnd: string; reminders: number; remindedOn: Day | null }[]> {
    return tx.query(
      `select u.code as "unitCode", ${nameThenSql('u', '$2::date')} as "unitName",
         to_char(d.month, 'YYYY-MM') as month, ((d.month + interval '1 month')::date + $3::int - 1)::text as "dueOn", greatest(d.regular_vnd + d.extra_vnd - d.collected_vnd, 0)::text as "membersOweVnd",
         (d.due_up_vnd - d.remitted_vnd)::text as "unitOwesVnd", (select count(*)::int from dues_reminder r where r.unit_id = d.unit_id and r.month = d.month) as reminders,
         (select max(r.reminded_on)::text from dues_reminder r where r.unit_id = d.unit_id and r.month = d.month) as "remindedOn"
       from dues_month d join directory_unit u on u.id = d.unit_id join directory_scope s on s.unit_id = d.unit_id join directory_scope top on top.unit_id = $1 and s.path <@ top.path
       where (d.month + interval '1 month')::date + $3::int - 1 < $2::date and (d.regular_vnd + d.extra_vnd > d.collected_vnd or d.due_up_vnd > d.remitted_vnd)
         and ($4::date is null or (d.month, u.code) > ($4, $5)) order by d.month, u.code limit $6`,
      [top, this.clock.today(), await this.dueDay(tx), after?.[0] ?? null, after?.[1] ?? null, limit]);
  }

  private async dueDay(tx: Tx): Promise<number> {
    return (await this.rules.require(tx, 'DUES_REMITTANCE', this.clock.today())).value.dueDayOfNextMonth;
  }

  /** The unit asked for, or the one acted as; the caller reads dues there. */
  async top(tx: Tx, principal: Principal, code: string | undefined): Promise<string> {
    if (code !== undefined) return this.access.requireUnitByCode(tx, principal, READ, code);
    if (principal.post === null) throw new UnitNotFound();
    await this.access.requireUnit(tx, principal, READ, principal.post.unitId);
    return principal.post.unitId;
  }
}

function requireYear({ from, to }: { from: Month; to: Month }): void {
  if (to < from) throw new MonthsBackwards('query/to');
  if (monthsInclusive(from, to) > MONTHS_SHOWN) throw new TooManyMonths();
}

function numbers(row: TotalsRow): Record<(typeof MONEY)[number], number> {
  return Object.fromEntries(MONEY.map((name) => [name, Number(row[name])])) as Record<(typeof MONEY)[number], number>;
}

export function toLine(row: LineRow): DuesLineView {
  const amount = (text: string | null): number | null => (text === null ? null : Number(text));
  return {
    memberId: row.memberId, fullName: row.fullName, month: row.month, kind: row.kind, status: row.status, reason: row.reason, ruleId: row.ruleId, decisionNumber: row.decisionNumber, base: row.base,
    baseVnd: amount(row.baseVnd), rate: row.numerator === null || row.denominator === null ? null : { numerator: row.numerator, denominator: row.denominator }, capVnd: amount(row.capVnd), floorVnd: amount(row.floorVnd),
    regularVnd: Number(row.regularVnd), extraVnd: Number(row.extraVnd), reducedVnd: Number(row.reducedVnd), suspendedVnd: Number(row.suspendedVnd), bookedIn: row.bookedIn,
  };
}
