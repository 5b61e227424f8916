import { DomainError } from '@doanket/kernel';
import type { PlanFault } from './plan.rules';

export class PlanNotFound extends DomainError {
  readonly code = 'campaigns/plan-not-found';
  readonly kind = 'not-found';
  readonly title = 'Plan not found';
  constructor() {
    super('There is no such plan within your reach.');
  }
}

/** CMP-01, CMP-03: dates, themes or rounds of a plan contradict each other. */
export class PlanRefused extends DomainError {
  readonly code = 'campaigns/plan-refused';
  readonly kind = 'refused';
  readonly title = 'Plan contradicts itself';
  constructor(reason: PlanFault) {
    super('A plan is issued before it starts, its rounds lie inside it without overlap, and it has one theme of each kind.', { reason });
  }
}

export class PlanCodeTaken extends DomainError {
  readonly code = 'campaigns/plan-code-taken';
  readonly kind = 'refused';
  readonly title = 'Plan code taken';
  constructor(planCode: string) {
    super('Another plan has this code.', { planCode });
  }
}

/** CMP-01: number unique per issuer and year. */
export class PlanNumberTaken extends DomainError {
  readonly code = 'campaigns/plan-number-taken';
  readonly kind = 'refused';
  readonly title = 'Plan number taken';
  constructor(number: string, year: number) {
    super('The issuer has another plan with this number in the year.', { number, year });
  }
}

/** CMP-01: one union theme and one city theme per year. */
export class YearThemeTaken extends DomainError {
  readonly code = 'campaigns/year-theme-taken';
  readonly kind = 'refused';
  readonly title = 'The year has another theme';
  /** `statedBy`: the unit above that stated it; null where it is the issuer's own. */
  constructor(year: number, themeKind: string, given: string, statedBy: string | null) {
    super('The year already has a theme of this kind, of the issuer or of a unit above.', { year, themeKind, theme: given, statedBy });
  }
}

/** CMP-03: the plan states the number of rounds; one more needs an amended plan. */
export class RoundNotPlanned extends DomainError {
  readonly code = 'campaigns/round-not-planned';
  readonly kind = 'refused';
  readonly title = 'Round not planned';
  constructor(roundCode: string) {
    super('No plan states this round; one more round needs an amended plan.', { roundCode });
  }
}

export class ParentNotAbove extends DomainError {
  readonly code = 'campaigns/parent-plan-not-above';
  readonly kind = 'refused';
  readonly title = 'Parent plan not from above';
  constructor(planCode: string) {
    super('A plan carries out a plan of a unit above its own, of the same year.', { planCode });
  }
}

export class NotAsked extends DomainError {
  readonly code = 'campaigns/adoption-not-asked';
  readonly kind = 'refused';
  readonly title = 'Unit was not asked to adopt';
  constructor() {
    super('Only units that were asked to adopt a plan adopt it; the rate is adopted ÷ asked.');
  }
}

export class AdoptionNotThere extends DomainError {
  readonly code = 'campaigns/adoption-state';
  readonly kind = 'conflict';
  readonly title = 'Adoption not in this state';
  constructor(state: string) {
    super(`The adoption is ${state}.`, { adoptionState: state });
  }
}

/** CMP-05: only units below the issuer adopt. */
export class AskedNotBelow extends DomainError {
  readonly code = 'campaigns/asked-unit-not-below';
  readonly kind = 'refused';
  readonly title = 'Asked unit not below the issuer';
  constructor(unitCodes: readonly string[]) {
    super('A plan is adopted by units below its issuer.', { unitCodes });
  }
}

/** CMP-05: a unit adopts what it was asked for, then reports; none of it lies ahead. */
export class AdoptionDaysWrong extends DomainError {
  readonly code = 'campaigns/adoption-days-wrong';
  readonly kind = 'refused';
  readonly title = 'Days of the adoption are wrong';
  constructor(reason: 'BEFORE_ASKED' | 'REPORTED_BEFORE_ADOPTED' | 'AHEAD', pointer = '/body') {
    super('A unit is asked, adopts and reports in this order, today at the latest.', { reason }, [{ pointer, detail: 'Out of order' }]);
  }
}
