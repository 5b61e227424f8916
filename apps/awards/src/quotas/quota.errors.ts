import { DomainError, type FieldError } from '@doanket/kernel';

/** AWD-05: names the quota that is used up. */
export class QuotaExceeded extends DomainError {
  readonly code = 'awards/quota-exceeded';
  readonly kind = 'refused';
  readonly title = 'Quota exceeded';
  constructor(quota: { readonly titleCode: string; readonly level: string; readonly year: number; readonly round: string | null; readonly delegates: string | null; readonly places: number; readonly decisionNumber: string }, used: number, wanted: number) {
    super(`The quota of ${quota.places} for ${quota.titleCode} of ${quota.year} (${quota.decisionNumber}) is exceeded: ${used} used, ${wanted} more wanted. Only a decision raises it.`, {
      titleCode: quota.titleCode, level: quota.level, year: quota.year, round: quota.round, delegates: quota.delegates, places: quota.places, decisionNumber: quota.decisionNumber, used, wanted,
    });
  }
}

/** A quota is changed by a decision of its own. */
export class QuotaDecisionUsed extends DomainError {
  readonly code = 'awards/quota-decision-used';
  readonly kind = 'conflict';
  readonly title = 'Quota already set by this decision';
  constructor(decisionNumber: string) {
    super('This decision has set the quota already; another one raises it.', { decisionNumber }, [{ pointer: '/body/decisionNumber', detail: 'Has set this quota already' }]);
  }
}

export class QuotaBelowUsed extends DomainError {
  readonly code = 'awards/quota-below-used';
  readonly kind = 'refused';
  readonly title = 'Quota below what is awarded';
  constructor(used: number) {
    super('More than this has been awarded already.', { used }, [{ pointer: '/body/places', detail: `${used} are awarded` }]);
  }
}

/** What a level set, that level or one above it changes. */
export class QuotaSetAbove extends DomainError {
  readonly code = 'awards/quota-set-above';
  readonly kind = 'forbidden';
  readonly title = 'Quota set by a level above';
  constructor(setBy: string) {
    super('The quota was set by a unit above; that unit changes it.', { setBy });
  }
}

export class QuotaOfOtherLevel extends DomainError {
  readonly code = 'awards/quota-of-other-level';
  readonly kind = 'refused';
  readonly title = 'Quota of another level';
  constructor(level: string, errors: readonly FieldError[] = [{ pointer: '/body/level', detail: 'Not the level of the unit' }]) {
    super('A quota is of titles that the unit itself decides.', { level }, errors);
  }
}
