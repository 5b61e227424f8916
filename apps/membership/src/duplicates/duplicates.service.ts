import { Audit } from '@doanket/audit';
import type { Principal } from '@doanket/auth';
import { HouseholdJoinedV1, HouseholdLeftV1, MemberLeftV1, type AnswerOf, type dismissDuplicate, type DuplicateSide, type InputOf, type listDuplicates, type MergePreview, type mergePersons, type previewMerge } from '@doanket/contracts';
import { Access, UnitNotFound } from '@doanket/directory';
import { addDays, Clock } from '@doanket/kernel';
import { Outbox } from '@doanket/messaging';
import { sqlState, Transactions, type Tx } from '@doanket/persistence';
import { decodeCursor, pageFrom } from '@doanket/service';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { LINKED_KINDS } from '../members/linked-kinds';
import { Member } from '../members/member.entity';
import { FieldKeys } from '../persons/field-keys';
import { IDENTIFIERS, Person } from '../persons/person.entity';
import { PersonNotFound } from '../persons/person.errors';
import { MergeObstructed, MergeOutdated, MergeWithItself } from './duplicate.errors';
import { DuplicateQueries } from './duplicates.queries';
import { obstaclesOf, type MergedMembership } from './merge.rules';

const MERGE = 'membership.person.merge';
const PairCursor = z.tuple([z.string(), z.iso.date(), z.uuid(), z.uuid()]);

/** Records that are one person, found and merged (issue: every linked kind declares what happens to it). */
@Injectable()
export class DuplicatesService {
  constructor(
    private readonly transactions: Transactions, private readonly clock: Clock, private readonly access: Access, private readonly outbox: Outbox, private readonly audit: Audit, private readonly queries: DuplicateQueries,
    private readonly keys: FieldKeys,
  ) {}

  list({ query }: InputOf<typeof listDuplicates>, principal: Principal): Promise<AnswerOf<typeof listDuplicates>> {
    return this.transactions.readWhole(async (tx) => {
      const after = decodeCursor(query.cursor, PairCursor);
      const rows = await this.queries.pairs(tx, await this.access.unitsOf(tx, principal), after === null ? null : { name: after[0], born: after[1], one: after[2], other: after[3] }, query.limit + 1);
      const sides = await this.queries.sides(tx, rows.flatMap(({ one, other }) => [one, other]));
      return pageFrom(rows, query.limit, ({ one, other }) => (one < other ? { a: of(sides, one), b: of(sides, other) } : { a: of(sides, other), b: of(sides, one) }), ({ name, born, one, other }): [string, string, string, string] => [name, born, one, other]);
    });
  }

  preview({ params }: InputOf<typeof previewMerge>, principal: Principal): Promise<MergePreview> {
    return this.transactions.readWhole(async (tx) => {
      await this.reached(tx, [params.id, params.otherId], principal);
      const sides = await this.queries.sides(tx, [params.id, params.otherId]);
      const { links, obstacles, openTransferIds } = await this.judge(tx, params.id, params.otherId);
      return { keep: of(sides, params.id), other: of(sides, params.otherId), links: links.filter(({ count }) => count > 0), obstacles, openTransferIds };
    });
  }

  /** One transaction over both records: whoever moves one of them at the same time waits, and then one of the two is refused. */
  merge({ params, body }: InputOf<typeof mergePersons>, principal: Principal): Promise<DuplicateSide> {
    return this.transactions.runWhole(async (tx) => {
      await this.reached(tx, [params.id, params.otherId], principal);
      const [keep, other] = await this.locked(tx, params.id, params.otherId);
      if (keep.version !== body.version || other.version !== body.otherVersion) throw new MergeOutdated();
      const { obstacles, openTransferIds } = await this.judge(tx, keep.id, other.id);
      if (obstacles.length > 0) throw new MergeObstructed(obstacles, openTransferIds);
      await this.join(tx, keep, other);
      await this.joinHouseholds(tx, keep.id, other.id);
      for (const kind of LINKED_KINDS) if (kind.onMerge === 'MOVE') await this.queries.move(tx, kind, other.id, keep.id).catch((error: unknown) => bothHave(kind.name, error));
      await tx.query('delete from duplicate_dismissal where person_id = $1 or other_person_id = $1', [other.id]);
      await this.audit.record(tx, [
        { action: 'person.merge', objectType: 'person', objectId: keep.id, unitId: keep.unitId, after: { mergedFrom: other.id }, why: body.reason },
        { action: 'person.merged-into', objectType: 'person', objectId: other.id, unitId: other.unitId, after: { into: keep.id }, why: body.reason },
      ]);
      return of(await this.queries.sides(tx, [keep.id]), keep.id);
    });
  }

