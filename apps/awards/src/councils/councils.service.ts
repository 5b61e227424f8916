import { Audit } from '@doanket/audit';
import type { Principal } from '@doanket/auth';
import type { AnswerOf, CouncilSessionBody, CouncilSessionView, InputOf, listCouncilSessions } from '@doanket/contracts';
import { Access } from '@doanket/directory';
import { Dossiers } from '@doanket/dossier';
import { Files } from '@doanket/files';
import { Clock, newId, type Day } from '@doanket/kernel';
import { Transactions, type Tx } from '@doanket/persistence';
import { decodeCursor, pageFrom } from '@doanket/service';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { Nomination } from '../nominations/nomination.entity';
import { NominationStateWrong } from '../nominations/nomination.errors';
import { NominationProcess } from '../nominations/nomination.process';
import { lockNominations } from '../nominations/nominations.store';
import { AwardsRules } from '../rules/awards-rules';
import { CouncilRuleMissing, HeldInFuture, VoteOnOneself, VotesDoNotAddUp } from './council.errors';
import { type PartRule, requireQuorum, resultOf } from './council.rules';

type Result = CouncilSessionView['results'][number];

/** Sessions of the emulation council (AWD-03): its votes move nominations on, or end them. */
@Injectable()
export class Councils {
  constructor(
    private readonly transactions: Transactions, private readonly access: Access, private readonly dossiers: Dossiers, private readonly process: NominationProcess, private readonly files: Files,
    private readonly rules: AwardsRules, private readonly audit: Audit, private readonly clock: Clock,
  ) {}

  /** Records a session with a quorum and all its votes. Throws NoQuorum, VoteOnOneself. */
  hold(principal: Principal, body: CouncilSessionBody): Promise<CouncilSessionView> {
    return this.transactions.run(async (tx) => {
      const unitId = await this.access.requireUnitByCode(tx, principal, 'awards.council.hold', body.unitCode);
      const today = this.clock.today();
      if (body.heldOn > today) throw new HeldInFuture(today);
      const quorum = requireQuorum(body, await this.partOn(tx, 'COUNCIL_QUORUM', body.heldOn));
      const nominations = await this.nominationsOf(tx, body);
      const shares = await this.sharesOn(tx, body.heldOn, [...nominations.values()].map((one) => one.titleCode));
      const results = body.votes.map((vote, at) => {
        const nomination = nominations.get(vote.nominationId);
        if (nomination === undefined) throw new RangeError('Vote without nomination');
        if (nomination.personId !== null && body.presentPersonIds?.includes(nomination.personId) === true && vote.abstainedForConflict < 1) throw new VoteOnOneself(at);
        const result = resultOf({ inFavour: vote.inFavour, abstained: vote.abstainedForConflict, present: body.present }, shares(nomination.titleCode), at);
        return { nominationId: vote.nominationId, inFavour: vote.inFavour, abstained: vote.abstainedForConflict, ...result };
      });
      const id = newId();
      await this.insert(tx, { id, unitId, quorum, personId: principal.personId }, body, results);
      const votes = new Map(results.map((one) => [one.nominationId, { present: body.present, members: body.members, inFavour: one.inFavour }]));
      await this.process.inSession(tx, votes, async () => {
        for (const one of results) {
          const dossierId = nominations.get(one.nominationId)?.dossierId ?? '';
          await this.dossiers.take(tx, principal, dossierId, { outcome: one.passed ? 'APPROVE' : 'REJECT', votes: { inFavour: one.inFavour, total: Math.max(1, body.present - one.abstained) } });
        }
      });
      await this.audit.record(tx, { action: 'council.hold', objectType: 'council-session', objectId: id, unitId, after: { heldOn: body.heldOn, members: body.members, present: body.present, quorum, votes: results.length } });
      return { id, unitCode: body.unitCode, heldOn: body.heldOn, members: body.members, present: body.present, quorum, results: results.map(({ abstained: _abstained, ...one }) => one) };
    });
  }

