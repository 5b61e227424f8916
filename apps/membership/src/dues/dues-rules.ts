import { DUES_GROUPS, EVERYWHERE, type DuesBase, type DuesGroup } from '@doanket/contracts';
import { shareOfVnd } from '@doanket/kernel';
import type { Tx } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';
import { firstDayOf, type Month } from '../ledger/month.rules';
import { MembershipRules } from '../rules/membership-rules';

/** The rule of one group in one month, as the reckoning takes it. */
export interface GroupRule {
  readonly dues_group: DuesGroup;
  readonly rule_id: string;
  readonly decision: string | null;
  readonly collected: boolean;
  readonly base: DuesBase;
  readonly numerator: number;
  readonly denominator: number;
  readonly cap_vnd: number | null;
  readonly floor_vnd: number | null;
  readonly base_salary_vnd: number;
  readonly low_salary_exempt: boolean;
}

/** Gathers what the rule book says of a month. A month goes by the rules of its first day. */
@Injectable()
export class DuesRules {
  constructor(private readonly book: MembershipRules) {}

  async ofMonth(tx: Tx, month: Month): Promise<GroupRule[]> {
    const day = firstDayOf(month);
    const salary = await this.book.require(tx, 'BASE_SALARY', day);
    const low = await this.book.on(tx, 'DUES_LOW_SALARY', day);
    const [rates, caps, floors] = [await this.book.all(tx, 'DUES_RATE', day), await this.book.all(tx, 'DUES_CAP', day), await this.book.all(tx, 'DUES_FLOOR', day)];
    const shareFor = (rules: typeof caps, group: DuesGroup): number | null => {
      const share = (rules.find((rule) => rule.scope === group) ?? rules.find((rule) => rule.scope === EVERYWHERE))?.value.ofBaseSalary ?? null;
      return share === null ? null : shareOfVnd(salary.value.amountVnd, share);
    };
    return DUES_GROUPS.flatMap((group): GroupRule[] => {
      const rate = rates.find((rule) => rule.scope === group) ?? rates.find((rule) => rule.scope === EVERYWHERE);
      if (rate === undefined) return [];
      return [{
        dues_group: group, rule_id: rate.id, decision: rate.decisionNumber, collected: rate.value.collected, base: rate.value.base,
        numerator: rate.value.rate.numerator, denominator: rate.value.rate.denominator, cap_vnd: shareFor(caps, group), floor_vnd: shareFor(floors, group),
        base_salary_vnd: salary.value.amountVnd, low_salary_exempt: low?.value.exempt ?? false,
      }];
    });
  }
}
