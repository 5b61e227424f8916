import type { Principal } from '@doanket/auth';
import { type InputOf, type listPetitions, OPEN_PETITION_STATES, PETITION_STATES, type PetitionView, type RoundIndicator } from '@doanket/contracts';
import { nameOnSql } from '@doanket/directory';
import { Clock, type Day } from '@doanket/kernel';
import { likePattern, statement, Transactions, type Tx } from '@doanket/persistence';
import { decodeCursor, pageFrom } from '@doanket/service';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Units } from '../units/units.service';
import { statesOf } from '../works/works.queries';
import { Petition } from './petition.entity';
import { PetitionNotFound } from './petition.errors';
import { isOverdue } from './petition.rules';

/** A petition as its table and the directory tell it; `overdue` is for the clock to say. */
type PetitionRow = Omit<PetitionView, 'overdue'>;

/** Everything a view shows, in one statement. `$2` is today: names nearest to it. */
const VIEW = `
  select p.id, coalesce((select u.code from directory_unit u where u.id = p.unit_id), '') as "unitCode", coalesce(${nameOnSql('p.unit_id', 2)}, '') as "unitName",
         p.bloc, p.channel, p.topic, p.text, p.source, p.author_hidden as "authorHidden", case when p.author_hidden then null else p.author_person_id end as "authorPersonId",
         p.received_on::text as "receivedOn", p.round_code as "roundCode", p.cluster_code as "clusterCode", p.state,
         (select u.code from directory_unit u where u.id = p.owner_unit_id) as "ownerUnitCode", p.owner_body as "ownerBody", p.due_on::text as "dueOn",
         p.outcome, p.answer, p.settled_on::text as "settledOn", p.resolved_on::text as "resolvedOn", p.merged_into as "mergedInto",
         array(select source.id from petition source where source.merged_into = p.id order by source.id) as sources,
         array(select other.id from petition other where other.link_group = p.link_group and other.id <> p.id order by other.id) as "linkedWith",
         p.decision_id as "decisionId", p.version
  from petition p`;
const ONE = statement<PetitionRow>('campaigns.petition', `${VIEW} where p.id = $1`);
/** Of its own: with a list of unknown length the server would plan the single petition anew each time. */
const PAGE = statement<PetitionRow>('campaigns.petitions', `${VIEW} where p.id = any($1)`);

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
      const views = await this.views(tx, rows.slice(0, query.limit).map((row) => row.id));
      const page = pageFrom(rows, query.limit, (row) => row.id, (row) => [row.receivedOn, row.id]);
      return { items: views, nextCursor: page.nextCursor, total };
    });
  }

  async get(id: string): Promise<PetitionView> {
    const today = this.clock.today();
    const [row] = await this.transactions.ask(ONE, [id, today]);
    if (row === undefined) throw new PetitionNotFound();
    return viewOf(row, today);
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

  /** In the order given. */
  private async views(tx: Tx, ids: readonly string[]): Promise<PetitionView[]> {
    const today = this.clock.today();
    const rows = new Map((await this.transactions.askIn(tx, PAGE, [ids, today])).map((row) => [row.id, row]));
    return ids.flatMap((id) => {
      const row = rows.get(id);
      return row === undefined ? [] : [viewOf(row, today)];
    });
  }
}

function viewOf(row: PetitionRow, today: Day): PetitionView {
  return {
    id: row.id, unitCode: row.unitCode, unitName: row.unitName, bloc: row.bloc, channel: row.channel, topic: row.topic, text: row.text, source: row.source,
    authorHidden: row.authorHidden, authorPersonId: row.authorPersonId, receivedOn: row.receivedOn, roundCode: row.roundCode, clusterCode: row.clusterCode, state: row.state,
    ownerUnitCode: row.ownerUnitCode, ownerBody: row.ownerBody, dueOn: row.dueOn, overdue: isOverdue(row, today), outcome: row.outcome,
    answer: row.answer, settledOn: row.settledOn, resolvedOn: row.resolvedOn, mergedInto: row.mergedInto, sources: row.sources,
    linkedWith: row.linkedWith, decisionId: row.decisionId, version: row.version,
  };
}
