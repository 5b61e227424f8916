import { Audit } from '@doanket/audit';
import type { Principal } from '@doanket/auth';
import type {
  AnswerOf, cancelCongress, CongressDeadlineView, CongressView, holdCongress, InputOf, listCongressDeadlines, listCongressDuties, listCongresses, listTerms, planCongress, setCongressDeadline,
} from '@doanket/contracts';
import { Access, Directory, UnitNotFound } from '@doanket/directory';
import { Clock, newId } from '@doanket/kernel';
import { Transactions, type Tx } from '@doanket/persistence';
import { decodeCursor, pageFrom } from '@doanket/service';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { LiveDecisions } from '../decisions/live-decisions';
import { UnitTree } from '../units/unit-tree';
import { CongressDeadline } from './congress-deadline.entity';
import { CongressDecisions, numberTaken } from './congress-decisions';
import { Congress } from './congress.entity';
import { CongressDaysInvalid, CongressDeadlineNotFound, CongressNotFound, OwnCongress } from './congress.errors';
import { romanValue } from './congress.rules';
import { CongressQueries, type CongressRow } from './congresses.queries';

const DayCursor = z.tuple([z.iso.date(), z.uuid()]);
const NameCursor = z.tuple([z.string(), z.string()]);

/** Congresses and the terms they open (ORG-08). */
@Injectable()
export class CongressesService {
  constructor(
    private readonly transactions: Transactions, private readonly access: Access, private readonly directory: Directory, private readonly tree: UnitTree,
    private readonly decisions: LiveDecisions, private readonly changes: CongressDecisions, private readonly queries: CongressQueries, private readonly audit: Audit, private readonly clock: Clock,
  ) {}

  plan({ body }: InputOf<typeof planCongress>, principal: Principal): Promise<CongressView> {
    return this.transactions.run(async (tx) => {
      const today = this.clock.today();
      await this.access.requireUnitByCode(tx, principal, 'membership.congress.keep', body.unitCode);
      const unit = await this.tree.liveOn(tx, body.unitCode, today);
      if (body.plannedOn < today) throw new CongressDaysInvalid('/body/plannedOn', 'A congress is planned for today or later; one of the past is recorded as a paper decision');
      await this.changes.requireKind(tx, { kind: body.congressKind, level: unit.level, members: body.memberCount }, today);
      await this.changes.requireNumberFits(tx, unit.unitId, body.number, body.plannedOn);
      const congress = Congress.planned({
        id: newId(), unitId: unit.unitId, number: body.number, ordinal: romanValue(body.number), congressKind: body.congressKind, plannedOn: body.plannedOn, memberCount: body.memberCount, day: body.plannedOn,
      });
      await tx.insert(Congress, congress).catch(numberTaken(body.number));
      await this.audit.record(tx, { action: 'congress.plan', objectType: 'congress', objectId: congress.id, unitId: unit.unitId, after: { number: body.number, plannedOn: body.plannedOn } });
      return this.view(tx, congress.id);
    });
  }

  hold({ params, body }: InputOf<typeof holdCongress>, principal: Principal): Promise<CongressView> {
    return this.transactions.run(async (tx) => {
      const { decision: by, ...held } = body;
      const congress = await this.reached(tx, params.id, principal, 'membership.congress.recognise');
      const unit = await this.directory.requireUnitOn(tx, congress.unitId, held.heldTo);
      if (unit.parentId !== null && principal.post?.unitId === congress.unitId) throw new OwnCongress();
      const decision = await this.decisions.take(tx, principal, { kind: 'CONGRESS_HELD', ...by });
      await this.changes.hold(tx, congress, unit, held, decision);
      await this.audit.record(tx, { action: 'congress.hold', objectType: 'congress', objectId: congress.id, unitId: congress.unitId, after: { ...held, decisionId: decision.id } });
      return this.view(tx, congress.id);
    });
  }

  cancel({ params, body }: InputOf<typeof cancelCongress>, principal: Principal): Promise<CongressView> {
    return this.transactions.run(async (tx) => {
      const congress = await this.reached(tx, params.id, principal, 'membership.congress.keep');
      congress.cancel(body.reason);
      await tx.save(congress);
      await this.audit.record(tx, { action: 'congress.cancel', objectType: 'congress', objectId: congress.id, unitId: congress.unitId, why: body.reason });
      return this.view(tx, congress.id);
    });
  }

