import type { Bloc, BlocPeriodView } from '@doanket/contracts';
import { Directory } from '@doanket/directory';
import { type Day } from '@doanket/kernel';
import { violated, type Tx } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';
import { BlocClosed, BlocNotOpen, BlocOpenAlready } from './bloc.errors';

const COLUMNS = 'bloc, valid_from::text as "validFrom", valid_to::text as "validTo", decision_no as "decisionNo", source, confidence';

/** Which blocs take members, and when (ORG-15). A closed bloc keeps its members in the figures up to its last day. */
@Injectable()
export class Blocs {
  constructor(private readonly directory: Directory) {}

  list(tx: Tx): Promise<BlocPeriodView[]> {
    return tx.query(`select ${COLUMNS} from bloc_period order by bloc, valid_from limit 200`);
  }

  /** Throws BlocClosed when the bloc takes nobody on that day. Unions without a bloc are not asked. */
  async requireOpen(tx: Tx, bloc: Bloc | null, day: Day): Promise<void> {
    if (bloc === null) return;
    const rows: { open: boolean; lastDay: Day | null }[] = await tx.query(
      `select bool_or(daterange(valid_from, valid_to, '[]') @> $2::date) as open, (max(valid_to) filter (where valid_to < $2::date))::text as "lastDay"
       from bloc_period where bloc = $1`, [bloc, day]);
    if (rows[0]?.open !== true) throw new BlocClosed(bloc, day, rows[0]?.lastDay ?? null);
  }

  /** The same for the bloc that a union belongs to on that day. */
  async requireOpenFor(tx: Tx, unitId: string, day: Day): Promise<void> {
    await this.requireOpen(tx, (await this.directory.requireUnitOn(tx, unitId, day)).bloc, day);
  }

  async close(tx: Tx, bloc: Bloc, lastDay: Day, by: { number: string; source: string }): Promise<BlocPeriodView> {
    const [rows] = (await tx.query(
      `update bloc_period set valid_to = $2::date, decision_no = $3, source = $4, confidence = 'CONFIRMED'
       where bloc = $1 and valid_to is null and valid_from <= $2::date returning ${COLUMNS}`, [bloc, lastDay, by.number, by.source])) as [BlocPeriodView[], number];
    const [closed] = rows;
    if (closed === undefined) throw new BlocNotOpen(bloc);
    return closed;
  }

  async open(tx: Tx, bloc: Bloc, validFrom: Day, by: { number: string; source: string }): Promise<BlocPeriodView> {
    const rows: BlocPeriodView[] = await tx.query(
      `insert into bloc_period (bloc, valid_from, decision_no, source, confidence) values ($1, $2::date, $3, $4, 'CONFIRMED') returning ${COLUMNS}`,
      [bloc, validFrom, by.number, by.source]).catch((error: unknown) => {
      throw violated(error, 'bloc_period_one_at_a_time') ? new BlocOpenAlready(bloc) : error;
    });
    const [opened] = rows;
    if (opened === undefined) throw new BlocOpenAlready(bloc);
    return opened;
  }
}
