import { Audit } from '@doanket/audit';
import type { Principal } from '@doanket/auth';
import { PostEndedV1, type AnswerOf, type appointGroupHead, type foundGroup, type GroupView, type InputOf, type listGroupMembers, type listGroups, type moveGroupMembers } from '@doanket/contracts';
import { Access, Directory, UnitNotFound, type UnitOn } from '@doanket/directory';
import { addDays, Clock, type Day } from '@doanket/kernel';
import { Transactions, violated, type Tx } from '@doanket/persistence';
import { decodeCursor, pageFrom } from '@doanket/service';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { LiveDecisions } from '../decisions/live-decisions';
import { DirectorySource, planned } from '../directory/directory-source';
import { PersonNames } from '../persons/person-names';
import { PostDecisions } from '../posts/post-decisions';
import { UnitDecisions } from '../units/unit-decisions';
import { GroupedLater, GroupNotFound, NotOfThisUnion } from './groups.errors';

const IdCursor = z.tuple([z.uuid()]);

/** Departments and groups that a grassroots union makes inside itself, their heads and members (ORG-13). */
@Injectable()
export class GroupsService {
  constructor(
    private readonly transactions: Transactions, private readonly access: Access, private readonly directory: Directory, private readonly clock: Clock, private readonly audit: Audit,
    private readonly decisions: LiveDecisions, private readonly units: UnitDecisions, private readonly posts: PostDecisions, private readonly source: DirectorySource, private readonly names: PersonNames,
  ) {}

  found({ body: { decision: by, ...item } }: InputOf<typeof foundGroup>, principal: Principal): Promise<GroupView> {
    return this.transactions.run(async (tx) => {
      await this.access.requireUnitByCode(tx, principal, 'membership.group.keep', item.parentCode);
      const decision = await this.decisions.take(tx, principal, { kind: 'GROUP_FOUNDED', ...by });
      const unitId = await this.units.found(tx, { ...item, state: 'ACTIVE', bloc: null, territories: [] }, decision);
      return this.view(tx, await this.directory.requireUnitOn(tx, unitId, decision.decidedOn), decision.decidedOn);
    });
  }

  appointHead({ params, body }: InputOf<typeof appointGroupHead>, principal: Principal): Promise<GroupView> {
    return this.transactions.run(async (tx) => {
      const group = await this.group(tx, params.code, principal);
      const decision = await this.decisions.take(tx, principal, { kind: 'GROUP_HEAD', ...body.decision });
      const today = decision.decidedOn;
      for (const held of (await this.directory.postsOfUnit(tx, group.unitId, today)).filter(({ post }) => post === 'CHAIR')) {
        const lastDay = held.validFrom < today ? addDays(today, -1) : today;
        await this.source.record(tx, decision.id, [planned(PostEndedV1, { postId: held.postId, unitId: held.unitId, personId: held.personId, lastDay }, addDays(lastDay, 1))]);
      }
      await this.posts.start(tx, { unitCode: params.code, personId: body.personId, post: 'CHAIR', body: 'EXECUTIVE_COMMITTEE', acting: false, appointment: 'APPOINTED', fullTime: false }, decision);
      return this.view(tx, group, today);
    });
  }

  moveMembers({ params, body }: InputOf<typeof moveGroupMembers>, principal: Principal): Promise<GroupView> {
    return this.transactions.run(async (tx) => {
      const group = await this.group(tx, params.code, principal);
      const from = body.from ?? this.clock.today();
      await this.directory.requireUnitOn(tx, group.unitId, from);
      const union = (await this.directory.levelsAbove(tx, group.unitId, from)).find(({ level }) => level === 'G');
      const ids = [...new Set(body.memberIds)];
      const known: { n: number }[] = await tx.query(
        "select count(*)::int as n from member where id = any($1) and unit_id = $2 and status = 'ACTIVE' and admitted_on <= $3::date", [ids, union?.unitId ?? null, from]);
      if (known[0]?.n !== ids.length) throw new NotOfThisUnion(ids.length - (known[0]?.n ?? 0));
      // Who is in it already stays as they are; the others leave where they were the day before.
      await tx.query(
        'update member_group set valid = daterange(lower(valid), $3::date) where member_id = any($1) and valid @> $3::date and lower(valid) < $3::date and unit_id <> $2', [ids, group.unitId, from]);
      await tx.query(
        `insert into member_group (member_id, unit_id, valid) select id, $2, daterange($3::date, null) from unnest($1::uuid[]) as t(id)
         where not exists (select from member_group g where g.member_id = t.id and g.unit_id = $2 and g.valid @> $3::date)`, [ids, group.unitId, from]).catch((error: unknown) => {
        throw violated(error, 'member_group_one_at_a_time') ? new GroupedLater(ids.length) : error;
      });
      await this.audit.record(tx, { action: 'group.move-members', objectType: 'unit', objectId: group.unitId, unitId: group.unitId, after: { members: ids.length, from } });
      return this.view(tx, group, from);
    });
  }