  get(id: string): Promise<CongressView> {
    return this.transactions.read((tx) => this.view(tx, id));
  }

  list({ query }: InputOf<typeof listCongresses>, principal: Principal): Promise<AnswerOf<typeof listCongresses>> {
    return this.transactions.read(async (tx) => {
      const rows = await this.queries.list(tx, {
        units: query.unit === undefined ? null : await this.access.readableSubtree(tx, principal, query.unit), state: query.state ?? null, after: decodeCursor(query.cursor, DayCursor), limit: query.limit + 1,
      });
      return pageFrom(rows, query.limit, withoutDay, (row) => [row.day, row.id]);
    });
  }

  terms({ params, query }: InputOf<typeof listTerms>, principal: Principal): Promise<AnswerOf<typeof listTerms>> {
    return this.transactions.readWhole(async (tx) => {
      const { unitId } = await this.directory.getByCode(tx, params.code);
      await this.access.requireReadable(tx, principal, unitId, true);
      return { items: await this.queries.terms(tx, unitId, query.asOf ?? null) };
    });
  }

  setDeadline({ body }: InputOf<typeof setCongressDeadline>, principal: Principal): Promise<CongressDeadlineView> {
    return this.transactions.run(async (tx) => {
      const unitId = principal.post?.unitId;
      if (unitId === undefined) throw new UnitNotFound();
      await this.access.requireUnit(tx, principal, 'membership.congress.recognise', unitId);
      if (body.dueOn < body.periodFrom) throw new CongressDaysInvalid('/body/dueOn', 'The last day lies before the period');
      const decision = await this.decisions.take(tx, principal, { kind: 'CONGRESS_DEADLINE', ...body.decision });
      const deadline = Object.assign(new CongressDeadline(), {
        id: newId(), unitId, level: body.level, periodFrom: body.periodFrom, dueOn: body.dueOn, decisionId: decision.id, decisionNumber: body.decision.number, decidedOn: decision.decidedOn,
      });
      await tx.insert(CongressDeadline, deadline);
      await this.audit.record(tx, { action: 'congress-deadline.set', objectType: 'congress-deadline', objectId: deadline.id, unitId, after: { level: body.level, periodFrom: body.periodFrom, dueOn: body.dueOn } });
      const [view] = await this.queries.deadlines(tx, { after: null, limit: 1, id: deadline.id });
      if (view === undefined) throw new CongressDeadlineNotFound();
      return view;
    });
  }

  deadlines({ query }: InputOf<typeof listCongressDeadlines>): Promise<AnswerOf<typeof listCongressDeadlines>> {
    return this.transactions.read(async (tx) => {
      const rows = await this.queries.deadlines(tx, { after: decodeCursor(query.cursor, DayCursor), limit: query.limit + 1 });
      return pageFrom(rows, query.limit, (row) => row, (row) => [row.dueOn, row.id]);
    });
  }

  duties({ params, query }: InputOf<typeof listCongressDuties>, principal: Principal): Promise<AnswerOf<typeof listCongressDuties>> {
    return this.transactions.read(async (tx) => {
      const deadline = await tx.findOne(CongressDeadline, { where: { id: params.id } });
      if (deadline === null) throw new CongressDeadlineNotFound();
      const rows = await this.queries.duties(tx, deadline, {
        seen: await this.access.unitsOf(tx, principal), today: this.clock.today(), state: query.state ?? null, after: decodeCursor(query.cursor, NameCursor), limit: query.limit + 1,
      });
      return pageFrom(rows, query.limit, ({ nameKey: _, ...view }) => view, (row) => [row.nameKey, row.unitCode]);
    });
  }

  private async view(tx: Tx, id: string): Promise<CongressView> {
    const row = await this.queries.one(tx, id);
    if (row === null) throw new CongressNotFound();
    return withoutDay(row);
  }

  private async reached(tx: Tx, id: string, principal: Principal, permission: 'membership.congress.keep' | 'membership.congress.recognise'): Promise<Congress> {
    const congress = await tx.findOne(Congress, { where: { id }, lock: { mode: 'pessimistic_write' } });
    if (congress === null) throw new CongressNotFound();
    await this.access.requireUnit(tx, principal, permission, congress.unitId).catch((error: unknown) => {
      throw error instanceof UnitNotFound ? new CongressNotFound() : error;
    });
    return congress;
  }
}

function withoutDay({ day: _, ...view }: CongressRow): CongressView {
  return view;
}
