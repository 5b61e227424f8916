import { EmployerClassifiedV1, EmployerCoveredV1, EmployerRegisteredV1, WorkforceCountedV1, type EmployerStanding, type InsuranceUnit, type WorkforceCount } from '@doanket/contracts';
import { addDays, Clock, newId, searchKey, type Day } from '@doanket/kernel';
import { Outbox } from '@doanket/messaging';
import { violated, type Tx } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';
import { CountedAlready, CountedInFuture, CoveredAlready, CoverEnded, CoverEndsBeforeBegin, CoverNotFound, EmployerKnown, EmployerNotFound, StandingNotLater } from './employer.errors';

export interface EmployerFacts {
  readonly enterpriseCode: string;
  readonly insuranceUnit: InsuranceUnit | null;
  readonly name: string;
  readonly address: string | null;
  readonly ward: string | null;
}
export interface EmployerRef { readonly id: string; readonly unitId: string; readonly version: number }

/** Writes employers and says so; for the features of membership. Whoever calls it has asked for the right before. */
@Injectable()
export class EmployersStore {
  constructor(private readonly outbox: Outbox, private readonly clock: Clock) {}

  /** Throws EmployerNotFound, also for what the transaction may not see. */
  async get(tx: Tx, id: string): Promise<EmployerRef> {
    const rows: EmployerRef[] = await tx.query('select id, unit_id as "unitId", version from employer where id = $1', [id]);
    if (rows[0] === undefined) throw new EmployerNotFound();
    return rows[0];
  }

  async findByCode(tx: Tx, enterpriseCode: string): Promise<EmployerRef | null> {
    const rows: EmployerRef[] = await tx.query('select id, unit_id as "unitId", version from employer where enterprise_code = $1', [enterpriseCode]);
    return rows[0] ?? null;
  }

  async register(tx: Tx, unitId: string, facts: EmployerFacts): Promise<string> {
    const id = newId();
    const registeredOn = this.clock.today();
    await tx.query(
      `insert into employer (id, unit_id, enterprise_code, insurance_unit_code, participant_group, business_kind, name, name_key, address, ward, ward_key, registered_on, version)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 1)`,
      [id, unitId, facts.enterpriseCode, ...codes(facts.insuranceUnit), ...described(facts), registeredOn]).catch(named);
    await this.outbox.publish(tx, EmployerRegisteredV1, { employerId: id, unitId, registeredOn });
    return id;
  }

  /** Replaces what it is called and where it lies; answers whether the version still held. */
  async describe(tx: Tx, id: string, version: number, facts: Omit<EmployerFacts, 'enterpriseCode'>): Promise<boolean> {
    const [, count] = (await tx.query(
      `update employer set insurance_unit_code = $3, participant_group = $4, business_kind = $5, name = $6, name_key = $7, address = $8, ward = $9, ward_key = $10, version = version + 1
       where id = $1 and version = $2`, [id, version, ...codes(facts.insuranceUnit), ...described(facts)]).catch(named)) as [unknown, number];
    return count === 1;
  }

  async classify(tx: Tx, employer: EmployerRef, standing: EmployerStanding): Promise<void> {
    const rows: { valid_from: Day }[] = await tx.query('select valid_from::text as valid_from from employer_standing where employer_id = $1 order by valid_from desc limit 1', [employer.id]);
    const newest = rows[0]?.valid_from;
    if (newest !== undefined && standing.validFrom <= newest) throw new StandingNotLater(newest);
    await tx.query('update employer_standing set valid_to = $2 where employer_id = $1 and valid_to is null', [employer.id, addDays(standing.validFrom, -1)]);
    await tx.query('insert into employer_standing (employer_id, ownership, bloc, valid_from) values ($1, $2, $3, $4)', [employer.id, standing.ownership, standing.bloc, standing.validFrom]).catch((error: unknown) => {
      // Somebody else classified it at the same time.
      throw violated(error, 'employer_standing_one') || violated(error, 'employer_standing_pk') ? new StandingNotLater(standing.validFrom) : error;
    });
    await this.outbox.publish(tx, EmployerClassifiedV1, { employerId: employer.id, unitId: employer.unitId, ...standing });
  }

