import { Audit } from '@doanket/audit';
import type { Principal } from '@doanket/auth';
import type {
  AnswerOf, changeSelfScores, checkGrading, decideGrading, draftGrading, getGradingSummary, GradingSummary, GradingView, InputOf, listGradings, Permission, submitGrading,
} from '@doanket/contracts';
import { Access, Directory, UnitNotFound } from '@doanket/directory';
import { Dossiers } from '@doanket/dossier';
import { Clock, newId, yearOf } from '@doanket/kernel';
import { Transactions, violated, type Tx } from '@doanket/persistence';
import { decodeCursor, pageFrom, requireVersion } from '@doanket/service';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { NotAGrassrootsUnion } from '../members/member.errors';
import { MembershipRules } from '../rules/membership-rules';
import { UNION_GRADING } from './grading.dossier';
import { Grading } from './grading.entity';
import { GradedTwice, GradingNotFound, GradingYearAhead, NotTheChecker } from './grading.errors';
import { sheetOf, totalOf } from './grading.rules';
import { GradingQueries, type GradingRow } from './gradings.queries';

const PageKey = z.tuple([z.number().int(), z.string(), z.uuid()]);

/** The yearly grading of grassroots unions: own score, checked score, band (ORG-20). */
@Injectable()
export class GradingsService {
  constructor(
    private readonly transactions: Transactions, private readonly access: Access, private readonly directory: Directory, private readonly dossiers: Dossiers,
    private readonly rules: MembershipRules, private readonly queries: GradingQueries, private readonly audit: Audit, private readonly clock: Clock,
  ) {}

  draft({ body }: InputOf<typeof draftGrading>, principal: Principal): Promise<GradingView> {
    return this.transactions.run(async (tx) => {
      const today = this.clock.today();
      const unitId = await this.access.requireUnitByCode(tx, principal, 'membership.grading.score', body.unitCode);
      if (body.year > yearOf(today)) throw new GradingYearAhead(body.year);
      const day = dayOfYear(body.year, today);
      const unit = await this.directory.requireUnitOn(tx, unitId, day);
      if (unit.level !== 'G') throw new NotAGrassrootsUnion();
      const sheet = sheetOf(unit.bloc);
      const groups = await this.rules.require(tx, 'GRADING_GROUPS', day, { scope: sheet });
      const bands = await this.rules.require(tx, 'GRADING_BANDS', day, { scope: sheet });
      const grading = Grading.drafted({ id: newId(), unitId, year: body.year, sheet, maxima: groups.value, bands: bands.value, sheetDecision: groups.decisionNumber });
      grading.scoreSelf(body.scores, body.note ?? null);
      await tx.insert(Grading, grading).catch((error: unknown) => {
        throw violated(error, 'grading_year_unique') ? new GradedTwice(body.year) : error;
      });
      grading.dossierId = await this.dossiers.open(tx, principal, { definition: UNION_GRADING.code, subjectType: 'grading', subjectId: grading.id, unitId, title: `${unit.name}, ${body.year}` });
      await tx.update(Grading, { id: grading.id }, { dossierId: grading.dossierId });
      await this.audit.record(tx, { action: 'grading.draft', objectType: 'grading', objectId: grading.id, unitId, after: { year: body.year, scores: body.scores } });
      return this.view(tx, grading.id);
    });
  }

  changeScores({ params, body }: InputOf<typeof changeSelfScores>, principal: Principal, version: number): Promise<GradingView> {
    return this.change(params.id, principal, 'membership.grading.score', 'score', async (_tx, grading) => {
      requireVersion(version, grading.version);
      const before = grading.selfScores;
      grading.scoreSelf(body.scores, body.note ?? null);
      return { before: { scores: before }, after: { scores: body.scores } };
    });
  }

  submit({ params }: InputOf<typeof submitGrading>, principal: Principal): Promise<GradingView> {
    return this.transactions.run(async (tx) => {
      const grading = await this.reached(tx, params.id, principal, 'membership.grading.score');
      await this.dossiers.submit(tx, principal, dossierOf(grading));
      return this.view(tx, params.id);
    });
  }

