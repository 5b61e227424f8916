import { Audit } from '@doanket/audit';
import type { Principal } from '@doanket/auth';
import {
  HouseholdJoinedV1, HouseholdLeftV1, type AnswerOf, type changeHousehold, type HouseholdRelation, type HouseholdView, type InputOf, type joinHousehold, type leaveHousehold, type listHouseholds, type openHousehold,
} from '@doanket/contracts';
import { Access, UnitNotFound } from '@doanket/directory';
import { addDays, Clock, newId, type Day } from '@doanket/kernel';
import { Outbox } from '@doanket/messaging';
import { sqlState, Transactions, violated, type Tx } from '@doanket/persistence';
import { decodeCursor, pageFrom, requireVersion } from '@doanket/service';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { MembersStore } from '../members/members.store';
import { PersonsStore } from '../persons/persons.store';
import { Purposes } from '../purposes/purposes';
import { HouseholdDayInvalid, HouseholdHasHead, HouseholdNotFound, HouseholdWithoutMember, LivesElsewhere, NotInHousehold } from './household.errors';
import { HouseholdQueries, type HouseholdRow } from './households.queries';

const KEEP = 'membership.household.keep';
const NoCursor = z.tuple([z.string()]);
interface Entry { readonly personId: string; readonly relation: HouseholdRelation; readonly from?: Day | undefined }

/** Households: who lives together, from when until when (WEL-02: support once per household; SOC-10: members among them consent). */
@Injectable()
export class HouseholdsService {
  constructor(
    private readonly transactions: Transactions, private readonly access: Access, private readonly clock: Clock, private readonly outbox: Outbox, private readonly audit: Audit, private readonly persons: PersonsStore,
    private readonly members: MembersStore, private readonly purposes: Purposes, private readonly queries: HouseholdQueries,
  ) {}

  open({ body }: InputOf<typeof openHousehold>, principal: Principal): Promise<HouseholdView> {
    return this.transactions.run(async (tx) => {
      const unitId = await this.keeper(tx, body.unitCode, principal);
      const id = newId();
      const rows: { no: string }[] = await tx.query(
        `insert into household (id, household_no, unit_id, address, opened_on, version) values ($1, 'HGD-' || lpad(nextval('household_no')::text, 8, '0'), $2, $3, $4, 1) returning household_no as no`, [id, unitId, body.address ?? null, this.clock.today()]);
      const household = { id, unitId, householdNo: rows[0]?.no ?? '' };
      let members = 0;
      for (const [at, entry] of body.people.entries()) members += await this.enter(tx, household, entry, `/body/people/${at}`);
      if (members === 0) throw new HouseholdWithoutMember();
      await this.audit.record(tx, { action: 'household.open', objectType: 'household', objectId: id, unitId, after: { people: body.people.length } });
      return toView(await this.row(tx, id));
    });
  }

  change({ params, body }: InputOf<typeof changeHousehold>, principal: Principal, read: number): Promise<HouseholdView> {
    return this.kept(params.id, principal, 'change', async (tx, household) => {
      requireVersion(read, household.version);
      await tx.query('update household set address = $2 where id = $1', [household.id, body.address]);
    });
  }

  join({ params, body }: InputOf<typeof joinHousehold>, principal: Principal): Promise<HouseholdView> {
    return this.kept(params.id, principal, 'join', async (tx, household) => {
      await this.enter(tx, household, body, '/body');
    });
  }

  leave({ params, body }: InputOf<typeof leaveHousehold>, principal: Principal): Promise<HouseholdView> {
    return this.kept(params.id, principal, 'leave', async (tx, household) => {
      const lives = household.people.find((one) => one.personId === params.personId && one.to === null);
      if (lives === undefined) throw new NotInHousehold();
      const today = this.clock.today();
      if (body.lastDay < lives.from || body.lastDay > today) throw new HouseholdDayInvalid('/body/lastDay', lives.from, today);
      await tx.query('update household_person set lived = daterange(lower(lived), $3::date) where household_id = $1 and person_id = $2 and upper_inf(lived)', [household.id, params.personId, addDays(body.lastDay, 1)]);
      await this.outbox.publish(tx, HouseholdLeftV1, { householdId: household.id, personId: params.personId, unitId: household.unitId, lastDay: body.lastDay });
    });
  }

