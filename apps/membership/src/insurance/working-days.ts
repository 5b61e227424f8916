import { yearOf, type Day } from '@doanket/kernel';
import type { Tx } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';
import { MembershipRules } from '../rules/membership-rules';
import { lastWorkingDayOf } from './working-days.rules';

/** Working days by the calendars of the years they fall into; a year without one has only its weekends. */
@Injectable()
export class WorkingDays {
  constructor(private readonly rules: MembershipRules) {}

  async lastOf(tx: Tx, event: Day, count: number): Promise<Day> {
    const year = yearOf(event);
    const calendars = [await this.rules.on(tx, 'HOLIDAYS', `${year}-07-01`), await this.rules.on(tx, 'HOLIDAYS', `${year + 1}-07-01`)];
    return lastWorkingDayOf(event, count, {
      holidays: calendars.flatMap((rule) => rule?.value.holidays ?? []), workingWeekendDays: calendars.flatMap((rule) => rule?.value.workingWeekendDays ?? []),
    });
  }
}
