import { Audit } from '@doanket/audit';
import type { Principal } from '@doanket/auth';
import type { DecisionView, HousingProgrammeItem, HousingProgrammeView, InputOf, listHousingProgrammes, setHousingProgramme } from '@doanket/contracts';
import { Access, Directory } from '@doanket/directory';
import { Decisions, DecisionViews, NoPostActedAs } from '@doanket/dossier';
import { Clock, type Day, dayInYear, newId } from '@doanket/kernel';
import { Transactions, type Tx } from '@doanket/persistence';
import { decodeCursor, pageFrom } from '@doanket/service';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { WelfareRules } from '../rules/welfare-rules';
import { Units } from '../units/units.service';
import { ProgrammeMissing } from './programme.errors';
import { type Ceiling, ceilingOf, type HousingKind, type Programme, requireMembership, requireNewVersion } from './programme.rules';

/** The decision that made a version. */
export interface MadeBy { readonly id: string; readonly number: string; readonly on: Day; readonly unitId: string }
/** Money of a programme: what is approved, and what of it is paid. */
export interface Money { readonly approvedVnd: number; readonly paidVnd: number }

const COLUMNS = `
  p.id, p.unit_id as "unitId", p.year, p.version, p.budget_vnd::float8 as "budgetVnd", p.build_vnd::float8 as "buildVnd", p.repair_vnd::float8 as "repairVnd",
  p.dossier_due_on::text as "dossierDueOn", p.work_due_on::text as "workDueOn", p.decision_number as "decisionNumber", p.decided_on::text as "decidedOn"`;
const PageKey = z.tuple([z.number().int(), z.uuid()]);

/** Housing programmes by year, with their money (WEL-04). */
@Injectable()
export class ProgrammesService {
  constructor(
    private readonly transactions: Transactions, private readonly access: Access, private readonly directory: Directory, private readonly decisions: Decisions, private readonly views: DecisionViews, private readonly units: Units,
    private readonly rules: WelfareRules, private readonly audit: Audit, private readonly clock: Clock,
  ) {}

  /** Records the decision on the programme of the own unit; it holds once a second person confirms it. Answers the decision. */
  set({ body }: InputOf<typeof setHousingProgramme>, principal: Principal): Promise<DecisionView> {
    return this.transactions.run(async (tx) => {
      const { post } = principal;
      if (post === null) throw new NoPostActedAs();
      await this.access.requireUnit(tx, principal, 'welfare.programme.manage', post.unitId);
      const { decisionNumber, decidedOn, fileId, ...item } = body;
      await this.requireSound(tx, post.unitId, item, decidedOn);
      const issuer = await this.directory.getById(tx, post.unitId);
      const id = await this.decisions.record(tx, principal, {
        kind: 'HOUSING_PROGRAMME', issuerCode: issuer.code, number: decisionNumber, decidedOn, signerPostId: post.postId, ...(fileId === undefined ? {} : { fileId }), items: [item],
      });
      return this.views.get(tx, principal, id);
    });
  }

  /** The version in force of each year, whoever asks; they are issued downward. The transaction is whole: sums are of all cases. */
  list({ query }: InputOf<typeof listHousingProgrammes>, { post }: Principal): Promise<z.output<typeof listHousingProgrammes.answer>> {
    return this.transactions.readWhole(async (tx) => {
      const after = decodeCursor(query.cursor, PageKey);
      if (query.own !== undefined && post === null) throw new NoPostActedAs();
      const unitId = query.own === undefined || post === null ? null : await this.unitFor(tx, post.unitId, this.clock.today());
      const rows: Programme[] = await tx.query(
        `select * from (select distinct on (p.unit_id, p.year) ${COLUMNS} from housing_programme p where ($4::int is null or p.year = $4) and ($5::uuid is null or p.unit_id = $5) order by p.unit_id, p.year, p.version desc) p
         where ($1::int is null or (p.year, p.id) < ($1, $2::uuid)) order by p.year desc, p.id desc limit $3`, [after?.[0] ?? null, after?.[1] ?? null, query.limit + 1, query.year ?? null, unitId]);
      const views = new Map<string, HousingProgrammeView>();
      for (const row of rows.slice(0, query.limit)) views.set(row.id, await this.view(tx, row));
      return pageFrom(rows, query.limit, (row) => views.get(row.id) as HousingProgrammeView, (row) => [row.year, row.id]);
    });
  }

  /** Throws what is wrong with a new version. Serialised per programme, together with approvals. */
  async requireSound(tx: Tx, unitId: string, item: HousingProgrammeItem, decidedOn: Day): Promise<void> {
    await this.lock(tx, unitId, item.year);
    requireNewVersion({ ...item, ...await this.lastDays(tx, item, decidedOn) }, decidedOn, await this.latest(tx, unitId, item.year), (await this.money(tx, unitId, item.year)).approvedVnd);
  }

