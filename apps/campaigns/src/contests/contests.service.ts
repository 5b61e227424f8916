import { Audit } from '@doanket/audit';
import type { Principal } from '@doanket/auth';
import {
  type announceContest, type awardPrizes, type closeContest, ContestClosedV1, ContestEnteredV1, ContestHeldV1, type ContestItem, type holdContest, type InputOf, type markEntries, type Permission,
} from '@doanket/contracts';
import { Access, Directory, UnitNotFound } from '@doanket/directory';
import { newId, searchKey } from '@doanket/kernel';
import { Outbox } from '@doanket/messaging';
import { Transactions, type Tx, violated } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';
import { type DecisionRef, LiveDecisions, requireIssuedBy } from '../decisions/live-decisions.service';
import { Movement } from '../movements/movement.entity';
import { MovementNotFound } from '../movements/movement.errors';
import { Notices } from '../rounds/notices.service';
import { RoundsService } from '../rounds/rounds.service';
import { Contest, ContestEntry } from './contest.entity';
import { ContestCodeTaken, ContestDaysWrong, ContestNotFound, EntryUnknown, TradeTwice } from './contest.errors';
import { totalMark } from './contest.rules';
import { PrizesService } from './prizes.service';

/** Editions of skill contests (CMP-14, CMP-15): announced, held, marked, awarded and closed. */
@Injectable()
export class ContestsService {
  constructor(
    private readonly transactions: Transactions, private readonly outbox: Outbox, private readonly access: Access, private readonly directory: Directory, private readonly decisions: LiveDecisions,
    private readonly rounds: RoundsService, private readonly notices: Notices, private readonly prizes: PrizesService, private readonly audit: Audit,
  ) {}

  async getByCode(tx: Tx, code: string): Promise<Contest> {
    const contest = await tx.findOne(Contest, { where: { code } });
    if (contest === null) throw new ContestNotFound();
    return contest;
  }

  announceLive({ body }: InputOf<typeof announceContest>, principal: Principal): Promise<string> {
    return this.transactions.run(async (tx) => {
      const { number, decidedOn, fileId, ...item } = body;
      const unitId = principal.post?.unitId;
      if (unitId === undefined) throw new UnitNotFound();
      await this.access.requireUnit(tx, principal, 'campaigns.contest.organise', unitId);
      const decision = await this.decisions.take(tx, principal, 'CONTEST_ANNOUNCED', unitId, { number, decidedOn, ...(fileId === undefined ? {} : { fileId }) });
      return (await this.create(tx, item, decision, 'ANNOUNCED')).code;
    });
  }

  /** Editions that were held in the past, entered from paper. */
  async holdPaper(tx: Tx, items: readonly ContestItem[], decision: DecisionRef): Promise<string[]> {
    const ids: string[] = [];
    for (const item of items) {
      const contest = await this.create(tx, item, decision, 'HELD');
      await this.outbox.publish(tx, ContestHeldV1, contest.held());
      await this.tell(tx, contest, 'CONTEST_HELD');
      ids.push(contest.id);
    }
    return ids;
  }

  /** The contest was held: entries are final and are told now, on the contest day's tree. */
  hold({ params }: InputOf<typeof holdContest>, principal: Principal): Promise<string> {
    return this.change(params.code, principal, 'campaigns.contest.organise', 'hold', async (tx, contest) => {
      this.rounds.requireNotFuture(contest.heldUntil, '/params/code');
      await this.outbox.publish(tx, ContestHeldV1, contest.hold());
      await this.announceEntries(tx, contest, await tx.find(ContestEntry, { where: { contestId: contest.id }, order: { id: 'ASC' } }));
      await this.tell(tx, contest, 'CONTEST_HELD');
    });
  }

  async announceEntries(tx: Tx, contest: Contest, entries: readonly ContestEntry[]): Promise<void> {
    const facts = contest.facts();
    await this.outbox.publish(tx, ContestEnteredV1, entries.map((entry) => ({
      entryId: entry.id, ...facts, contestantKey: entry.contestantId, entrantKey: entry.entrantKey, entrantUnitId: entry.entrantUnitId, enterpriseKey: entry.enterpriseKey,
      trade: entry.trade, heldOn: contest.heldOn,
    })));
  }

  mark({ params, body }: InputOf<typeof markEntries>, principal: Principal): Promise<number> {
    return this.transactions.run(async (tx) => {
      const contest = await this.getByCode(tx, params.code);
      await this.access.requireUnit(tx, principal, 'campaigns.contest.judge', contest.unitId);
      contest.requireState('HELD');
      const rows = body.marks.map((mark) => ({ no: mark.entryNo, theory: mark.theory, practice: mark.practice, total: totalMark(mark.theory, mark.practice) }));
      const [marked]: [{ entry_no: string }[], number] = await tx.query(
        `update contest_entry e set theory_mark = m.theory, practice_mark = m.practice, total_mark = m.total
         from jsonb_to_recordset($2::jsonb) as m(no text, theory numeric, practice numeric, total numeric) where e.contest_id = $1 and e.entry_no = m.no returning e.entry_no`,
        [contest.id, JSON.stringify(rows)]);
      const known = new Set(marked.map((row) => row.entry_no));
      const unknown = rows.filter((row) => !known.has(row.no));
      if (unknown.length > 0) throw new EntryUnknown(unknown.map((row) => row.no));
      await this.audit.record(tx, { action: 'contest.mark', objectType: 'contest', objectId: contest.id, unitId: contest.unitId, after: { marked: rows.length } });
      return rows.length;
    });
  }

