import { Audit } from '@doanket/audit';
import type { Principal } from '@doanket/auth';
import type {
  AnswerOf, changeEmployer, classifyEmployer, countWorkforce, coverEmployer, EmployerDetail, EmployerView, InputOf, listEmployers, listRecruiting, registerEmployer, uncoverEmployer,
} from '@doanket/contracts';
import { Access, Directory, OutsideReach, UnitNotFound } from '@doanket/directory';
import { Clock, type Day } from '@doanket/kernel';
import { Transactions, type Tx } from '@doanket/persistence';
import { ChangedMeanwhile, decodeCursor, pageFrom, requireVersion } from '@doanket/service';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { isLive } from '../units/unit.rules';
import { EmployerNotFound, NotACoveringUnion } from './employer.errors';
import { EmployerQueries, type EmployerFilter, type EmployerRow } from './employers.queries';
import { EmployersStore, type EmployerRef } from './employers.store';

const NameCursor = z.tuple([z.string(), z.uuid()]);
const HeadsCursor = z.tuple([z.number().int(), z.uuid()]);
const KEEP = 'membership.employer.keep';
const ANY = { units: null, id: null, q: null, ward: null, bloc: null, ownership: null } as const;

/** Employers: who they are, which unions cover them, how many people work there (SOC-01, SOC-02, ORG-14). */
@Injectable()
export class EmployersService {
  constructor(
    private readonly transactions: Transactions, private readonly clock: Clock, private readonly access: Access, private readonly directory: Directory,
    private readonly audit: Audit, private readonly store: EmployersStore, private readonly queries: EmployerQueries,
  ) {}

  register({ body }: InputOf<typeof registerEmployer>, principal: Principal): Promise<EmployerDetail> {
    return this.transactions.run(async (tx) => {
      const unitId = await this.keeper(tx, body.keeperCode, principal);
      const employer = { id: await this.store.register(tx, unitId, body), unitId, version: 1 };
      if (body.standing !== undefined) await this.store.classify(tx, employer, body.standing);
      if (body.workforce !== undefined) await this.store.count(tx, employer, body.workforce);
      if (body.union !== undefined) await this.store.cover(tx, employer, await this.union(tx, body.union, principal));
      await this.audit.record(tx, { action: 'employer.register', objectType: 'employer', objectId: employer.id, unitId });
      return this.detail(tx, employer.id, principal);
    });
  }

  change({ params, body }: InputOf<typeof changeEmployer>, principal: Principal, read: number): Promise<EmployerDetail> {
    return this.transactions.run(async (tx) => {
      const employer = await this.kept(tx, params.id, principal);
      requireVersion(read, employer.version);
      if (!(await this.store.describe(tx, employer.id, read, body))) throw new ChangedMeanwhile(employer.version + 1);
      await this.audit.record(tx, { action: 'employer.change', objectType: 'employer', objectId: employer.id, unitId: employer.unitId });
      return this.detail(tx, employer.id, principal);
    });
  }

  classify({ params, body }: InputOf<typeof classifyEmployer>, principal: Principal): Promise<EmployerDetail> {
    return this.transactions.run(async (tx) => {
      const employer = await this.kept(tx, params.id, principal);
      await this.store.classify(tx, employer, body);
      await this.audit.record(tx, { action: 'employer.classify', objectType: 'employer', objectId: employer.id, unitId: employer.unitId, after: body });
      return this.detail(tx, employer.id, principal);
    });
  }

  /** Whoever reads the employer may count its workers: a union counts at the firm it covers. */
  count({ params, body }: InputOf<typeof countWorkforce>, principal: Principal): Promise<EmployerDetail> {
    return this.transactions.run(async (tx) => {
      const employer = await this.readable(tx, params.id, principal);
      await this.store.count(tx, employer, body);
      await this.audit.record(tx, { action: 'employer.count', objectType: 'employer', objectId: employer.id, unitId: employer.unitId, after: body });
      return this.detail(tx, employer.id, principal);
    });
  }

  cover({ params, body }: InputOf<typeof coverEmployer>, principal: Principal): Promise<EmployerDetail> {
    return this.transactions.run(async (tx) => {
      const employer = await this.readable(tx, params.id, principal);
      const union = await this.union(tx, body, principal);
      await this.store.cover(tx, employer, union);
      await this.audit.record(tx, { action: 'employer.cover', objectType: 'employer', objectId: employer.id, unitId: union.unitId, after: { validFrom: body.validFrom } });
      return this.detail(tx, employer.id, principal);
    });
  }