  dismiss({ params, body }: InputOf<typeof dismissDuplicate>, principal: Principal): Promise<AnswerOf<typeof dismissDuplicate>> {
    return this.transactions.runWhole(async (tx) => {
      await this.reached(tx, [params.id, params.otherId], principal);
      const [first, second] = [params.id, params.otherId].sort();
      await tx.query(
        'insert into duplicate_dismissal (person_id, other_person_id, reason, dismissed_by, dismissed_at) values ($1, $2, $3, $4, $5) on conflict on constraint duplicate_dismissal_pk do nothing',
        [first, second, body.reason, principal.personId, this.clock.now()]);
      await this.audit.record(tx, { action: 'person.dismiss-duplicate', objectType: 'person', objectId: first ?? '', unitId: null, after: { other: second }, why: body.reason });
      return { dismissed: true as const };
    });
  }

  /** Identifiers, birth date and the like that only the other record has go over; its memberships too, the doubled one ends. */
  private async join(tx: Tx, keep: Person, other: Person): Promise<void> {
    const { cipher } = this.keys;
    const moved = IDENTIFIERS.map((kind) => [kind, keep[kind] === null ? other.reveal(kind, cipher) : null] as const);
    for (const kind of IDENTIFIERS) other.identify(kind, null, cipher);
    other.mergedInto = keep.id;
    await tx.save(other);
    for (const [kind, plain] of moved) if (plain !== null) keep.identify(kind, plain, cipher);
    keep.birthDate ??= other.birthDate;
    keep.gender ??= other.gender;
    await tx.save(keep);
    const mine = await this.live(tx, keep.id);
    const theirs = await this.live(tx, other.id);
    if (mine !== null && theirs !== null) {
      const today = this.clock.today();
      // An admission that is still to come ends before it begins, so that it counts on no day.
      const lastDay = theirs.admittedOn !== null && theirs.admittedOn > today ? addDays(theirs.admittedOn, -1) : today;
      Object.assign(theirs, { status: 'MERGED', endedOn: lastDay, duesTo: null, duesFrom: null });
      await tx.save(theirs);
      if ((theirs.memberSince ?? '') < (mine.memberSince ?? '')) await tx.save(Object.assign(mine, { memberSince: theirs.memberSince }));
      await this.outbox.publish(tx, MemberLeftV1, { memberId: theirs.id, personId: other.id, unitId: theirs.unitId, because: 'MERGED', lastDay, duesTo: null, nextMemberId: mine.id, decisionId: null });
    }
    // All memberships are another version: whoever asks for something of one of them has seen it before the merge.
    await tx.query('update member set person_id = $2, version = version + 1 where person_id in ($1, $2)', [other.id, keep.id]);
  }

  /**
   * Both records in one household are one person in it; what only the other record has goes over by itself, and two households
   * at a time stand in the way. Whoever knows households by events hears that the one person left and the other came.
   */
  private async joinHouseholds(tx: Tx, keepId: string, otherId: string): Promise<void> {
    const rows: { householdId: string; householdNo: string; unitId: string; from: string; doubled: boolean }[] = await tx.query(
      `select o.household_id as "householdId", h.household_no as "householdNo", o.unit_id as "unitId", lower(o.lived)::text as "from",
         exists (select from household_person k where k.household_id = o.household_id and k.person_id = $1 and k.lived && o.lived) as doubled
       from household_person o join household h on h.id = o.household_id where o.person_id = $2 and upper_inf(o.lived) for update of o`, [keepId, otherId]);
    for (const { doubled, from, householdId, householdNo, unitId } of rows) {
      if (doubled) await tx.query('delete from household_person where household_id = $1 and person_id = $2 and upper_inf(lived)', [householdId, otherId]);
      await this.outbox.publish(tx, HouseholdLeftV1, { householdId, personId: otherId, unitId, lastDay: addDays(from, -1) });
      if (!doubled) await this.outbox.publish(tx, HouseholdJoinedV1, { householdId, householdNo, personId: keepId, unitId, from });
    }
  }