  award({ params, body }: InputOf<typeof awardPrizes>, principal: Principal): Promise<string> {
    return this.change(params.code, principal, 'campaigns.contest.organise', 'award', async (tx, contest) => {
      const { prizes, ...taken } = body;
      const decision = await this.decisions.take(tx, principal, 'CONTEST_PRIZES', contest.unitId, taken);
      await this.prizes.award(tx, contest, prizes, decision);
      await this.tell(tx, contest, 'CONTEST_PRIZES_AWARDED');
    });
  }

  /** Prizes entered from paper; one decision may cover several editions. */
  async awardPaper(tx: Tx, items: readonly ({ contestCode: string } & InputOf<typeof awardPrizes>['body']['prizes'][number])[], decision: DecisionRef): Promise<string[]> {
    const ids = new Map<number, string>();
    for (const code of new Set(items.map((item) => item.contestCode))) {
      const contest = await this.lock(tx, code);
      requireIssuedBy(decision, contest.unitId, code);
      const of = items.map((item, at) => ({ item, at })).filter(({ item }) => item.contestCode === code);
      const made = await this.prizes.award(tx, contest, of.map(({ item: { contestCode: _code, ...prize } }) => prize), decision);
      of.forEach(({ at }, place) => ids.set(at, made[place] ?? ''));
      await this.tell(tx, contest, 'CONTEST_PRIZES_AWARDED');
    }
    return items.map((_item, at) => ids.get(at) ?? '');
  }

  /** CMP-15: an edition is closed only when its prizes add up to exactly its budget. */
  close({ params, body }: InputOf<typeof closeContest>, principal: Principal): Promise<string> {
    return this.change(params.code, principal, 'campaigns.contest.organise', 'close', async (tx, contest) => {
      this.rounds.requireNotFuture(body.closedOn, '/body/closedOn');
      if (body.closedOn < contest.heldUntil) throw new ContestDaysWrong();
      await this.outbox.publish(tx, ContestClosedV1, contest.close(body.closedOn, await this.prizes.totalsOf(tx, contest.id)));
    });
  }

  private async create(tx: Tx, item: ContestItem, decision: DecisionRef, state: Contest['state']): Promise<Contest> {
    const heldUntil = item.heldUntil ?? item.heldOn;
    if (heldUntil < item.heldOn) throw new ContestDaysWrong();
    const twice = item.trades.find((trade, at) => item.trades.findIndex((other) => other.code === trade.code) < at);
    if (twice !== undefined) throw new TradeTwice(twice.code);
    if (item.roundCode !== undefined) await this.rounds.getByCode(tx, item.roundCode);
    if (item.movementCode !== undefined && !(await tx.existsBy(Movement, { code: item.movementCode }))) throw new MovementNotFound();
    const organiser = await this.directory.requireUnitOn(tx, decision.issuerUnitId, item.heldOn);
    const contest = Object.assign(new Contest(), {
      id: newId(), code: item.code, unitId: organiser.unitId, level: organiser.level, title: item.title, searchKey: searchKey(item.title), year: item.year, heldOn: item.heldOn, heldUntil,
      coOrganisers: item.coOrganisers, trades: item.trades, moneyByRank: item.moneyByRank, budgetVnd: item.budgetVnd ?? null, roundCode: item.roundCode ?? null,
      movementCode: item.movementCode ?? null, state, closedOn: null, decisionId: decision.id,
    });
    await tx.insert(Contest, contest).catch((error: unknown) => {
      throw violated(error, 'contest_code_unique') ? new ContestCodeTaken(item.code) : error;
    });
    return contest;
  }

  /** Raises a notice where the round of the edition is frozen (CMP-17). */
  tell(tx: Tx, contest: Contest, change: string): Promise<void> {
    return this.notices.raise(tx, contest.roundCode, [{ unitId: contest.unitId, recordType: 'CONTEST', recordId: contest.id, change }]);
  }

  private async lock(tx: Tx, code: string): Promise<Contest> {
    const contest = await tx.findOne(Contest, { where: { code }, lock: { mode: 'pessimistic_write' } });
    if (contest === null) throw new ContestNotFound();
    return contest;
  }

  private change(code: string, principal: Principal, permission: Permission, verb: string, work: (tx: Tx, contest: Contest) => Promise<void>): Promise<string> {
    return this.transactions.run(async (tx) => {
      const { unitId } = await this.getByCode(tx, code);
      await this.access.requireUnit(tx, principal, permission, unitId);
      await this.directory.requireFresh(tx);
      const contest = await this.lock(tx, code);
      const before = contest.state;
      await work(tx, contest);
      await tx.save(contest);
      await this.audit.record(tx, { action: `contest.${verb}`, objectType: 'contest', objectId: contest.id, unitId, before: { state: before }, after: { state: contest.state } });
      return contest.code;
    });
  }
}
