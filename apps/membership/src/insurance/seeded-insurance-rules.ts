import type { SeededRule } from '@doanket/rules';

const HOLIDAYS = 'Labour Code 2019, article 112; the days of Tết and the days off in lieu as announced each year. Background knowledge.';

/** Rules of the exchange with the insurer and of agreements. Frozen with their migration: a change is a proposal, or a migration of its own. */
export const INSURANCE_RULES: readonly SeededRule[] = [
  { code: 'EXCHANGE_DUE', value: { dayOfNextMonth: 10 }, validFrom: '2013-01-01', source: 'Assumption: files of a month come by the 10th of the next.', confidence: 'ASSUMED' },
  { code: 'ARREARS_SUPERVISION', value: { months: 6 }, validFrom: '2013-01-01', source: 'Handbook SOC-08: a debt of 6 months puts the firm on the supervision plan.', confidence: 'ASSUMED' },
  { code: 'HEALTH_RETENTION', value: { months: 12 }, validFrom: '2013-01-01', source: 'Handbook 6, question 14: retention times are open. Assumption: a year after the leave.', confidence: 'ASSUMED' },
  { code: 'AGREEMENT_WARNING', value: { daysBefore: [90, 60, 30] }, validFrom: '2013-01-01', source: 'Handbook CBA-05.', confidence: 'ASSUMED' },
  {
    code: 'HOLIDAYS', validFrom: '2025-01-01', validTo: '2025-12-31', source: HOLIDAYS, confidence: 'UNCONFIRMED',
    value: {
      holidays: ['2025-01-01', '2025-01-27', '2025-01-28', '2025-01-29', '2025-01-30', '2025-01-31', '2025-04-07', '2025-04-30', '2025-05-01', '2025-05-02', '2025-09-01', '2025-09-02'],
      workingWeekendDays: ['2025-04-26'],
    },
  },
  {
    code: 'HOLIDAYS', validFrom: '2026-01-01', validTo: '2026-12-31', source: HOLIDAYS, confidence: 'UNCONFIRMED',
    value: {
      holidays: ['2026-01-01', '2026-02-16', '2026-02-17', '2026-02-18', '2026-02-19', '2026-02-20', '2026-04-27', '2026-04-30', '2026-05-01', '2026-09-01', '2026-09-02'],
      workingWeekendDays: [],
    },
  },
];