  private async judge(tx: Tx, keepId: string, otherId: string): Promise<Pick<MergePreview, 'links' | 'obstacles' | 'openTransferIds'>> {
    const links = (await this.queries.links(tx, otherId)).map(({ kind, count }) => ({ name: kind.name, fate: kind.onMerge, count, blocks: kind.onMerge === 'REFUSE' && count > 0 }));
    const persons: { id: string; merged: boolean; ids: boolean[] }[] = await tx.query(
      `select p.id, p.merged_into is not null as merged, array[p.personal_id_index is distinct from q.personal_id_index and p.personal_id_index is not null and q.personal_id_index is not null,
         p.social_insurance_no_index is distinct from q.social_insurance_no_index and p.social_insurance_no_index is not null and q.social_insurance_no_index is not null,
         p.passport_no_index is distinct from q.passport_no_index and p.passport_no_index is not null and q.passport_no_index is not null] as ids
       from person p join person q on q.id = $2 where p.id = $1 union all select q.id, q.merged_into is not null, array[]::boolean[] from person q where q.id = $2`, [keepId, otherId]);
    const memberships: (MergedMembership & { person: string })[] = await tx.query(
      "select person_id as person, status, unit_id as \"unitId\" from member where person_id in ($1, $2) and status in ('DRAFT', 'SUBMITTED', 'ACCEPTED', 'ACTIVE', 'TRANSFER_OUT', 'IN_TRANSIT')", [keepId, otherId]);
    const obstacles = obstaclesOf({
      merged: persons.some(({ merged }) => merged), identifiersDiffer: persons.some(({ ids }) => ids.includes(true)), keep: memberships.filter(({ person }) => person === keepId), other: memberships.filter(({ person }) => person === otherId),
    });
    const open: { id: string }[] = await tx.query("select id from member_transfer where person_id in ($1, $2) and state in ('TRANSFER_OUT', 'IN_TRANSIT') order by id limit 10", [keepId, otherId]);
    return { links, openTransferIds: open.map(({ id }) => id), obstacles: [...obstacles, ...links.filter(({ blocks }) => blocks).map(({ name }) => `OTHER_HAS_${name}`)] };
  }

  private async live(tx: Tx, personId: string): Promise<Member | null> {
    return tx.createQueryBuilder(Member, 'm').where("m.personId = :personId and m.status in ('ACCEPTED', 'ACTIVE')", { personId }).setLock('pessimistic_write').getOne();
  }

  /** Both records and all their memberships, locked in one order, so that two merges, or a merge and a transfer, wait for each other. */
  private async locked(tx: Tx, keepId: string, otherId: string): Promise<[Person, Person]> {
    const persons = await tx.createQueryBuilder(Person, 'p').where('p.id in (:...ids)', { ids: [keepId, otherId] }).orderBy('p.id').setLock('pessimistic_write').getMany();
    await tx.query('select 1 from member where person_id = any($1) order by id for update', [[keepId, otherId]]);
    const [keep, other] = [persons.find(({ id }) => id === keepId), persons.find(({ id }) => id === otherId)];
    if (keep === undefined || other === undefined) throw new PersonNotFound();
    return [keep, other];
  }

  /** Both persons lie in the caller's units, kept there or members there. */
  private async reached(tx: Tx, ids: readonly [string, string], principal: Principal): Promise<void> {
    if (ids[0] === ids[1]) throw new MergeWithItself();
    if (principal.post === null) throw new PersonNotFound();
    await this.access.requireUnit(tx, principal, MERGE, principal.post.unitId).catch((error: unknown) => {
      throw error instanceof UnitNotFound ? new PersonNotFound() : error;
    });
    const units = await this.access.unitsOf(tx, principal);
    const rows: { n: number }[] = await tx.query(
      'select count(*)::int as n from person p where p.id = any($1) and ($2::uuid[] is null or p.unit_id = any($2) or exists (select from member m where m.person_id = p.id and m.unit_id = any($2)))', [ids, units]);
    if (rows[0]?.n !== 2) throw new PersonNotFound();
  }
}

/** The two records have the same thing, and only one of it can be. */
function bothHave(name: string, error: unknown): never {
  throw sqlState(error) === '23505' || sqlState(error) === '23P01' ? new MergeObstructed([`BOTH_HAVE_${name}`]) : error;
}

function of(sides: ReadonlyMap<string, DuplicateSide>, id: string): DuplicateSide {
  const side = sides.get(id);
  if (side === undefined) throw new PersonNotFound();
  return side;
}
