import { EXCHANGE_KINDS } from '@doanket/contracts';
import { Clock, type Day } from '@doanket/kernel';
import { Transactions, type Tx } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';
import { MembershipRules } from '../rules/membership-rules';
import { dueOf, newestDuePeriod, type ExchangeDues } from './exchange-due.rules';
import { ExchangeTasks } from './exchange-tasks';

/** When files are due, by the rules of the day; and the look for those that have not come. */
@Injectable()
export class ExchangeDuesSource {
  constructor(private readonly rules: MembershipRules, private readonly tasks: ExchangeTasks, private readonly transactions: Transactions, private readonly clock: Clock) {}

  async on(tx: Tx, day: Day): Promise<ExchangeDues> {
    const [yearly, monthly] = [await this.rules.require(tx, 'EMPLOYER_LIST', day), await this.rules.require(tx, 'EXCHANGE_DUE', day)];
    return { employerListOn: yearly.value.dueOn, monthlyDayOfNextMonth: monthly.value.dayOfNextMonth };
  }

  /** Raises a task for each file that is due and not here; once per file. Called by a timer. */
  async lookForMissing(): Promise<void> {
    await this.transactions.runWhole(async (tx) => {
      const today = this.clock.today();
      const dues = await this.on(tx, today);
      for (const kind of EXCHANGE_KINDS) {
        const period = newestDuePeriod(kind, today, dues);
        const due = period === null ? null : dueOf(kind, period, dues);
        if (period !== null && due !== null) await this.tasks.missing(tx, kind, period, due);
      }
    });
  }
}
