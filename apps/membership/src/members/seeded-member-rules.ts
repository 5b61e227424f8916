import type { SeededRule } from '@doanket/rules';

/** Rules of members. Frozen with their migration: a change is a proposal, or a migration of its own. */
export const MEMBER_RULES: readonly SeededRule[] = [
  { code: 'MEMBER_TRANSIT', value: { days: 60 }, validFrom: '2013-01-01', source: 'Handbook ORG-10: in transit for a configurable number of days. The 60 are an assumption.', confidence: 'ASSUMED' },
];