  /** Writes a version; last days that its decision does not name are those of the rule of the day. */
  async write(tx: Tx, item: HousingProgrammeItem, decision: MadeBy): Promise<Programme> {
    const { dossierDueOn, workDueOn } = await this.lastDays(tx, item, decision.on);
    const rows: Programme[] = await tx.query(
      `with p as (insert into housing_programme (id, unit_id, year, version, budget_vnd, build_vnd, repair_vnd, dossier_due_on, work_due_on, decision_id, decision_number, decided_on)
         select $1, $2, $3, coalesce(max(version), 0) + 1, $4, $5, $6, $7, $8, $9, $10, $11 from housing_programme where unit_id = $2 and year = $3 returning *)
       select ${COLUMNS} from p`,
      [newId(), decision.unitId, item.year, item.budgetVnd, item.buildVnd, item.repairVnd, dossierDueOn, workDueOn, decision.id, decision.number, decision.on]);
    const [programme] = rows;
    if (programme === undefined) throw new Error('The programme was not written');
    await this.audit.record(tx, { action: 'housing-programme.set', objectType: 'housing-programme', objectId: programme.id, unitId: decision.unitId, after: { year: item.year, version: programme.version, budgetVnd: item.budgetVnd } });
    return programme;
  }

  /** The unit whose programme a case of this unit falls under: its city, from the tree of that day. */
  async unitFor(tx: Tx, unitId: string, on: Day): Promise<string> {
    return (await this.directory.unitForStep(tx, unitId, 'C', on)).unitId;
  }

  /** The version in force on a day, or null. */
  async inForce(tx: Tx, unitId: string, year: number, on: Day): Promise<Programme | null> {
    const rows: Programme[] = await tx.query(
      `select ${COLUMNS} from housing_programme p where p.unit_id = $1 and p.year = $2 and p.decided_on <= $3::date order by p.version desc limit 1`, [unitId, year, on]);
    return rows[0] ?? null;
  }

  /** What one case of a kind gets at most on a day. */
  async ceiling(tx: Tx, programme: Programme, kind: HousingKind, on: Day): Promise<Ceiling> {
    const rule = await this.rules.on(tx, 'SUPPORT_CEILING', on, { scope: `HOUSING_${kind}` });
    return ceilingOf(programme, kind, rule === null ? null : { amountVnd: rule.value.amountVnd, decisionNumber: rule.decisionNumber, source: rule.source });
  }

  /** Throws MembershipTooShort where a rule of the day asks for longer. */
  async requireMembership(tx: Tx, memberSince: Day | null, on: Day): Promise<void> {
    requireMembership(memberSince, on, await this.leastMonths(tx, on));
  }

  /** Months of membership that the rule of a day asks for, or null. */
  async leastMonths(tx: Tx, on: Day): Promise<number | null> {
    return (await this.rules.on(tx, 'HOUSING_MEMBERSHIP', on))?.value.leastMonths ?? null;
  }

  /** Throws ProgrammeMissing. */
  async require(tx: Tx, unitId: string, year: number, on: Day): Promise<Programme> {
    const programme = await this.inForce(tx, unitId, year, on);
    if (programme === null) throw new ProgrammeMissing(year, on);
    return programme;
  }

  async money(tx: Tx, unitId: string, year: number): Promise<Money> {
    const rows: Money[] = await tx.query('select approved_vnd::float8 as "approvedVnd", paid_vnd::float8 as "paidVnd" from housing_money($1, $2)', [unitId, year]);
    return rows[0] ?? { approvedVnd: 0, paidVnd: 0 };
  }

  /** Approvals and payments of one programme go one after the other, so that a sum cannot be passed by two at once. */
  async lock(tx: Tx, unitId: string, year: number): Promise<void> {
    await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`housing-programme:${unitId}:${year}`]);
  }

  /** Last days as the decision names them, else by the rule of its day; null where neither does. */
  private async lastDays(tx: Tx, item: HousingProgrammeItem, on: Day): Promise<Record<'dossierDueOn' | 'workDueOn', Day | null>> {
    const rule = (await this.rules.on(tx, 'HOUSING_DEADLINES', on))?.value;
    const dayOf = (told: Day | undefined, monthDay: string | null | undefined): Day | null => told ?? (monthDay == null ? null : dayInYear(item.year, monthDay));
    return { dossierDueOn: dayOf(item.dossierDueOn, rule?.dossierDueOn), workDueOn: dayOf(item.workDueOn, rule?.workDueOn) };
  }

  private async latest(tx: Tx, unitId: string, year: number): Promise<Programme | null> {
    const rows: Programme[] = await tx.query(`select ${COLUMNS} from housing_programme p where p.unit_id = $1 and p.year = $2 order by p.version desc limit 1`, [unitId, year]);
    return rows[0] ?? null;
  }

  private async view(tx: Tx, programme: Programme): Promise<HousingProgrammeView> {
    const { approvedVnd, paidVnd } = await this.money(tx, programme.unitId, programme.year);
    const today = this.clock.today();
    const { id, year, budgetVnd, buildVnd, repairVnd, dossierDueOn, workDueOn, decisionNumber, decidedOn, version } = programme;
    return {
      id, year, budgetVnd, buildVnd, repairVnd, dossierDueOn, workDueOn, decisionNumber, decidedOn, version, approvedVnd, paidVnd, leftVnd: budgetVnd - approvedVnd,
      unitCode: (await this.units.labels(tx, [programme.unitId]))(programme.unitId).code,
      ceilings: { BUILD: await this.ceiling(tx, programme, 'BUILD', today), REPAIR: await this.ceiling(tx, programme, 'REPAIR', today) },
    };
  }
}