  list({ query }: InputOf<typeof listHouseholds>, principal: Principal): Promise<AnswerOf<typeof listHouseholds>> {
    return this.transactions.readWhole(async (tx) => {
      const seen = query.unit === undefined ? await this.access.unitsOf(tx, principal) : await this.access.readableSubtree(tx, principal, query.unit);
      const rows = await this.queries.list(tx, { seen, personId: query.person, q: query.q, after: decodeCursor(query.cursor, NoCursor)?.[0] ?? null, limit: query.limit + 1 }, this.clock.today());
      return pageFrom(rows, query.limit, toView, (row) => [row.householdNo]);
    });
  }

  get(id: string, principal: Principal): Promise<HouseholdView> {
    return this.transactions.readWhole(async (tx) => {
      const row = await this.row(tx, id);
      await this.access.requireReadable(tx, principal, row.unitId).catch(hidden);
      return toView(row);
    });
  }

  /** Answers 1 for a member, 0 for somebody else. The person lies within the caller's reach; a member among them has consented. */
  private async enter(tx: Tx, household: Pick<HouseholdRow, 'id' | 'unitId' | 'householdNo'>, entry: Entry, at: string): Promise<0 | 1> {
    await this.persons.requireKnown(tx, entry.personId);
    const member = (await this.members.ofPerson(tx, entry.personId)).find(({ status }) => status === 'ACTIVE' || status === 'TRANSFER_OUT' || status === 'IN_TRANSIT');
    if (member !== undefined) await this.purposes.require(tx, 'HOUSEHOLD', member);
    const today = this.clock.today();
    const from = entry.from ?? today;
    if (from > today) throw new HouseholdDayInvalid(`${at}/from`, null, today);
    await tx.query('insert into household_person (household_id, person_id, unit_id, relation, lived) values ($1, $2, $3, $4, daterange($5::date, null))', [household.id, entry.personId, household.unitId, entry.relation, from]).catch((error: unknown) => {
      if (violated(error, 'household_person_one_at_a_time')) throw new LivesElsewhere();
      throw violated(error, 'household_head_one') || sqlState(error) === '23P01' ? new HouseholdHasHead() : error;
    });
    await this.outbox.publish(tx, HouseholdJoinedV1, { householdId: household.id, householdNo: household.householdNo, personId: entry.personId, unitId: household.unitId, from });
    return member === undefined ? 0 : 1;
  }

  private kept(id: string, principal: Principal, action: string, work: (tx: Tx, household: HouseholdRow) => Promise<void>): Promise<HouseholdView> {
    return this.transactions.run(async (tx) => {
      await tx.query('select 1 from household where id = $1 for update', [id]);
      const household = await this.row(tx, id);
      await this.access.requireUnit(tx, principal, KEEP, household.unitId).catch(hidden);
      await work(tx, household);
      await tx.query('update household set version = version + 1 where id = $1', [id]);
      await this.audit.record(tx, { action: `household.${action}`, objectType: 'household', objectId: id, unitId: household.unitId });
      return toView(await this.row(tx, id));
    });
  }

  private async row(tx: Tx, id: string): Promise<HouseholdRow> {
    const [row] = await this.queries.list(tx, { seen: null, id, after: null, limit: 1 }, this.clock.today());
    if (row === undefined) throw new HouseholdNotFound();
    return row;
  }

  private async keeper(tx: Tx, code: string | undefined, principal: Principal): Promise<string> {
    if (code !== undefined) return this.access.requireUnitByCode(tx, principal, KEEP, code);
    if (principal.post === null) throw new UnitNotFound();
    return principal.post.unitId;
  }
}

function hidden(error: unknown): never {
  throw error instanceof UnitNotFound ? new HouseholdNotFound() : error;
}

function toView(row: HouseholdRow): HouseholdView {
  return { id: row.id, householdNo: row.householdNo, unitCode: row.unitCode, unitName: row.unitName, address: row.address, openedOn: row.openedOn, people: row.people ?? [], version: row.version };
}