  list({ params, query }: InputOf<typeof listGroups>, principal: Principal): Promise<AnswerOf<typeof listGroups>> {
    return this.transactions.read(async (tx) => {
      const { unitId } = await this.directory.getByCode(tx, params.code);
      await this.access.requireReadable(tx, principal, unitId);
      const day = query.asOf ?? this.clock.today();
      const below = await this.directory.unitsOn(tx, await this.directory.subtreeOn(tx, unitId, day), day);
      const groups = [...below.values()].filter(({ type, state }) => (type === 'D' || type === 'T') && state === 'ACTIVE').sort((a, b) => (a.path < b.path ? -1 : 1)).slice(0, 1_000);
      const items: GroupView[] = [];
      for (const group of groups) items.push(await this.view(tx, group, day));
      return { items };
    });
  }

  members({ params, query }: InputOf<typeof listGroupMembers>, principal: Principal): Promise<AnswerOf<typeof listGroupMembers>> {
    return this.transactions.read(async (tx) => {
      const { unitId, level } = await this.directory.getByCode(tx, params.code).catch(hidden);
      if (level !== 'D' && level !== 'T') throw new GroupNotFound();
      await this.access.requireReadable(tx, principal, unitId).catch(hidden);
      const rows: { memberId: string; personId: string; fullName: string | null; since: Day }[] = await tx.query(
        `select g.member_id as "memberId", m.person_id as "personId", p.full_name as "fullName", lower(g.valid)::text as since
         from member_group g join member m on m.id = g.member_id left join person p on p.id = m.person_id
         where g.unit_id = $1 and g.valid @> $2::date and ($3::uuid is null or g.member_id > $3) order by g.member_id limit $4`,
        [unitId, query.asOf ?? this.clock.today(), decodeCursor(query.cursor, IdCursor)?.[0] ?? null, query.limit + 1]);
      return pageFrom(rows, query.limit, (row) => row, (row) => [row.memberId]);
    });
  }

  private async group(tx: Tx, code: string, principal: Principal): Promise<UnitOn> {
    const unitId = await this.access.requireUnitByCode(tx, principal, 'membership.group.keep', code).catch(hidden);
    const unit = await this.directory.requireUnitOn(tx, unitId, this.clock.today());
    if ((unit.type !== 'D' && unit.type !== 'T') || unit.state !== 'ACTIVE') throw new GroupNotFound();
    return unit;
  }

  private async view(tx: Tx, group: UnitOn, day: Day): Promise<GroupView> {
    const inside = await this.directory.subtreeOn(tx, group.unitId, day);
    const rows: { n: number }[] = await tx.query('select count(*)::int as n from member_group where unit_id = any($1) and valid @> $2::date', [inside, day]);
    const head = (await this.directory.postsOfUnit(tx, group.unitId, day)).find(({ post }) => post === 'CHAIR');
    const name = head === undefined ? null : ((await this.names.of(tx, [head.personId])).get(head.personId) ?? null);
    return {
      code: group.code, name: group.name, type: group.type as GroupView['type'], parentCode: (await this.directory.getById(tx, group.parentId ?? '')).code, state: group.state, members: rows[0]?.n ?? 0,
      head: head === undefined ? null : { postId: head.postId, personId: head.personId, personName: name, since: head.validFrom },
    };
  }
}

function hidden(error: unknown): never {
  throw error instanceof UnitNotFound ? new GroupNotFound() : error;
}
