import { Audit } from '@doanket/audit';
import { MemberLeftV1, MemberReceivedV1 } from '@doanket/contracts';
import { addDays, Clock, newId, type Day } from '@doanket/kernel';
import { Outbox } from '@doanket/messaging';
import { systemCall, Transactions, type Tx, withCallContext } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';
import { CarriedDues } from '../dues/carried-dues';
import { EmployersStore } from '../employers/employers.store';
import { firstOfMonth, firstOfNextMonth, lastOfMonth } from '../members/membership.rules';

/** Merged unions looked at in one round. */
const UNIONS = 50;

interface Merged { readonly unitId: string; readonly successorId: string; readonly effectiveOn: Day; readonly decisionId: string }
interface Moved { readonly id: string; readonly nextId: string; readonly personId: string; readonly memberSince: Day; readonly directWorker: boolean | null; readonly leader: boolean | null }

/**
 * Members follow a grassroots union that was merged into another one: what was is ended, a membership in the successor begins
 * the next day and keeps the years, what dues are reckoned from, and reliefs. What is open, applications above all, passes in
 * its state; what is owed and what was credited stays with the old union. A union is one transaction: all of its members or none, and a
 * round that was killed goes on with the next. Source: handbook ORG-05, ORG-10.
 */
@Injectable()
export class MergedMembers {
  constructor(private readonly transactions: Transactions, private readonly clock: Clock, private readonly outbox: Outbox, private readonly audit: Audit, private readonly employers: EmployersStore, private readonly dues: CarriedDues) {}

  /** Moves members of all unions whose merge has come into effect. Answers how many moved. Called after a decision and by a timer. */
  async round(): Promise<number> {
    const waiting: { unitId: string }[] = await this.transactions.readWhole((tx) => this.merged(tx, null));
    let moved = 0;
    for (const { unitId } of waiting) {
      moved += await withCallContext(systemCall('membership', 'merged-members'), () => this.transactions.runWhole(async (tx) => {
        // Two rounds at once: the second one finds nothing more to do.
        await tx.query("select pg_advisory_xact_lock(hashtextextended('merged-members:' || $1, 0))", [unitId]);
        const [union] = await this.merged(tx, unitId);
        return union === undefined ? 0 : this.follow(tx, union);
      }));
    }
    return moved;
  }

  private merged(tx: Tx, unitId: string | null): Promise<Merged[]> {
    return tx.query(
      `select v.unit_id as "unitId", v.successor_id as "successorId", lower(v.valid)::text as "effectiveOn", v.decision_id as "decisionId"
       from directory_unit_version v join directory_unit u on u.id = v.unit_id and u.level = 'G' join directory_unit s on s.id = v.successor_id and s.level = 'G'
       where upper_inf(v.recorded) and v.state = 'MERGED' and v.valid @> $1::date and ($2::uuid is null or v.unit_id = $2)
         and (exists (select from member m where m.unit_id = v.unit_id and (m.status in ('ACTIVE', 'ACCEPTED') or m.status in ('DRAFT', 'SUBMITTED')
                and not exists (select from member n where n.person_id = m.person_id and n.unit_id = v.successor_id and n.status in ('DRAFT', 'SUBMITTED'))))
           or exists (select from member_transfer t where t.to_unit_id = v.unit_id and t.from_unit_id <> v.successor_id and t.state in ('TRANSFER_OUT', 'IN_TRANSIT'))
           or exists (select from employer_union l where l.unit_id = v.unit_id and l.valid_to is null))
       order by lower(v.valid), v.unit_id limit ${UNIONS}`, [this.clock.today(), unitId]);
  }

  private async follow(tx: Tx, union: Merged): Promise<number> {
    const moved = await this.members(tx, union);
    await this.open(tx, union);
    await this.covers(tx, union);
    await this.audit.record(tx, { action: 'unit.members-follow', objectType: 'unit', objectId: union.unitId, unitId: union.successorId, after: { members: moved, decisionId: union.decisionId } });
    return moved;
  }

