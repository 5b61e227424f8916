import type { AnswerOf, InputOf, listNominations, NominationView } from '@doanket/contracts';
import { Clock } from '@doanket/kernel';
import { likePattern, Transactions, type Tx } from '@doanket/persistence';
import { decodeCursor, pageFrom } from '@doanket/service';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Candidates } from '../holdings/candidates.service';
import { conditionsOf, missingSteps } from '../titles/condition.rules';
import { Units } from '../units/units.service';
import { Nomination } from './nomination.entity';
import { NominationNotFound } from './nomination.errors';

/** Nominations with what our data says of their conditions: on the day of the decision, else today. */
@Injectable()
export class NominationQueries {
  constructor(private readonly transactions: Transactions, private readonly units: Units, private readonly candidates: Candidates, private readonly clock: Clock) {}

  list({ query }: InputOf<typeof listNominations>): Promise<AnswerOf<typeof listNominations>> {
    return this.transactions.read(async (tx) => {
      const after = decodeCursor(query.cursor, z.tuple([z.uuid()]));
      const find = tx.createQueryBuilder(Nomination, 'n').orderBy('n.id', 'DESC');
      if (query.unit !== undefined) find.andWhere('n.unitId = any(:units)', { units: await this.units.idsBelow(tx, query.unit) });
      if (query.titleCode !== undefined) find.andWhere('n.titleCode = :title', { title: query.titleCode });
      if (query.state !== undefined) find.andWhere('n.state = :state', { state: query.state });
      if (query.year !== undefined) find.andWhere('n.year = :year', { year: query.year });
      if (query.round !== undefined) find.andWhere('n.round = :round', { round: query.round });
      if (query.q !== undefined) find.andWhere('n.nameKey like :q', { q: likePattern(query.q) });
      if (after !== null) find.andWhere('n.id < :after', { after: after[0] });
      const rows = await find.limit(query.limit + 1).getMany();
      const views = await this.viewsOf(tx, rows);
      return pageFrom(views, query.limit, (view) => view, (view) => [view.id]);
    });
  }

  /** Throws NominationNotFound. */
  get(id: string): Promise<NominationView> {
    return this.transactions.read(async (tx) => {
      const [view] = await this.viewsOf(tx, await tx.find(Nomination, { where: { id } }));
      if (view === undefined) throw new NominationNotFound();
      return view;
    });
  }

  private async viewsOf(tx: Tx, rows: readonly Nomination[]): Promise<NominationView[]> {
    const label = await this.units.labels(tx, rows.map((row) => row.unitId));
    const views = new Map<string, NominationView>();
    for (const [on, ofDay] of byDay(rows, this.clock.today())) {
      const facts = await this.candidates.factsOf(tx, ofDay.map((row) => row.candidate()), on);
      for (const [at, row] of ofDay.entries()) {
        const fact = facts[at];
        if (fact === undefined) throw new RangeError('Nomination without facts');
        const { code, name } = label(row.unitId);
        views.set(row.id, {
          id: row.id, unitCode: code, unitName: name, titleCode: row.titleCode, level: row.level, year: row.year, round: row.round, movement: row.movement, schoolYear: row.schoolYear, tier: row.tier,
          receiver: { id: row.recipientId, receiverKind: row.receiverKind, name: row.name, personId: row.personId, directWorker: row.directWorker, size: row.size }, achievement: row.achievement, state: row.state,
          checks: conditionsOf(row.candidate(), fact).map(({ condition, fulfilled, detail }) => ({ condition, fulfilled, detail })), missingSteps: missingSteps(fact),
          votes: row.votes, dossierId: row.dossierId, holdingId: row.holdingId, version: row.version,
        });
      }
    }
    return rows.flatMap((row) => views.get(row.id) ?? []);
  }
}

function byDay(rows: readonly Nomination[], today: string): ReadonlyMap<string, Nomination[]> {
  const days = new Map<string, Nomination[]>();
  for (const row of rows) {
    const day = row.decidedOn ?? today;
    days.set(day, [...(days.get(day) ?? []), row]);
  }
  return days;
}
