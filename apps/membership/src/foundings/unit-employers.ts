import type { Day } from '@doanket/kernel';
import { Transactions, violated, type Tx } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';
import { TaxCodeTaken } from './founding.errors';

export interface EmployerNamed { readonly name: string; readonly taxCode: string }

/** The employer of each grassroots union; a number belongs to one working union at a time (ORG-02). */
@Injectable()
export class UnitEmployers {
  constructor(private readonly transactions: Transactions) {}

  /** Looks over all units, in a transaction of its own, and tells nothing but that. Throws TaxCodeTaken. */
  async requireFree(taxCode: string, day: Day): Promise<void> {
    const taken = await this.transactions.readWhole((tx): Promise<unknown[]> => tx.query(
      'select 1 from unit_employer where tax_code = $1 and (upper_inf(valid) or upper(valid) > $2::date) limit 1', [taxCode, day]));
    if (taken.length > 0) throw new TaxCodeTaken();
  }

  /** The union bears this number from that day on. */
  async claim(tx: Tx, unitId: string, employer: EmployerNamed, from: Day): Promise<void> {
    await tx.query('insert into unit_employer (unit_id, tax_code, name, valid) values ($1, $2, $3, daterange($4::date, null))', [unitId, employer.taxCode, employer.name, from])
      .catch((error: unknown) => {
        throw violated(error, 'unit_employer_tax_code_once') ? new TaxCodeTaken() : error;
      });
  }

  /** Unions that end give their numbers free from the day after. */
  async release(tx: Tx, unitIds: readonly string[], from: Day): Promise<void> {
    await tx.query(
      'update unit_employer set valid = daterange(lower(valid), greatest($2::date, lower(valid))) where unit_id = any($1) and upper_inf(valid)', [unitIds, from]);
  }

  /** Takes that back, while nobody else took the number. Throws TaxCodeTaken. */
  async keep(tx: Tx, unitIds: readonly string[], from: Day): Promise<void> {
    await tx.query('update unit_employer set valid = daterange(lower(valid), null) where unit_id = any($1) and upper(valid) = $2::date', [unitIds, from])
      .catch((error: unknown) => {
        throw violated(error, 'unit_employer_tax_code_once') ? new TaxCodeTaken() : error;
      });
  }
}