  private async members(tx: Tx, { unitId, successorId, effectiveOn, decisionId }: Merged): Promise<number> {
    const lastDay = addDays(effectiveOn, -1);
    const duesTo = lastOfMonth(lastDay);
    const duesFrom = firstOfNextMonth(lastDay) > firstOfMonth(effectiveOn) ? firstOfNextMonth(lastDay) : firstOfMonth(effectiveOn);
    const [gone] = (await tx.query(
      `update member set status = 'TRANSFERRED', ended_on = greatest($2::date, admitted_on), dues_to = $3, version = version + 1 where unit_id = $1 and status = 'ACTIVE'
       returning id, person_id as "personId", coalesce(member_since, admitted_on)::text as "memberSince", direct_worker as "directWorker", leader`, [unitId, lastDay, duesTo])) as [Omit<Moved, 'nextId'>[], number];
    if (gone.length === 0) return 0;
    const moved = gone.map((one): Moved => ({ ...one, nextId: newId() }));
    const pairs = [moved.map(({ id }) => id), moved.map(({ nextId }) => nextId)];
    await tx.query(
      `insert into member (id, person_id, unit_id, status, applied_on, admitted_on, member_since, dues_from, decision_id, employee_code, job, education, direct_worker, leader, skill_grade, party_member, consent_given_on,
         consent_purposes, profile_changes, transferred_from, version)
       select n.next_id, m.person_id, $3, 'ACTIVE', least(m.applied_on, $4::date), $4, coalesce(m.member_since, m.admitted_on), $5, $6, m.employee_code, m.job, m.education, m.direct_worker, m.leader, m.skill_grade, m.party_member,
         m.consent_given_on, m.consent_purposes, 0, m.id, 1
       from unnest($1::uuid[], $2::uuid[]) as n(id, next_id) join member m on m.id = n.id`, [...pairs, successorId, effectiveOn, duesFrom, decisionId]);
    await this.dues.afterMerger(tx, { from: moved.map(({ id }) => id), to: moved.map(({ nextId }) => nextId), unitId: successorId, duesFrom });
    await tx.query('update member_group set valid = daterange(lower(valid), $2::date) where member_id = any($1) and valid @> $2::date and lower(valid) < $2::date', [pairs[0], effectiveOn]);
    await this.outbox.publish(tx, MemberLeftV1, moved.map(({ id, nextId, personId }) => ({ memberId: id, personId, unitId, because: 'TRANSFERRED' as const, lastDay, duesTo, nextMemberId: nextId, decisionId })));
    await this.outbox.publish(tx, MemberReceivedV1, moved.map(({ id, nextId, personId, memberSince, directWorker, leader }) => ({
      memberId: nextId, personId, unitId: successorId, level: 'G' as const, receivedOn: effectiveOn, memberSince, duesFrom, fromMemberId: id, fromUnitId: unitId, directWorker, leader,
    })));
    return moved.length;
  }

  /** Applications, admissions for a day to come, and members on their way to the union are the successor's now. */
  private async open(tx: Tx, { unitId, successorId }: Merged): Promise<void> {
    await tx.query(
      `update member m set unit_id = $2, version = version + 1 where m.unit_id = $1 and m.status in ('DRAFT', 'SUBMITTED', 'ACCEPTED')
         and not exists (select from member n where n.person_id = m.person_id and n.unit_id = $2 and n.status in ('DRAFT', 'SUBMITTED'))`, [unitId, successorId]);
    await tx.query(
      `update member_transfer set to_unit_id = $2, version = version + 1 where to_unit_id = $1 and from_unit_id <> $2 and state in ('TRANSFER_OUT', 'IN_TRANSIT')`, [unitId, successorId]);
  }

  private async covers(tx: Tx, { unitId, successorId, effectiveOn }: Merged): Promise<void> {
    const covers: { id: string; employerId: string; validFrom: Day; known: boolean }[] = await tx.query(
      `select l.id, l.employer_id as "employerId", l.valid_from::text as "validFrom", exists (select from employer_union k where k.employer_id = l.employer_id and k.unit_id = $2 and (k.valid_to is null or k.valid_to >= $3::date)) as known
       from employer_union l where l.unit_id = $1 and l.valid_to is null order by l.id for update`, [unitId, successorId, effectiveOn]);
    for (const cover of covers) {
      const lastDay = addDays(effectiveOn, -1);
      await this.employers.uncover(tx, cover.employerId, cover.id, lastDay < cover.validFrom ? cover.validFrom : lastDay);
      if (!cover.known) await this.employers.cover(tx, await this.employers.get(tx, cover.employerId), { unitId: successorId, validFrom: effectiveOn });
    }
  }
}
