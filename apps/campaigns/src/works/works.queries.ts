import { type InputOf, type listWorks, type RoundIndicator, WORK_STATES, type WorkView } from '@doanket/contracts';
import type { UnitLabel } from '@doanket/directory';
import { percentText } from '@doanket/kernel';
import { likePattern, Transactions, type Tx } from '@doanket/persistence';
import { decodeCursor, pageFrom } from '@doanket/service';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Units } from '../units/units.service';
import { Work } from './work.entity';
import { WorkNotFound } from './work.errors';

const PageKey = z.tuple([z.uuid()]);

export interface WorkCounts {
  readonly verified: number;
  readonly byLevel: { readonly G: number; readonly S: number };
  readonly late: number;
  readonly plaques: number;
  readonly plaqueShare: string | null;
}

/** Works as they are listed and counted. Works flagged late are counted apart (handbook 4.9). */
@Injectable()
export class WorkQueries {
  constructor(private readonly transactions: Transactions, private readonly units: Units) {}

  list({ query }: InputOf<typeof listWorks>): Promise<z.output<typeof listWorks.answer>> {
    return this.transactions.read(async (tx) => {
      const after = decodeCursor(query.cursor, PageKey);
      const find = tx.createQueryBuilder(Work, 'w').orderBy('w.id');
      if (query.round !== undefined) find.andWhere('w.roundCode = :round', { round: query.round });
      if (query.unit !== undefined) find.andWhere('w.unitId = any(:units)', { units: await this.units.idsBelow(tx, query.unit) });
      if (query.level !== undefined) find.andWhere('w.level = :level', { level: query.level });
      if (query.kind !== undefined) find.andWhere('w.kind = :kind', { kind: query.kind });
      if (query.late !== undefined) find.andWhere('w.late = :late', { late: query.late === 'true' });
      if (query.state !== undefined) find.andWhere('w.state = any(:states)', { states: statesOf(query.state, WORK_STATES) });
      if (query.q !== undefined) find.andWhere('w.titleKey like :q', { q: likePattern(query.q) });
      const total = await find.getCount();
      if (after !== null) find.andWhere('w.id > :after', { after: after[0] });
      const rows = await find.limit(query.limit + 1).getMany();
      const label = await this.units.labels(tx, rows.map((row) => row.unitId));
      return { ...pageFrom(rows, query.limit, (row) => toWorkView(row, label(row.unitId)), (row) => [row.id]), total };
    });
  }

  get(id: string): Promise<WorkView> {
    return this.transactions.read(async (tx) => {
      const work = await tx.findOne(Work, { where: { id } });
      if (work === null) throw new WorkNotFound();
      return toWorkView(work, await this.units.label(tx, work.unitId));
    });
  }

  /** What is verified of a round; a plaque does not take a work out. */
  async countsOf(tx: Tx, roundId: string): Promise<WorkCounts> {
    const [row]: { g: number; s: number; late: number; plaques: number }[] = await tx.query(
      `select count(*) filter (where level = 'G' and not late)::int as g, count(*) filter (where level = 'S' and not late)::int as s,
              count(*) filter (where late)::int as late, count(*) filter (where state = 'PLAQUE_ATTACHED')::int as plaques
       from work where round_id = $1 and state in ('VERIFIED', 'PLAQUE_ATTACHED')`, [roundId]);
    const { g, s, late, plaques } = row ?? { g: 0, s: 0, late: 0, plaques: 0 };
    return { verified: g + s, byLevel: { G: g, S: s }, late, plaques, plaqueShare: percentText({ numerator: plaques, denominator: g + s + late }) };
  }

  /** Figures of a round, by indicator. */
  async figuresOf(tx: Tx, roundId: string): Promise<Partial<Record<RoundIndicator, number>>> {
    const { byLevel, plaques } = await this.countsOf(tx, roundId);
    return { WORK_G: byLevel.G, WORK_S: byLevel.S, WORK_PLAQUE: plaques };
  }
}

/** Known states out of a comma-joined list. */
export function statesOf<State extends string>(text: string, known: readonly State[]): State[] {
  const wanted = text.split(',').map((part) => part.trim());
  return known.filter((state) => wanted.includes(state));
}

export function toWorkView(work: Work, unit: UnitLabel): WorkView {
  return {
    id: work.id, roundCode: work.roundCode, unitCode: unit.code, unitName: unit.name, level: work.level, kind: work.kind, title: work.title, state: work.state,
    registeredOn: work.registeredOn, completedOn: work.completedOn, verifiedOn: work.verifiedOn, late: work.late, valueVnd: work.valueVnd, plaque: work.plaque,
    decisionId: work.decisionId, warnings: work.warnings, version: work.version,
  };
}
