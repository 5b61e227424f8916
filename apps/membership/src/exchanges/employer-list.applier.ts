import { addDays, Clock, type Day } from '@doanket/kernel';
import type { Tx } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';
import { EmployersStore } from '../employers/employers.store';
import { addMonths } from '../insurance/salary.rules';
import { numberOf, oneByOne, refusedRow, textOf, type ExchangeApplier, type MatchedRow, type RowOutcome } from './exchange-applier';
import type { Exchange } from './exchanges.store';

/** The yearly list of employers: new ones are entered and stand in the recruiting list, known ones are counted (SOC-02). */
@Injectable()
export class EmployerListApplier implements ExchangeApplier {
  constructor(private readonly employers: EmployersStore, private readonly clock: Clock) {}

  apply(tx: Tx, exchange: Exchange, rows: readonly MatchedRow[]): Promise<ReadonlyMap<number, RowOutcome>> {
    return oneByOne(rows, (row) => this.one(tx, exchange, row));
  }

  private async one(tx: Tx, exchange: Exchange, { facts }: MatchedRow): Promise<RowOutcome> {
    const enterpriseCode = textOf(facts, 'enterpriseCode') ?? '';
    const known = await this.employers.findByCode(tx, enterpriseCode);
    const employer = known ?? {
      unitId: exchange.unitId, version: 1,
      id: await this.employers.register(tx, exchange.unitId, {
        enterpriseCode, name: textOf(facts, 'name') ?? enterpriseCode, address: textOf(facts, 'address'), ward: textOf(facts, 'ward'), insuranceUnit: await this.insuranceUnit(tx, facts),
      }),
    };
    const countedOn = this.countedOn(exchange.period);
    const said = { workers: numberOf(facts, 'workers'), insuredWorkers: numberOf(facts, 'insuredWorkers'), insuredPayrollVnd: numberOf(facts, 'payrollVnd') };
    const counted: (typeof said)[] = await tx.query(
      `select workers, insured_workers as "insuredWorkers", insured_payroll_vnd::float8 as "insuredPayrollVnd" from employer_workforce where employer_id = $1 and counted_on = $2 and source = 'INSURANCE_LIST'`,
      [employer.id, countedOn]);
    if (counted[0] === undefined) {
      await this.employers.count(tx, employer, { countedOn, source: 'INSURANCE_LIST', womenWorkers: null, ...said });
      return { state: 'APPLIED' };
    }
    const same = counted[0].workers === said.workers && counted[0].insuredWorkers === said.insuredWorkers && counted[0].insuredPayrollVnd === said.insuredPayrollVnd;
    return same ? { state: 'UNCHANGED' } : refusedRow('KNOWN_OTHERWISE', 'insuredWorkers');
  }

  /** The set of three codes, when it is whole and nobody else bears it. */
  private async insuranceUnit(tx: Tx, facts: MatchedRow['facts']): Promise<{ unitCode: string; participantGroup: string; businessKind: string } | null> {
    const [unitCode, participantGroup, businessKind] = [textOf(facts, 'insuranceUnitCode'), textOf(facts, 'participantGroup'), textOf(facts, 'businessKind')];
    if (unitCode === null || participantGroup === null || businessKind === null) return null;
    const borne: unknown[] = await tx.query('select 1 from employer where insurance_unit_code = $1', [unitCode]);
    return borne.length > 0 ? null : { unitCode, participantGroup, businessKind };
  }

  /** 30/6 of the year, or the end of the month; never a day to come. */
  private countedOn(period: string): Day {
    const day = period.length === 4 ? `${period}-06-30` : addDays(addMonths(`${period}-01`, 1), -1);
    const today = this.clock.today();
    return day > today ? today : day;
  }
}
