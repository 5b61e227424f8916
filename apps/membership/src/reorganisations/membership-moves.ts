import { MemberLeftV1, MemberReceivedV1 } from '@doanket/contracts';
import { addDays, newId, type Day } from '@doanket/kernel';
import { Outbox } from '@doanket/messaging';
import type { Tx } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';
import { CarriedDues } from '../dues/carried-dues';
import { firstOfMonth, firstOfNextMonth, lastOfMonth } from '../members/membership.rules';

/** Members of one union who go on in another one from a day on, by a decision on the unions; `only` null: all of them. */
export interface MembershipMove { readonly unitId: string; readonly toUnitId: string; readonly effectiveOn: Day; readonly decisionId: string; readonly only: readonly string[] | null }
interface Moved {
  readonly id: string; readonly nextId: string; readonly personId: string; readonly memberSince: Day; readonly directWorker: boolean | null; readonly leader: boolean | null;
  readonly startsOn: Day; readonly duesTo: Day; readonly duesFrom: Day;
}

/**
 * What was is ended, a membership in the other union begins on the day and keeps the years, what dues are reckoned from, and
 * reliefs. A department or group that came along is still the member's own. Source: handbook ORG-05, ORG-10.
 *
 * A decision may be entered after its day: whoever was admitted on the day or since was never in the old union. That membership
 * ends the day before it began and so holds on no day and in no month; the other one begins with the admission.
 */
@Injectable()
export class MembershipMoves {
  constructor(private readonly outbox: Outbox, private readonly dues: CarriedDues) {}

  /** Answers how many moved. */
  async move(tx: Tx, { unitId, toUnitId, effectiveOn, decisionId, only }: MembershipMove): Promise<number> {
    const lastDay = addDays(effectiveOn, -1);
    const duesFrom = firstOfNextMonth(lastDay) > firstOfMonth(effectiveOn) ? firstOfNextMonth(lastDay) : firstOfMonth(effectiveOn);
    const [gone] = (await tx.query(
      `update member set status = 'TRANSFERRED', ended_on = greatest($2::date, admitted_on - 1), dues_to = case when admitted_on > $2::date then coalesce(dues_from, date_trunc('month', admitted_on)::date) - 1 else $3::date end, version = version + 1
       where unit_id = $1 and status = 'ACTIVE' and ($4::uuid[] is null or id = any($4))
       returning id, person_id as "personId", coalesce(member_since, admitted_on)::text as "memberSince", direct_worker as "directWorker", leader, (ended_on + 1)::text as "startsOn", dues_to::text as "duesTo",
         case when admitted_on > $2::date then dues_to + 1 else greatest($5::date, dues_from) end::text as "duesFrom"`, [unitId, lastDay, lastOfMonth(lastDay), only, duesFrom])) as [Omit<Moved, 'nextId'>[], number];
    if (gone.length === 0) return 0;
    const moved = gone.map((one): Moved => ({ ...one, nextId: newId() }));
    const pairs = [moved.map(({ id }) => id), moved.map(({ nextId }) => nextId)];
    await tx.query(
      `insert into member (id, person_id, unit_id, status, applied_on, admitted_on, member_since, dues_from, decision_id, employee_code, job, education, direct_worker, leader, skill_grade, party_member, consent_given_on,
         consent_purposes, profile_changes, transferred_from, version)
       select n.next_id, m.person_id, $5, 'ACTIVE', least(m.applied_on, n.starts_on), n.starts_on, coalesce(m.member_since, m.admitted_on), n.dues_from, $6, m.employee_code, m.job, m.education, m.direct_worker, m.leader, m.skill_grade,
         m.party_member, m.consent_given_on, m.consent_purposes, 0, m.id, 1
       from unnest($1::uuid[], $2::uuid[], $3::date[], $4::date[]) as n(id, next_id, starts_on, dues_from) join member m on m.id = n.id`,
      [...pairs, moved.map(({ startsOn }) => startsOn), moved.map((one) => one.duesFrom), toUnitId, decisionId]);
    for (const from of new Set(moved.map((one) => one.duesFrom))) {
      const going = moved.filter((one) => one.duesFrom === from);
      await this.dues.afterMerger(tx, { from: going.map(({ id }) => id), to: going.map(({ nextId }) => nextId), unitId: toUnitId, duesFrom: from });
    }
    await this.groups(tx, pairs, toUnitId, effectiveOn);
    await this.outbox.publish(tx, MemberLeftV1, moved.map(({ id, nextId, personId, startsOn, duesTo }) => ({ memberId: id, personId, unitId, because: 'TRANSFERRED' as const, lastDay: addDays(startsOn, -1), duesTo, nextMemberId: nextId, decisionId })));
    await this.outbox.publish(tx, MemberReceivedV1, moved.map(({ id, nextId, personId, memberSince, directWorker, leader, startsOn, duesFrom: owedFrom }) => ({
      memberId: nextId, personId, unitId: toUnitId, level: 'G' as const, receivedOn: startsOn, memberSince, duesFrom: owedFrom, fromMemberId: id, fromUnitId: unitId, directWorker, leader,
    })));
    return moved.length;
  }

  /** How many of these unions' members were admitted on the day or since. */
  async admittedSince(tx: Tx, unitIds: readonly string[], effectiveOn: Day): Promise<number> {
    const rows: { n: number }[] = await tx.query("select count(*)::int as n from member where unit_id = any($1) and status = 'ACTIVE' and admitted_on >= $2::date", [unitIds, effectiveOn]);
    return rows[0]?.n ?? 0;
  }

  /** Whose department or group hangs on the new union by now is in it as before; all others leave theirs. */
  private async groups(tx: Tx, pairs: readonly (readonly string[])[], toUnitId: string, effectiveOn: Day): Promise<void> {
    await tx.query(
      `insert into member_group (member_id, unit_id, valid)
       select n.next_id, g.unit_id, g.valid * daterange($4::date, null) from unnest($1::uuid[], $2::uuid[]) as n(id, next_id) join member_group g on g.member_id = n.id and g.valid && daterange($4::date, null)
       join directory_unit_version v on v.unit_id = g.unit_id and upper_inf(v.recorded) and v.valid @> $4::date
       join directory_unit_version s on s.unit_id = $3 and upper_inf(s.recorded) and s.valid @> $4::date and v.path <@ s.path`, [...pairs, toUnitId, effectiveOn]);
    await tx.query('delete from member_group where member_id = any($1) and lower(valid) >= $2::date', [pairs[0], effectiveOn]);
    await tx.query('update member_group set valid = daterange(lower(valid), $2::date) where member_id = any($1) and valid @> $2::date', [pairs[0], effectiveOn]);
  }
}
