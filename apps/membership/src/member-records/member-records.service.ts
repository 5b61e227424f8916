import type { Principal } from '@doanket/auth';
import type { AnswerOf, getMemberTimeline, InputOf, listReadings, MemberHappening, ReadingView } from '@doanket/contracts';
import { Access, nameThenSql, UnitNotFound } from '@doanket/directory';
import { Clock } from '@doanket/kernel';
import { Transactions, type Tx } from '@doanket/persistence';
import { decodeCursor, pageFrom } from '@doanket/service';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { Member } from '../members/member.entity';
import { MemberNotFound } from '../members/member.errors';
import { MembersStore } from '../members/members.store';

const SeqCursor = z.tuple([z.string().regex(/^\d{1,19}$/)]);
const NEVER = '0001-01-01';

/** Actions under which readings are kept, and what each looked at. */
const READ: Readonly<Record<string, ReadingView['what']>> = { 'member.read-identifiers': 'IDENTIFIERS', 'member.read-sensitive-facts': 'SENSITIVE_FACTS', 'member.read-health': 'HEALTH' };

interface ReadingRow { readonly seq: string; readonly at: Date; readonly action: string; readonly byName: string | null; readonly post: string | null; readonly unitName: string | null; readonly reason: string | null }

/** What is known of a membership besides itself: who looked at its sensitive data (SOC-10), and what happened. */
@Injectable()
export class MemberRecordsService {
  constructor(private readonly transactions: Transactions, private readonly clock: Clock, private readonly access: Access, private readonly store: MembersStore) {}

  /** Readings are kept in the audit of the unit; the member reads them too, so they are looked up over all rows. */
  async readings({ params, query }: InputOf<typeof listReadings>, principal: Principal): Promise<AnswerOf<typeof listReadings>> {
    return this.transactions.readWhole(async (tx) => {
      const member = await this.known(tx, params.id, principal);
      const rows: ReadingRow[] = await tx.query(
        `select e.seq::text as seq, e.at, e.action, p.full_name as "byName", o.post,
           ${nameThenSql('u', '$4::date')} as "unitName", e.why as reason
         from membership_audit.entry e left join person p on p.id = e.person_id left join directory_unit u on u.id = e.acting_unit_id
         left join lateral (select post from directory_post d where d.id = e.post_id and upper_inf(d.recorded) limit 1) o on true
         where e.object_type = 'member' and e.object_id = any($1::text[]) and e.action = any($5::text[]) and ($2::bigint is null or e.seq < $2)
         order by e.seq desc limit $3`,
        [await this.line(tx, member), decodeCursor(query.cursor, SeqCursor)?.[0] ?? null, query.limit + 1, this.clock.today(), Object.keys(READ)]);
      return pageFrom(rows, query.limit, ({ seq: _, at, action, ...row }) => ({ ...row, at: at.toISOString(), what: READ[action] ?? 'IDENTIFIERS' }), (row): [string] => [row.seq]);
    });
  }

  /** The line of memberships of one person that lead to this one and on from it, told in days. */
  async timeline({ params }: InputOf<typeof getMemberTimeline>, principal: Principal): Promise<AnswerOf<typeof getMemberTimeline>> {
    return this.transactions.readWhole(async (tx) => {
      const member = await this.known(tx, params.id, principal);
      const line = await this.line(tx, member);
      const rows: (Omit<MemberHappening, 'on'> & { on: string | null; nth: number })[] = await tx.query(
        `with line as (select m.*, ${nameThenSql('u', '$2::date')} as unit
           from member m join directory_unit u on u.id = m.unit_id where m.id = any($1::uuid[]))
         select applied_on::text as "on", 'APPLIED' as what, unit as "unitName", null as detail, 1 as nth from line where transferred_from is null and import_id is null and applied_on is not null
         union all select admitted_on::text, case when import_id is null then 'ADMITTED' else 'IMPORTED' end, unit, null, 2 from line where transferred_from is null and admitted_on is not null
         union all select admitted_on::text, 'RECEIVED', unit, null, 5 from line where transferred_from is not null
         union all select t.left_on::text, 'SENT_ON', l.unit, null, 3 from member_transfer t join line l on l.id = t.member_id where t.state in ('TRANSFER_OUT', 'IN_TRANSIT', 'CONFIRMED')
         union all select t.asked_on::text, 'SENT_BACK', l.unit, t.reason, 4 from member_transfer t join line l on l.id = t.member_id where t.state in ('REFUSED', 'CANCELLED')
         union all select ended_on::text, 'ENDED', unit, status, 7 from line where status in ('LEFT', 'RETIRED', 'DECEASED')
         union all select ended_on::text, 'MERGED_INTO', unit, null, 7 from line where status = 'MERGED'
         union all select e.day::text, 'PROFILE_CHANGED', null, null, 6 from (
           select distinct (at at time zone 'Asia/Ho_Chi_Minh')::date as day from membership_audit.entry where object_type = 'member' and object_id = any($3::text[]) and action = 'member.change-profile' order by 1 limit 100) e
         order by 1, 5 limit 200`, [line, this.clock.today(), line]);
      return { items: rows.map(({ nth: _, on, ...row }) => ({ on: on ?? NEVER, ...row })) };
    });
  }

  /** Memberships before and after this one, by transfers. */
  private async line(tx: Tx, member: Member): Promise<string[]> {
    const rows: { id: string }[] = await tx.query(
      `with recursive back as (select id, transferred_from, 0 as depth from member where id = $1 union all select m.id, m.transferred_from, b.depth + 1 from member m join back b on m.id = b.transferred_from where b.depth < 50),
         forth as (select id, 0 as depth from member where id = $1 union all select m.id, f.depth + 1 from member m join forth f on m.transferred_from = f.id where m.person_id = $2 and f.depth < 50)
       select id from back union select id from forth`, [member.id, member.personId]);
    return rows.map((row) => row.id);
  }

  /** A member the caller may read: their own, or one of the subtree. */
  private async known(tx: Tx, id: string, principal: Principal): Promise<Member> {
    const member = await this.store.get(tx, id);
    if (member.personId === principal.personId) return member;
    await this.access.requireUnit(tx, principal, 'membership.member.read', member.unitId).catch((error: unknown) => {
      throw error instanceof UnitNotFound ? new MemberNotFound() : error;
    });
    return member;
  }
}
