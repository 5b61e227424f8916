import type { SeededRule } from '@doanket/rules';

const OLD = 'Labour Code 2012, articles 74 to 76. Background knowledge.';

/** Rules for agreements under the Labour Code of 2012. Frozen with their migration. */
export const OLD_AGREEMENT_RULES: readonly SeededRule[] = [
  { code: 'AGREEMENT_FILING', value: { copies: 1, withinDays: 10 }, validFrom: '2013-05-01', validTo: '2020-12-31', source: OLD, confidence: 'UNCONFIRMED' },
  { code: 'AGREEMENT_TERM', value: { leastYears: 1, mostYears: 3 }, validFrom: '2013-05-01', validTo: '2020-12-31', source: OLD, confidence: 'UNCONFIRMED' },
  { code: 'AGREEMENT_BALLOT', value: { moreThan: { numerator: 1, denominator: 2 } }, validFrom: '2013-05-01', validTo: '2020-12-31', source: OLD, confidence: 'UNCONFIRMED' },
];
