import { Clock, type Day } from '@doanket/kernel';
import { Transactions, type Tx } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';
import { EmployersStore } from '../employers/employers.store';
import type { Founding } from './founding.entity';
import { EmployerHasUnion } from './founding.errors';

/** Unions at work that cover the employer of this number on a day or later. */
const COVERED = `
  select 1 from employer e join employer_union c on c.employer_id = e.id
  join directory_unit_version v on v.unit_id = c.unit_id and upper_inf(v.recorded) and v.state in ('PROVISIONAL', 'ACTIVE') and (upper_inf(v.valid) or upper(v.valid) > $2::date)
  where e.enterprise_code = $1 and (c.valid_to is null or c.valid_to >= $2::date) limit 1`;

/** The employer of a union that is to be founded: its number belongs to one union at work (ORG-02). */
@Injectable()
export class FoundingEmployers {
  constructor(private readonly transactions: Transactions, private readonly employers: EmployersStore, private readonly clock: Clock) {}

  /** Looks over all units, in a transaction of its own, and tells nothing but that. Throws EmployerHasUnion. */
  async requireFree(enterpriseCode: string): Promise<void> {
    const covered = await this.transactions.readWhole((tx): Promise<unknown[]> => tx.query(COVERED, [enterpriseCode, this.clock.today()]));
    if (covered.length > 0) throw new EmployerHasUnion();
  }

  /** The new union covers it from that day on; it is entered, and its workers are counted, where that is not known yet. */
  async cover(tx: Tx, founding: Founding, union: { unitId: string; keeperId: string; validFrom: Day }): Promise<void> {
    await tx.query('select pg_advisory_xact_lock(hashtext($1))', [`employer:${founding.enterpriseCode}`]);
    const covered: unknown[] = await tx.query(COVERED, [founding.enterpriseCode, union.validFrom]);
    if (covered.length > 0) throw new EmployerHasUnion();
    const known = await this.employers.findByCode(tx, founding.enterpriseCode);
    const id = known?.id ?? await this.employers.register(tx, union.keeperId, {
      enterpriseCode: founding.enterpriseCode, insuranceUnit: null, name: founding.employerName, address: null, ward: null,
    });
    const employer = await this.employers.get(tx, id);
    if (known === null) await this.employers.classify(tx, employer, { ownership: founding.ownership, bloc: founding.bloc, validFrom: founding.appliedOn });
    const counted: unknown[] = await tx.query("select 1 from employer_workforce where employer_id = $1 and counted_on >= $2", [id, founding.appliedOn]);
    if (counted.length === 0) {
      await this.employers.count(tx, employer, { countedOn: founding.appliedOn, source: 'UNION_SURVEY', workers: founding.workers, insuredWorkers: null, womenWorkers: null, insuredPayrollVnd: null });
    }
    await this.employers.cover(tx, employer, union);
  }
}
