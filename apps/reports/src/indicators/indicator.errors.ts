import { DomainError } from '@doanket/kernel';

export class RateNeedsParts extends DomainError {
  readonly code = 'reports/rate-needs-parts';
  readonly kind = 'refused';
  readonly title = 'A rate needs both parts';
  constructor(indicator: string) {
    super('A rate is entered with numerator and denominator; a percent alone is kept only as LEGACY_PERCENT.', { indicator }, [
      { pointer: '/body/numerator', detail: 'required for a rate' }, { pointer: '/body/denominator', detail: 'required for a rate' },
    ]);
  }
}

export class IndicatorVersionExists extends DomainError {
  readonly code = 'reports/indicator-version-exists';
  readonly kind = 'conflict';
  readonly title = 'A later version exists';
  constructor(indicator: string, validFrom: string) {
    super('A new version starts after the one in force.', { indicator, currentFrom: validFrom });
  }
}

export class IndicatorAlreadyCounted extends DomainError {
  readonly code = 'reports/indicator-unit-fixed';
  readonly kind = 'refused';
  readonly title = 'The unit of an indicator does not change';
  constructor(indicator: string) {
    super('A different unit is a different indicator and needs its own code.', { indicator });
  }
}