  list({ query }: InputOf<typeof listCouncilSessions>): Promise<AnswerOf<typeof listCouncilSessions>> {
    return this.transactions.read(async (tx) => {
      const after = decodeCursor(query.cursor, z.tuple([z.uuid()]));
      const rows: Omit<CouncilSessionView, 'results'>[] = await tx.query(
        `select s.id, u.code as "unitCode", s.held_on::text as "heldOn", s.members, s.present, s.quorum from council_session s join directory_unit u on u.id = s.unit_id
         where ($1::uuid is null or s.id < $1) order by s.id desc limit $2`, [after?.[0] ?? null, query.limit + 1]);
      const votes: (Result & { sessionId: string })[] = await tx.query(
        `select session_id as "sessionId", nomination_id as "nominationId", in_favour as "inFavour", needed, passed from council_vote where session_id = any($1) order by session_id, n`, [rows.map((row) => row.id)]);
      const bySession = new Map<string, Result[]>();
      for (const { sessionId, ...vote } of votes) bySession.set(sessionId, [...(bySession.get(sessionId) ?? []), vote]);
      return pageFrom(rows, query.limit, (row) => ({ ...row, results: bySession.get(row.id) ?? [] }), (row) => [row.id]);
    });
  }

  private async nominationsOf(tx: Tx, body: CouncilSessionBody): Promise<ReadonlyMap<string, Nomination>> {
    const ids = body.votes.map((vote) => vote.nominationId);
    if (new Set(ids).size < ids.length) throw new VotesDoNotAddUp('/body/votes', 'A nomination is voted on once in a session');
    const nominations = await lockNominations(tx, ids);
    const early = nominations.filter((one) => one.state !== 'CHECKED');
    if (early[0] !== undefined) throw new NominationStateWrong(early[0].state, 'CHECKED', early.map((one) => one.id));
    return new Map(nominations.map((one) => [one.id, one]));
  }

  private async insert(tx: Tx, session: { id: string; unitId: string; quorum: number; personId: string | null }, body: CouncilSessionBody, results: readonly (Result & { abstained: number })[]): Promise<void> {
    if (body.minutesFileId !== undefined) await this.files.attach(tx, body.minutesFileId, { type: 'council-session', id: session.id, unitId: session.unitId });
    await tx.query(
      `insert into council_session (id, unit_id, held_on, members, present, quorum, secret, minutes_file_id, recorded_by_person_id, recorded_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [session.id, session.unitId, body.heldOn, body.members, body.present, session.quorum, body.secret, body.minutesFileId ?? null, session.personId, this.clock.now()]);
    await tx.query(
      `insert into council_vote (session_id, n, unit_id, nomination_id, in_favour, abstained, needed, passed)
       select $1, v.n, $2, v."nominationId", v."inFavour", v.abstained, v.needed, v.passed
       from jsonb_to_recordset($3::jsonb) as v(n int, "nominationId" uuid, "inFavour" int, abstained int, needed int, passed boolean)`,
      [session.id, session.unitId, JSON.stringify(results.map((one, at) => ({ n: at + 1, ...one })))]);
  }

  /** The share that each title needs on a day. */
  private async sharesOn(tx: Tx, day: Day, titleCodes: readonly string[]): Promise<(titleCode: string) => PartRule> {
    const shares = new Map<string, PartRule>();
    for (const code of new Set(titleCodes)) shares.set(code, await this.partOn(tx, 'COUNCIL_SHARE', day, code));
    return (titleCode) => {
      const share = shares.get(titleCode);
      if (share === undefined) throw new RangeError('Share was not asked for');
      return share;
    };
  }

  /** The rule of a day; one for the title goes before the general one. Throws CouncilRuleMissing. */
  private async partOn(tx: Tx, code: 'COUNCIL_QUORUM' | 'COUNCIL_SHARE', day: Day, scope?: string): Promise<PartRule> {
    const rule = await this.rules.on(tx, code, day, scope === undefined ? {} : { scope });
    if (rule === null) throw new CouncilRuleMissing(code, day);
    return { ...rule.value.part, moreThan: rule.value.moreThan };
  }
}
