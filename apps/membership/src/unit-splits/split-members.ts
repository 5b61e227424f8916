import { Audit } from '@doanket/audit';
import { addDays, Clock, type Day } from '@doanket/kernel';
import { systemCall, Transactions, type Tx, withCallContext } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';
import { EmployersStore } from '../employers/employers.store';
import { MembershipMoves } from '../reorganisations/membership-moves';
import { MergedMembers } from '../reorganisations/merged-members';

/** Splits looked at in one round. */
const SPLITS = 50;

interface Due { readonly decisionId: string; readonly unitId: string; readonly effectiveOn: Day; readonly successorId: string | null }
interface Part { readonly partId: string; readonly employerIds: readonly string[]; readonly sharedIds: readonly string[] }

/**
 * On the effective day members go where the decision said: those named to their union, the others with the department or group
 * that hangs on it by then. What is left of a union that ended follows to its successor, as in a merger. A split is one
 * transaction: all of it or nothing, and a round that was killed goes on with the next. Source: handbook ORG-05.
 */
@Injectable()
export class SplitMembers {
  constructor(
    private readonly transactions: Transactions, private readonly clock: Clock, private readonly audit: Audit, private readonly employers: EmployersStore, private readonly moves: MembershipMoves, private readonly merged: MergedMembers,
  ) {}

  /** Answers how many moved. Called by a timer. */
  async round(): Promise<number> {
    const waiting = await this.transactions.readWhole((tx) => this.due(tx, null));
    let moved = 0;
    for (const { decisionId } of waiting) {
      moved += await withCallContext(systemCall('membership', 'split-members'), () => this.transactions.runWhole(async (tx) => {
        const [split] = await this.due(tx, decisionId);
        return split === undefined ? 0 : this.follow(tx, split);
      }));
    }
    return moved;
  }

  /** For one split its row is locked: of two rounds at once the second one finds nothing more to do. */
  private due(tx: Tx, decisionId: string | null): Promise<Due[]> {
    return tx.query(
      `select decision_id as "decisionId", unit_id as "unitId", effective_on::text as "effectiveOn", successor_id as "successorId" from unit_split
       where state = 'EXECUTED' and moved_at is null and effective_on <= $1::date and ($2::uuid is null or decision_id = $2) order by effective_on, decision_id limit ${SPLITS} ${decisionId === null ? '' : 'for update'}`,
      [this.clock.today(), decisionId]);
  }

  private async follow(tx: Tx, split: Due): Promise<number> {
    const { decisionId, unitId, effectiveOn, successorId } = split;
    const parts: Part[] = await tx.query('select part_id as "partId", employer_ids as "employerIds", shared_employer_ids as "sharedIds" from unit_split_part where decision_id = $1 order by number', [decisionId]);
    let moved = 0;
    for (const part of parts) {
      const going = await this.going(tx, split, part.partId);
      const members = going.length === 0 ? 0 : await this.moves.move(tx, { unitId, toUnitId: part.partId, effectiveOn, decisionId, only: going });
      await tx.query('update unit_split_part set members = $2 where part_id = $1', [part.partId, members]);
      await this.covers(tx, split, part);
      moved += members;
    }
    if (successorId !== null) {
      const rest = await this.merged.follow(tx, { unitId, successorId, effectiveOn, decisionId });
      await tx.query('update unit_split_part set members = members + $2 where part_id = $1', [successorId, rest]);
      moved += rest;
    }
    await tx.query('update unit_split set moved_at = $2 where decision_id = $1', [decisionId, this.clock.now()]);
    await this.audit.record(tx, { action: 'unit.split-members', objectType: 'unit', objectId: unitId, unitId, after: { members: moved, decisionId } });
    return moved;
  }

  /** Who is named for this part, and who is in a department or group of it and named for no other: on the day, or now who was admitted after it. */
  private async going(tx: Tx, { decisionId, unitId, effectiveOn }: Due, partId: string): Promise<string[]> {
    const rows: { id: string }[] = await tx.query(
      `select m.id from member m left join unit_split_member s on s.decision_id = $1 and s.member_id = m.id
       where m.unit_id = $2 and m.status = 'ACTIVE' and (s.part_id = $4 or (s.part_id is null and exists (
         select from member_group k join directory_unit_version v on v.unit_id = k.unit_id and upper_inf(v.recorded) and v.valid @> $3::date
         join directory_unit_version p on p.unit_id = $4 and upper_inf(p.recorded) and p.valid @> $3::date
         where k.member_id = m.id and (k.valid @> $3::date or (m.admitted_on > $3::date and upper_inf(k.valid))) and v.path <@ p.path)))
       order by m.id for update of m`, [decisionId, unitId, effectiveOn, partId]);
    return rows.map(({ id }) => id);
  }

  /** Employers of the part: the old union covers them up to the day before, unless it goes on doing so. */
  private async covers(tx: Tx, { unitId, effectiveOn }: Due, { partId, employerIds, sharedIds }: Part): Promise<void> {
    const lastDay = addDays(effectiveOn, -1);
    for (const employerId of [...employerIds, ...sharedIds]) {
      const [cover]: { id: string; validFrom: Day }[] = await tx.query('select id, valid_from::text as "validFrom" from employer_union where employer_id = $1 and unit_id = $2 and valid_to is null for update', [employerId, unitId]);
      if (cover !== undefined && !sharedIds.includes(employerId)) await this.employers.uncover(tx, employerId, cover.id, lastDay < cover.validFrom ? cover.validFrom : lastDay);
      await this.employers.cover(tx, await this.employers.get(tx, employerId), { unitId: partId, validFrom: effectiveOn });
    }
  }
}