  async count(tx: Tx, employer: EmployerRef, count: WorkforceCount): Promise<void> {
    const today = this.clock.today();
    if (count.countedOn > today) throw new CountedInFuture(today);
    const id = newId();
    await tx.query(
      `insert into employer_workforce (id, employer_id, counted_on, source, workers, insured_workers, women_workers, insured_payroll_vnd, recorded_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [id, employer.id, count.countedOn, count.source, count.workers, count.insuredWorkers, count.womenWorkers, count.insuredPayrollVnd, this.clock.now()]).catch((error: unknown) => {
      throw violated(error, 'employer_workforce_once') ? new CountedAlready() : error;
    });
    await this.outbox.publish(tx, WorkforceCountedV1, {
      employerId: employer.id, countId: id, unitId: employer.unitId, countedOn: count.countedOn, source: count.source,
      workers: count.workers, insuredWorkers: count.insuredWorkers, womenWorkers: count.womenWorkers,
    });
  }

  async cover(tx: Tx, employer: EmployerRef, union: { unitId: string; validFrom: Day }): Promise<void> {
    const coverId = newId();
    await tx.query('insert into employer_union (id, employer_id, unit_id, keeper_id, valid_from) values ($1, $2, $3, $4, $5)',
      [coverId, employer.id, union.unitId, employer.unitId, union.validFrom]).catch((error: unknown) => {
      throw violated(error, 'employer_union_once') ? new CoveredAlready() : error;
    });
    await this.outbox.publish(tx, EmployerCoveredV1, { employerId: employer.id, coverId, unitId: union.unitId, validFrom: union.validFrom, validTo: null });
  }

  /** The union of a covering; throws CoverNotFound. */
  async coverOf(tx: Tx, employerId: string, coverId: string): Promise<{ unitId: string; validFrom: Day; validTo: Day | null }> {
    const rows: { unitId: string; validFrom: Day; validTo: Day | null }[] = await tx.query(
      'select unit_id as "unitId", valid_from::text as "validFrom", valid_to::text as "validTo" from employer_union where id = $1 and employer_id = $2', [coverId, employerId]);
    if (rows[0] === undefined) throw new CoverNotFound();
    return rows[0];
  }

  async uncover(tx: Tx, employerId: string, coverId: string, lastDay: Day): Promise<void> {
    const cover = await this.coverOf(tx, employerId, coverId);
    if (cover.validTo !== null) throw new CoverEnded(cover.validTo);
    if (lastDay < cover.validFrom) throw new CoverEndsBeforeBegin(cover.validFrom);
    const [, count] = (await tx.query('update employer_union set valid_to = $2 where id = $1 and valid_to is null', [coverId, lastDay])) as [unknown, number];
    if (count === 0) throw new CoverEnded(lastDay);
    await this.outbox.publish(tx, EmployerCoveredV1, { employerId, coverId, unitId: cover.unitId, validFrom: cover.validFrom, validTo: lastDay });
  }
}

const codes = (unit: InsuranceUnit | null): (string | null)[] => [unit?.unitCode ?? null, unit?.participantGroup ?? null, unit?.businessKind ?? null];
const described = ({ name, address, ward }: Omit<EmployerFacts, 'enterpriseCode'>): (string | null)[] => [name, searchKey(name), address, ward, ward === null ? null : searchKey(ward)];

function named(error: unknown): never {
  if (violated(error, 'employer_enterprise_code_unique')) throw new EmployerKnown('/body/enterpriseCode');
  throw violated(error, 'employer_insurance_unit_code_unique') ? new EmployerKnown('/body/insuranceUnit/unitCode') : error;
}
