import type { MemberTransferState, MemberTransferView } from '@doanket/contracts';
import { nameThenSql } from '@doanket/directory';
import type { Day } from '@doanket/kernel';
import type { Tx } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';
import { MemberTransferNotFound } from './member-transfer.errors';

export interface TransferFilter {
  readonly units: readonly string[] | null;
  readonly direction: 'OUT' | 'IN' | null;
  readonly state: MemberTransferState | null;
  readonly memberId: string | null;
  readonly after: string | null;
  readonly limit: number;
  readonly today: Day;
}

/** A transfer is seen by both sides: it names the member to the union that is to take them in. */
const view = (day: string): string => `
  select t.id, t.member_id as "memberId", t.person_id as "personId", p.full_name as "fullName", t.state, f.code as "fromUnitCode", ${nameThenSql('f', `${day}::date`)} as "fromUnitName", o.code as "toUnitCode", ${nameThenSql('o', `${day}::date`)} as "toUnitName",
         t.left_on::text as "leftOn", t.confirm_by::text as "confirmBy", t.state in ('TRANSFER_OUT', 'IN_TRANSIT') and t.confirm_by < ${day}::date as overdue, t.confirmed_on::text as "confirmedOn",
         t.new_member_id as "newMemberId", m.member_since::text as "memberSince", t.reason, t.version
  from member_transfer t join person p on p.id = t.person_id join member m on m.id = t.member_id join directory_unit f on f.id = t.from_unit_id join directory_unit o on o.id = t.to_unit_id`;

/** Transfers as both sides see them; over all rows with the caller's units put in. */
@Injectable()
export class MemberTransferQueries {
  async view(tx: Tx, id: string, today: Day): Promise<MemberTransferView> {
    const rows: MemberTransferView[] = await tx.query(`${view('$2')} where t.id = $1`, [id, today]);
    if (rows[0] === undefined) throw new MemberTransferNotFound();
    return rows[0];
  }

  list(tx: Tx, filter: TransferFilter): Promise<MemberTransferView[]> {
    return tx.query(
      `${view('$6')} where ($1::uuid[] is null or ($2::text is distinct from 'IN' and t.from_unit_id = any($1)) or ($2::text is distinct from 'OUT' and t.to_unit_id = any($1)))
         and ($3::text is null or t.state = $3) and ($4::uuid is null or t.member_id = $4 or t.new_member_id = $4) and ($5::uuid is null or t.id < $5)
       order by t.id desc limit $7`,
      [filter.units, filter.direction, filter.state, filter.memberId, filter.after, filter.today, filter.limit]);
  }
}