  uncover({ params, body }: InputOf<typeof uncoverEmployer>, principal: Principal): Promise<EmployerDetail> {
    return this.transactions.run(async (tx) => {
      const employer = await this.readable(tx, params.id, principal);
      const { unitId } = await this.store.coverOf(tx, employer.id, params.unionId);
      await this.access.requireUnit(tx, principal, KEEP, unitId);
      await this.store.uncover(tx, employer.id, params.unionId, body.lastDay);
      await this.audit.record(tx, { action: 'employer.uncover', objectType: 'employer', objectId: employer.id, unitId, after: body });
      return this.detail(tx, employer.id, principal, body.lastDay < this.clock.today() ? body.lastDay : undefined);
    });
  }

  list({ query }: InputOf<typeof listEmployers>, principal: Principal): Promise<AnswerOf<typeof listEmployers>> {
    return this.transactions.readWhole(async (tx) => {
      const filter = await this.filter(tx, principal, query);
      const rows = await this.queries.byName(tx, { ...filter, q: query.q ?? null, bloc: query.bloc ?? null, ownership: query.ownership ?? null }, decodeCursor(query.cursor, NameCursor));
      return pageFrom(rows, query.limit, toView, (row) => [row.nameKey, row.id]);
    });
  }

  recruiting({ query }: InputOf<typeof listRecruiting>, principal: Principal): Promise<AnswerOf<typeof listRecruiting>> {
    return this.transactions.readWhole(async (tx) => {
      const rows = await this.queries.uncovered(tx, await this.filter(tx, principal, query), query.minWorkers, decodeCursor(query.cursor, HeadsCursor));
      return pageFrom(rows, query.limit, toView, (row) => [row.heads, row.id]);
    });
  }

  get(id: string, principal: Principal): Promise<EmployerDetail> {
    return this.transactions.readWhole((tx) => this.detail(tx, id, principal));
  }

  /** The employer, when the caller reads it today. For other features too; throws EmployerNotFound. */
  async readable(tx: Tx, id: string, principal: Principal): Promise<EmployerRef> {
    const row = await this.row(tx, id, principal, this.clock.today());
    return { id: row.id, unitId: row.keeperId, version: row.version };
  }

  private async kept(tx: Tx, id: string, principal: Principal): Promise<EmployerRef> {
    const employer = await this.readable(tx, id, principal);
    await this.access.requireUnit(tx, principal, KEEP, employer.unitId).catch((error: unknown) => {
      // It is readable through the union that covers it; to change it is for those who keep it.
      throw error instanceof UnitNotFound ? new OutsideReach(KEEP) : error;
    });
    return employer;
  }

  private async detail(tx: Tx, id: string, principal: Principal, day: Day = this.clock.today()): Promise<EmployerDetail> {
    const row = await this.row(tx, id, principal, day);
    return { ...toView(row), ...(await this.queries.history(tx, id, this.clock.today())) };
  }

  private async row(tx: Tx, id: string, principal: Principal, day: Day): Promise<EmployerRow> {
    const [row] = await this.queries.byName(tx, { ...ANY, seen: await this.access.unitsOf(tx, principal), day, id, limit: 1 }, null);
    if (row === undefined) throw new EmployerNotFound();
    return row;
  }

  private async filter(tx: Tx, principal: Principal, query: { unit?: string | undefined; ward?: string | undefined; limit: number }): Promise<EmployerFilter> {
    const units = query.unit === undefined ? null : await this.subtree(tx, query.unit, principal);
    return { ...ANY, seen: await this.access.unitsOf(tx, principal), day: this.clock.today(), units, ward: query.ward ?? null, limit: query.limit + 1 };
  }

  private async subtree(tx: Tx, code: string, principal: Principal): Promise<string[]> {
    const { unitId } = await this.directory.getByCode(tx, code);
    await this.access.requireReadable(tx, principal, unitId);
    const rows: { id: string }[] = await tx.query(
      'select s.unit_id as id from directory_scope s join directory_scope top on s.path <@ top.path where top.unit_id = $1', [unitId]);
    return rows.map((row) => row.id);
  }

  private async keeper(tx: Tx, code: string | undefined, principal: Principal): Promise<string> {
    if (code !== undefined) return this.access.requireUnitByCode(tx, principal, KEEP, code);
    if (principal.post === null) throw new UnitNotFound();
    return principal.post.unitId;
  }

  private async union(tx: Tx, { unitCode, validFrom }: { unitCode: string; validFrom: Day }, principal: Principal): Promise<{ unitId: string; validFrom: Day }> {
    const unitId = await this.access.requireUnitByCode(tx, principal, KEEP, unitCode);
    const unit = await this.directory.requireUnitOn(tx, unitId, validFrom);
    if (unit.level !== 'G' || !isLive(unit.state)) throw new NotACoveringUnion();
    return { unitId, validFrom };
  }
}

function toView(row: EmployerRow): EmployerView {
  return {
    id: row.id, enterpriseCode: row.enterpriseCode, insuranceUnit: row.insuranceUnit, name: row.name, address: row.address, ward: row.ward, keeperCode: row.keeperCode,
    standing: row.standing, unions: row.unions, workforce: row.workforce, version: row.version,
  };
}
