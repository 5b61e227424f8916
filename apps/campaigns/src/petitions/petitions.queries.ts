import type { Principal } from '@doanket/auth';
import { type InputOf, type listPetitions, OPEN_PETITION_STATES, PETITION_STATES, type PetitionView, type RoundIndicator } from '@doanket/contracts';
import { Clock } from '@doanket/kernel';
import { Transactions, type Tx } from '@doanket/persistence';
import { decodeCursor, pageFrom } from '@doanket/service';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { likePattern } from '../units/like.rules';
import { Units } from '../units/units.service';
import { statesOf } from '../works/works.queries';
import { Petition } from './petition.entity';
import { PetitionNotFound } from './petition.errors';
import { isOverdue } from './petition.rules';

const PageKey = z.tuple([z.iso.date(), z.uuid()]);

export interface PetitionCounts { readonly received: number; readonly open: number; readonly overdue: number }

/** Petitions as they are listed and counted; the latest received first. Who hides stays hidden. */
@Injectable()
export class PetitionQueries {
  constructor(private readonly transactions: Transactions, private readonly units: Units, private readonly clock: Clock) {}

  list({ query }: InputOf<typeof listPetitions>, principal: Principal): Promise<z.output<typeof listPetitions.answer>> {
    return this.transactions.read(async (tx) => {
      const after = decodeCursor(query.cursor, PageKey);
      const find = tx.createQueryBuilder(Petition, 'p').orderBy('p.receivedOn', 'DESC').addOrderBy('p.id');
      const equal = { roundCode: query.round, clusterCode: query.cluster, channel: query.channel, topic: query.topic };
      for (const [column, value] of Object.entries(equal)) if (value !== undefined) find.andWhere(`p.${column} = :${column}`, { [column]: value });
      if (query.unit !== undefined) find.andWhere('p.unitId = any(:units)', { units: await this.units.idsBelow(tx, query.unit) });
      if (query.owner !== undefined) find.andWhere('p.ownerUnitId = (select u.id from directory_unit u where u.code = :owner)', { owner: query.owner });
      if (query.state !== undefined) find.andWhere('p.state = any(:states)', { states: statesOf(query.state, PETITION_STATES) });
      if (query.mine === 'true') find.andWhere('p.authorPersonId = :me', { me: principal.personId });
      if (query.q !== undefined) find.andWhere('p.searchKey like :q', { q: likePattern(query.q) });
      if (query.overdue === 'true') find.andWhere('p.dueOn < :today and p.state = any(:open)', { today: this.clock.today(), open: [...OPEN_PETITION_STATES] });
      const total = await find.getCount();
      if (after !== null) find.andWhere('(p.receivedOn < :day or (p.receivedOn = :day and p.id > :id))', { day: after[0], id: after[1] });
      const rows = await find.limit(query.limit + 1).getMany();
      const views = await this.views(tx, rows.slice(0, query.limit));
      const page = pageFrom(rows, query.limit, (row) => row.id, (row) => [row.receivedOn, row.id]);
      return { items: views, nextCursor: page.nextCursor, total };
    });
  }

  get(id: string): Promise<PetitionView> {
    return this.transactions.read(async (tx) => {
      const petition = await tx.findOne(Petition, { where: { id } });
      if (petition === null) throw new PetitionNotFound();
      const [view] = await this.views(tx, [petition]);
      if (view === undefined) throw new PetitionNotFound();
      return view;
    });
  }

  /** Petitions of a survey, in the order they were raised. */
  ofSource(tx: Tx, sourceId: string): Promise<Petition[]> {
    return tx.find(Petition, { where: { sourceId }, order: { id: 'ASC' } });
  }

  async countsOf(tx: Tx, roundCode: string): Promise<PetitionCounts> {
    const [row]: PetitionCounts[] = await tx.query(
      `select count(*)::int as received, count(*) filter (where state = any($2))::int as open,
              count(*) filter (where state = any($2) and due_on < $3)::int as overdue from petition where round_code = $1`,
      [roundCode, [...OPEN_PETITION_STATES], this.clock.today()]);
    return row ?? { received: 0, open: 0, overdue: 0 };
  }

  /** Received per channel: a petition that came in by two channels counts once in each. */
  async figuresOf(tx: Tx, roundCode: string): Promise<Partial<Record<RoundIndicator, number>>> {
    const rows: { channel: string; count: number }[] = await tx.query('select channel, count(*)::int as count from petition where round_code = $1 group by channel', [roundCode]);
    const of = (channel: string): number => rows.find((row) => row.channel === channel)?.count ?? 0;
    return { PETITION_WRITTEN: of('WRITTEN'), PETITION_DIRECT: of('DIRECT'), PETITION_ONLINE: of('ONLINE') };
  }

  private async views(tx: Tx, petitions: readonly Petition[]): Promise<PetitionView[]> {
    const label = await this.units.labels(tx, petitions.flatMap((one) => [one.unitId, one.ownerUnitId]));
    const ids = petitions.map((one) => one.id);
    const groups = petitions.map((one) => one.linkGroup).filter((group) => group !== null);
    const merged: { id: string; merged_into: string }[] = await tx.query('select id, merged_into from petition where merged_into = any($1) order by id', [ids]);
    const linked: { id: string; link_group: string }[] = await tx.query('select id, link_group from petition where link_group = any($1) order by id', [groups]);
    const today = this.clock.today();
    return petitions.map((one): PetitionView => ({
      id: one.id, unitCode: label(one.unitId).code, unitName: label(one.unitId).name, bloc: one.bloc, channel: one.channel, topic: one.topic, text: one.text, source: one.source,
      authorHidden: one.authorHidden, receivedOn: one.receivedOn, roundCode: one.roundCode, clusterCode: one.clusterCode, state: one.state,
      ownerUnitCode: one.ownerUnitId === null ? null : label(one.ownerUnitId).code, ownerBody: one.ownerBody, dueOn: one.dueOn, overdue: isOverdue(one, today), outcome: one.outcome,
      answer: one.answer, settledOn: one.settledOn, resolvedOn: one.resolvedOn, mergedInto: one.mergedInto, sources: merged.filter((row) => row.merged_into === one.id).map((row) => row.id),
      linkedWith: linked.filter((row) => row.link_group === one.linkGroup && row.id !== one.id).map((row) => row.id), decisionId: one.decisionId, version: one.version,
    }));
  }
}