  /** Entered by the unit at which the grading waits: S, or the city where no S is. */
  check({ params, body }: InputOf<typeof checkGrading>, principal: Principal, version: number): Promise<GradingView> {
    return this.change(params.id, principal, 'membership.grading.check', 'check', async (tx, grading) => {
      requireVersion(version, grading.version);
      const { stepUnitId, state } = await this.dossiers.get(tx, dossierOf(grading));
      if (state === 'OPEN' && stepUnitId !== principal.post?.unitId) throw new NotTheChecker();
      const before = grading.checkedScores;
      grading.check(body.scores, body.note ?? null);
      return { before: { scores: before }, after: { scores: body.scores }, ...(body.note === undefined ? {} : { why: body.note }) };
    });
  }

  decide({ params, body }: InputOf<typeof decideGrading>, principal: Principal): Promise<GradingView> {
    return this.transactions.run(async (tx) => {
      const grading = await this.reached(tx, params.id, principal, 'membership.grading.decide');
      await this.dossiers.take(tx, principal, dossierOf(grading), { outcome: 'APPROVE', decision: body.decision });
      return this.view(tx, params.id);
    });
  }

  get(id: string): Promise<GradingView> {
    return this.transactions.read((tx) => this.view(tx, id));
  }

  list({ query }: InputOf<typeof listGradings>, principal: Principal): Promise<AnswerOf<typeof listGradings>> {
    return this.transactions.read(async (tx) => {
      const rows = await this.queries.list(tx, {
        id: null, year: query.year ?? null, state: query.state ?? null, band: query.band ?? null, units: query.unit === undefined ? null : await this.access.readableSubtree(tx, principal, query.unit),
        after: decodeCursor(query.cursor, PageKey), limit: query.limit + 1,
      });
      return pageFrom(rows, query.limit, toView, (row) => [row.year, row.nameKey, row.id]);
    });
  }

  summary({ query }: InputOf<typeof getGradingSummary>, principal: Principal): Promise<GradingSummary> {
    return this.transactions.read(async (tx) => {
      const units = query.unit === undefined ? await this.access.unitsOf(tx, principal) : await this.access.readableSubtree(tx, principal, query.unit);
      return this.queries.summary(tx, { year: query.year, day: dayOfYear(query.year, this.clock.today()), units });
    });
  }

  private change(
    id: string, principal: Principal, permission: Permission, action: string, work: (tx: Tx, grading: Grading) => Promise<{ before?: Record<string, unknown>; after?: Record<string, unknown>; why?: string }>,
  ): Promise<GradingView> {
    return this.transactions.run(async (tx) => {
      const grading = await this.reached(tx, id, principal, permission);
      const said = await work(tx, grading);
      await tx.save(grading);
      await this.audit.record(tx, { action: `grading.${action}`, objectType: 'grading', objectId: id, unitId: grading.unitId, ...said });
      return this.view(tx, id);
    });
  }

  private async reached(tx: Tx, id: string, principal: Principal, permission: Permission): Promise<Grading> {
    const grading = await tx.findOne(Grading, { where: { id }, lock: { mode: 'pessimistic_write' } });
    if (grading === null) throw new GradingNotFound();
    await this.access.requireUnit(tx, principal, permission, grading.unitId).catch((error: unknown) => {
      throw error instanceof UnitNotFound ? new GradingNotFound() : error;
    });
    return grading;
  }

  private async view(tx: Tx, id: string): Promise<GradingView> {
    const [row] = await this.queries.list(tx, { id, year: null, state: null, band: null, units: null, after: null, limit: 1 });
    if (row === undefined) throw new GradingNotFound();
    return toView(row);
  }
}

/** The last day of the year, or today while the year runs: its tree, bloc and rules hold. */
function dayOfYear(year: number, today: string): string {
  return year === yearOf(today) ? today : `${year}-12-31`;
}

function dossierOf(grading: Grading): string {
  if (grading.dossierId === null) throw new GradingNotFound();
  return grading.dossierId;
}

function toView({ nameKey: _, ...row }: GradingRow): GradingView {
  return { ...row, selfTotal: totalOf(row.selfScores), checkedTotal: row.checkedScores === null ? null : totalOf(row.checkedScores) };
}
