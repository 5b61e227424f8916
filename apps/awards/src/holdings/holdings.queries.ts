import type { AnswerOf, HoldingView, InputOf, listHoldings } from '@doanket/contracts';
import { likePattern, Transactions, type Tx } from '@doanket/persistence';
import { decodeCursor, pageFrom } from '@doanket/service';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { TitlesService } from '../titles/titles.service';
import { Units } from '../units/units.service';
import { HoldingNotFound } from './holding.errors';
import { type HoldingRow, listHoldingRows } from './holdings.store';

/** Awards as they are listed; names only inside the caller's scope. */
@Injectable()
export class HoldingQueries {
  constructor(private readonly transactions: Transactions, private readonly units: Units, private readonly titles: TitlesService) {}

  list({ query }: InputOf<typeof listHoldings>): Promise<AnswerOf<typeof listHoldings>> {
    return this.transactions.read(async (tx) => {
      const rows = await listHoldingRows(tx, {
        decisionId: query.decisionId, titleCode: query.titleCode, level: query.level, year: query.year, round: query.round, limit: query.limit + 1,
        unitIds: query.unit === undefined ? undefined : await this.units.idsBelow(tx, query.unit), like: query.q === undefined ? undefined : likePattern(query.q),
        after: decodeCursor(query.cursor, z.tuple([z.uuid()]))?.[0],
      });
      const views = new Map((await this.viewsOf(tx, rows)).map((view) => [view.id, view]));
      return pageFrom(rows.flatMap((row) => views.get(row.id) ?? []), query.limit, (view) => view, (view) => [view.id]);
    });
  }

  get(id: string): Promise<HoldingView> {
    return this.transactions.read((tx) => this.getIn(tx, id));
  }

  /** Throws HoldingNotFound. */
  async getIn(tx: Tx, id: string): Promise<HoldingView> {
    const [view] = await this.viewsOf(tx, await listHoldingRows(tx, { id, limit: 1 }));
    if (view === undefined) throw new HoldingNotFound();
    return view;
  }

  private async viewsOf(tx: Tx, rows: readonly HoldingRow[]): Promise<HoldingView[]> {
    const label = await this.units.labels(tx, rows.flatMap((row) => [row.unitId, row.issuerUnitId]));
    const titles = await this.titles.namesOf(tx, rows.map((row) => row.titleId));
    return rows.map((row) => ({
      id: row.id, titleCode: row.titleCode, titleName: titles.get(row.titleId)?.name ?? row.titleCode, level: row.level, issuerCode: label(row.issuerUnitId).code, unitCode: label(row.unitId).code,
      unitName: label(row.unitId).name, receiverKind: row.receiverKind, name: row.name, directWorker: row.directWorker, tier: row.tier, year: row.year, round: row.round, movement: row.movement,
      schoolYear: row.schoolYear, decidedOn: row.decidedOn, decisionId: row.decisionId, decisionNumber: row.decisionNumber, certificateNo: row.certificateNo, amountVnd: Number(row.amountVnd),
      state: row.state, revokedOn: row.revokedOn, delegate: row.delegateOn !== null, presentedOn: row.presentedOn, presentedIn: row.presentedIn, standsOn: row.standsOn,
    }));
  }
}
