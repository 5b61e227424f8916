import type { SeededRule } from '@doanket/rules';

/** What of dues goes on after a transfer. Frozen with its migration: a change is a proposal, or a migration of its own. */
export const CARRY_RULES: readonly SeededRule[] = [
  {
    code: 'DUES_CARRIED', value: { bases: true, exemptions: true, reductions: true, suspensions: true }, validFrom: '2013-01-01', confidence: 'ASSUMED',
    source: 'Handbook ORG-10: dues stop and restart by month. That amounts and reliefs go on with the member, as in a merger, is an assumption.',
  },
];
