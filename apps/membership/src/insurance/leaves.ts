import { LeaveRecordedV1, type LeaveKind } from '@doanket/contracts';
import { Clock, newId, type Day } from '@doanket/kernel';
import { Outbox } from '@doanket/messaging';
import type { Tx } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';
import { FieldKeys } from '../persons/field-keys';
import { MembershipRules } from '../rules/membership-rules';
import { exemptMonthsOf, lastDayAfterMonths } from './leave.rules';

export interface LeaveFacts {
  readonly memberId: string; readonly personId: string; readonly unitId: string; readonly kind: LeaveKind; readonly fromDay: Day; readonly toDay: Day;
  readonly diseaseCode: string | null; readonly exchangeId: string | null; readonly recordedByPersonId: string | null;
}
/** What became of it: a leave is written once; the same again, or another end of a known one, changes nothing. */
export interface LeaveWritten { readonly id: string; readonly written: 'APPLIED' | 'UNCHANGED' | 'KNOWN_OTHERWISE' }

/** Leaves of members, and the months they free of dues (SOC-05). Health data is sealed and goes when its purpose ends (SOC-10). */
@Injectable()
export class Leaves {
  constructor(private readonly clock: Clock, private readonly outbox: Outbox, private readonly rules: MembershipRules, private readonly keys: FieldKeys) {}

  /** Records a leave once; the same again is UNCHANGED, another end of the same leave KNOWN_OTHERWISE. */
  async record(tx: Tx, leave: LeaveFacts): Promise<LeaveWritten> {
    const id = newId();
    const known: { id: string; to_day: Day }[] = await tx.query('select id, to_day::text as to_day from leave_spell where member_id = $1 and kind = $2 and from_day = $3', [leave.memberId, leave.kind, leave.fromDay]);
    if (known[0] !== undefined) return { id: known[0].id, written: known[0].to_day === leave.toDay ? 'UNCHANGED' : 'KNOWN_OTHERWISE' };
    const exempt = await this.exempt(tx, leave);
    const retention = await this.rules.require(tx, 'HEALTH_RETENTION', leave.toDay);
    await tx.query(
      `insert into leave_spell (id, member_id, person_id, unit_id, kind, from_day, to_day, exempt_from, exempt_to, sealed_disease, delete_after, exchange_id, recorded_by_person_id, recorded_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
      [id, leave.memberId, leave.personId, leave.unitId, leave.kind, leave.fromDay, leave.toDay, exempt?.from ?? null, exempt?.to ?? null,
        leave.diseaseCode === null ? null : this.keys.cipher.seal(placeOf(id), leave.diseaseCode), lastDayAfterMonths(leave.toDay, retention.value.months), leave.exchangeId, leave.recordedByPersonId, this.clock.now()]);
    if (exempt !== null) await this.outbox.publish(tx, LeaveRecordedV1, { memberId: leave.memberId, leaveId: id, unitId: leave.unitId, exemptFrom: exempt.from, exemptTo: exempt.to });
    return { id, written: 'APPLIED' };
  }

  /** Members among these that are free of dues in a month, named by its first day: for whoever reckons dues. */
  async exemptIn(tx: Tx, memberIds: readonly string[], month: Day): Promise<ReadonlySet<string>> {
    const rows: { id: string }[] = await tx.query('select distinct member_id as id from leave_spell where member_id = any($1) and exempt_from <= $2 and exempt_to >= $2', [memberIds, month]);
    return new Set(rows.map((row) => row.id));
  }

  /** Deletes health data whose purpose has ended; answers how many leaves lost it. Called by a timer, the transaction is whole. */
  async forgetHealth(tx: Tx): Promise<number> {
    const [, count] = (await tx.query('update leave_spell set sealed_disease = null where sealed_disease is not null and delete_after < $1', [this.clock.today()])) as [unknown, number];
    return count;
  }

  openDisease(id: string, sealed: Buffer): string {
    return this.keys.cipher.open(placeOf(id), sealed);
  }

  private async exempt(tx: Tx, leave: LeaveFacts) {
    const rule = await this.rules.on(tx, 'DUES_EXEMPTION', leave.fromDay);
    if (rule === null) return null;
    return exemptMonthsOf(leave, leave.kind === 'UNPAID_LEAVE' ? rule.value.unpaidLeaveMonths : rule.value.allowanceMonths);
  }
}

const placeOf = (id: string) => ({ table: 'leave_spell', column: 'sealed_disease', rowId: id });
