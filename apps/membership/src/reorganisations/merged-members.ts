import { Audit } from '@doanket/audit';
import { addDays, Clock, type Day } from '@doanket/kernel';
import { systemCall, Transactions, type Tx, withCallContext } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';
import { EmployersStore } from '../employers/employers.store';
import { MembershipMoves } from './membership-moves';

/** Merged unions looked at in one round. */
const UNIONS = 50;

/** A union that goes on in another one from a day on. */
export interface Merged { readonly unitId: string; readonly successorId: string; readonly effectiveOn: Day; readonly decisionId: string }

/**
 * Members follow a grassroots union that was merged into another one: what was is ended, a membership in the successor begins
 * the next day and keeps the years, what dues are reckoned from, and reliefs. What is open, applications above all, passes in
 * its state; what is owed and what was credited stays with the old union. A union is one transaction: all of its members or none, and a
 * round that was killed goes on with the next. Source: handbook ORG-05, ORG-10.
 */
@Injectable()
export class MergedMembers {
  constructor(private readonly transactions: Transactions, private readonly clock: Clock, private readonly audit: Audit, private readonly employers: EmployersStore, private readonly moves: MembershipMoves) {}

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
         and not exists (select from unit_split p where p.unit_id = v.unit_id and p.state = 'EXECUTED' and p.moved_at is null)
         and (exists (select from member m where m.unit_id = v.unit_id and (m.status in ('ACTIVE', 'ACCEPTED') or m.status in ('DRAFT', 'SUBMITTED')
                and not exists (select from member n where n.person_id = m.person_id and n.unit_id = v.successor_id and n.status in ('DRAFT', 'SUBMITTED'))))
           or exists (select from member_transfer t where t.to_unit_id = v.unit_id and t.from_unit_id <> v.successor_id and t.state in ('TRANSFER_OUT', 'IN_TRANSIT'))
           or exists (select from employer_union l where l.unit_id = v.unit_id and l.valid_to is null))
       order by lower(v.valid), v.unit_id limit ${UNIONS}`, [this.clock.today(), unitId]);
  }

  /** All of one union, in the caller's transaction: members, what is open, and the employers it covers. */
  async follow(tx: Tx, union: Merged): Promise<number> {
    const moved = await this.moves.move(tx, { ...union, toUnitId: union.successorId, only: null });
    await this.open(tx, union);
    await this.covers(tx, union);
    await this.audit.record(tx, { action: 'unit.members-follow', objectType: 'unit', objectId: union.unitId, unitId: union.successorId, after: { members: moved, decisionId: union.decisionId } });
    return moved;
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
