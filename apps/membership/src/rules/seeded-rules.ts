import type { SeededRule } from '@doanket/rules';

const share = (numerator: number, denominator: number) => ({ numerator, denominator });
const dues = (base: string, numerator: number, denominator: number) => ({ collected: true, base, rate: share(numerator, denominator) });

const BEFORE = 'Handbook 4.1: 1 % until 30/6/2025; 1908/QĐ-TLĐ (2016), then 1408/QĐ-TLĐ (2024). The first day here is an assumption.';
const DECISION_61 = { validFrom: '2025-07-01', decisionNumber: '61/QĐ-TLĐ', decidedOn: '2025-07-29', source: 'Handbook 4.1: Decision 61/QĐ-TLĐ, signed 29/7/2025, in force from 1/7/2025.' } as const;
const LETTER_4133 = { decisionNumber: '4133/TLĐ-ToC', decidedOn: '2025-05-23' } as const;

/** Dues of members. Source: handbook 4.1. */
const DUES: readonly SeededRule[] = [
  ...([['PUBLIC_SERVICE', 'INSURANCE_SALARY'], ['STATE_ENTERPRISE', 'NET_SALARY'], ['NONSTATE', 'INSURANCE_SALARY']] as const).flatMap(([scope, base]): SeededRule[] => [
    { code: 'DUES_RATE', scope, value: dues(base, 1, 100), validFrom: '2017-01-01', validTo: '2025-06-30', source: BEFORE, confidence: 'CONFIRMED' },
    { code: 'DUES_RATE', scope, value: dues(base, 1, 200), ...DECISION_61, confidence: 'CONFIRMED' },
  ]),
  { code: 'DUES_RATE', scope: 'OCCUPATIONAL', value: dues('FIXED_SUM', 1, 100), validFrom: '2017-01-01', validTo: '2025-06-30', source: 'Handbook 4.1: about 1 % of the base salary.', confidence: 'UNCONFIRMED' },
  { code: 'DUES_RATE', scope: 'OCCUPATIONAL', value: dues('FIXED_SUM', 1, 200), ...DECISION_61, confidence: 'CONFIRMED' },
  { code: 'DUES_RATE', scope: 'AGENCY', value: dues('INSURANCE_SALARY', 1, 100), validFrom: '2017-01-01', validTo: '2025-05-31', source: BEFORE, confidence: 'CONFIRMED' },
  { code: 'DUES_RATE', scope: 'AGENCY', value: { ...dues('INSURANCE_SALARY', 0, 1), collected: false }, validFrom: '2025-06-01', ...LETTER_4133, source: 'Handbook 4.1: letter 4133/TLĐ-ToC of 23/5/2025, not collected since 1/6/2025.', confidence: 'CONFIRMED' },

  { code: 'DUES_CAP', scope: 'PUBLIC_SERVICE', value: { ofBaseSalary: null }, validFrom: '2017-01-01', source: 'Handbook 4.1: no cap in the detailed tables; one infographic names 10 % for all. Sources disagree.', confidence: 'UNKNOWN' },
  { code: 'DUES_CAP', scope: 'STATE_ENTERPRISE', value: { ofBaseSalary: share(1, 10) }, validFrom: '2017-01-01', source: 'Handbook 4.1: 10 % of the base salary.', confidence: 'CONFIRMED' },
  { code: 'DUES_CAP', scope: 'NONSTATE', value: { ofBaseSalary: share(1, 10) }, validFrom: '2017-01-01', source: 'Handbook 4.1: 10 % of the base salary.', confidence: 'CONFIRMED' },
  { code: 'DUES_CAP', scope: 'OCCUPATIONAL', value: { ofBaseSalary: null }, validFrom: '2017-01-01', source: 'Handbook 4.1: none named.', confidence: 'CONFIRMED' },
  { code: 'DUES_CAP', scope: 'AGENCY', value: { ofBaseSalary: null }, validFrom: '2017-01-01', source: 'Handbook 4.1: none named.', confidence: 'CONFIRMED' },

  ...(['PUBLIC_SERVICE', 'STATE_ENTERPRISE', 'NONSTATE', 'AGENCY'] as const).map((scope): SeededRule => (
    { code: 'DUES_FLOOR', scope, value: { ofBaseSalary: null }, validFrom: '2017-01-01', source: 'Handbook 4.1: none named.', confidence: 'CONFIRMED' })),
  { code: 'DUES_FLOOR', scope: 'OCCUPATIONAL', value: { ofBaseSalary: share(1, 100) }, validFrom: '2017-01-01', validTo: '2025-06-30', source: 'Handbook 4.1: about 1 % of the base salary.', confidence: 'UNCONFIRMED' },
  { code: 'DUES_FLOOR', scope: 'OCCUPATIONAL', value: { ofBaseSalary: share(1, 200) }, ...DECISION_61, confidence: 'CONFIRMED' },

  { code: 'BASE_SALARY', value: { amountVnd: 1_490_000 }, validFrom: '2019-07-01', validTo: '2023-06-30', decisionNumber: '38/2019/NĐ-CP', source: 'Background knowledge.', confidence: 'UNCONFIRMED' },
  { code: 'BASE_SALARY', value: { amountVnd: 1_800_000 }, validFrom: '2023-07-01', validTo: '2024-06-30', decisionNumber: '24/2023/NĐ-CP', source: 'Background knowledge.', confidence: 'UNCONFIRMED' },
  { code: 'BASE_SALARY', value: { amountVnd: 2_340_000 }, validFrom: '2024-07-01', decisionNumber: '73/2024/NĐ-CP', source: 'Handbook 4.1: Decree 73/2024. The value after 2025 is open.', confidence: 'CONFIRMED' },

  { code: 'DUES_SPLIT', value: { grassroots: share(70, 100) }, validFrom: '2023-01-01', decisionNumber: '8108/QĐ-TLĐ', source: 'Handbook 4.2: 70 % for the grassroots union, from 2023.', confidence: 'CONFIRMED' },
  { code: 'DUES_EXEMPTION', value: { allowanceMonths: 1, unpaidLeaveMonths: 1 }, validFrom: '2017-01-01', source: 'Handbook 4.1: insurance allowance of a month or more; unpaid leave of a month or more without income.', confidence: 'CONFIRMED' },
  { code: 'DUES_LOW_SALARY', value: { exempt: true }, validFrom: '2020-01-01', validTo: '2025-06-30', decisionNumber: '808/TLĐ', source: 'Handbook 4.1: letter 808/TLĐ of 2020, salary below the base salary.', confidence: 'CONFIRMED_OLD' },
  { code: 'DUES_LOW_SALARY', value: { exempt: false }, validFrom: '2025-07-01', source: 'Handbook 4.1: whether the exemption survives 61/QĐ-TLĐ is open.', confidence: 'UNKNOWN' },
  { code: 'SUSPENSION', scope: 'DUES', value: { maxMonths: 12, dueMonthsAfter: 1 }, validFrom: '2017-01-01', source: 'As for the union fund, handbook 4.2; for dues an assumption.', confidence: 'ASSUMED' },
  { code: 'DUES_REMITTANCE', value: { dueDayOfNextMonth: 10 }, validFrom: '2017-01-01', source: 'Assumption: the share of a month goes up by the 10th of the next.', confidence: 'ASSUMED' },
];

/** Union fund. Source: handbook 4.2. */
const FUND: readonly SeededRule[] = [
  { code: 'UNION_FUND_RATE', value: { rate: share(2, 100) }, validFrom: '2013-01-01', source: 'Handbook 4.2: 2 % of the payroll for compulsory insurance. The first day here is an assumption.', confidence: 'CONFIRMED' },
  { code: 'UNION_FUND_SPLIT', value: { grassroots: share(75, 100) }, validFrom: '2023-01-01', source: 'Handbook 4.2: 75 % usable by the grassroots union. The first day here is an assumption.', confidence: 'CONFIRMED' },
  { code: 'SUSPENSION', scope: 'UNION_FUND', value: { maxMonths: 12, dueMonthsAfter: 1 }, validFrom: '2013-01-01', source: 'Handbook 4.2: at most 12 months, paid back by the last day of the month after.', confidence: 'CONFIRMED' },
  { code: 'FUND_TOLERANCE', value: { amountVnd: 10_000, share: share(1, 1000) }, validFrom: '2013-01-01', source: 'Assumption: a gap counts beyond 10,000 đồng and beyond a thousandth of what was due.', confidence: 'ASSUMED' },
];

/** Grading, dialogue and agreements, insurance. Source: handbook 4.4, 4.7, 4.8. */
const OTHERS: readonly SeededRule[] = [
  { code: 'GRADING_GROUPS', scope: 'STATE_TYPE', value: { representation: 40, organisation: 40, propaganda: 15, bonus: 5 }, validFrom: '2019-08-14', decisionNumber: '1294/HD-TLĐ', decidedOn: '2019-08-14', source: 'Handbook 4.4.', confidence: 'CONFIRMED_OLD' },
  { code: 'GRADING_BANDS', value: { excellent: 90, good: 70, done: 50 }, validFrom: '2019-08-14', source: 'Handbook ORG-20: bands without a source.', confidence: 'UNCONFIRMED' },
  { code: 'DIALOGUE_YEARLY', value: { least: 1 }, validFrom: '2021-01-01', source: 'Handbook 4.7: Labour Code 2019, article 63.', confidence: 'CONFIRMED' },
  {
    code: 'DIALOGUE_SIDES', validFrom: '2021-02-01', decisionNumber: '145/2020/NĐ-CP', source: 'Handbook 4.7: Decree 145/2020, article 38.', confidence: 'CONFIRMED',
    value: {
      employerLeast: 3,
      workers: [
        { fromWorkforce: 0, least: 3, most: null }, { fromWorkforce: 50, least: 4, most: 8 }, { fromWorkforce: 150, least: 9, most: 13 }, { fromWorkforce: 300, least: 14, most: 18 },
        { fromWorkforce: 500, least: 19, most: 23 }, { fromWorkforce: 1000, least: 24, most: null },
      ],
    },
  },
  { code: 'AGREEMENT_FILING', value: { copies: 1, withinDays: 10 }, validFrom: '2021-01-01', source: 'Handbook 4.7: one copy within 10 days to the provincial labour body.', confidence: 'CONFIRMED' },
  { code: 'AGREEMENT_TERM', value: { leastYears: 1, mostYears: 3 }, validFrom: '2021-01-01', source: 'Handbook 4.7.', confidence: 'CONFIRMED' },
  { code: 'AGREEMENT_BALLOT', value: { moreThan: share(1, 2) }, validFrom: '2021-01-01', source: 'Handbook 4.7.', confidence: 'UNCONFIRMED' },
  { code: 'INSURANCE_IDENTIFIER', value: { identifier: 'SOCIAL_INSURANCE_NO' }, validFrom: '2008-01-01', validTo: '2025-07-31', source: 'Handbook 4.8. The first day here is an assumption.', confidence: 'CONFIRMED' },
  { code: 'INSURANCE_IDENTIFIER', value: { identifier: 'PERSONAL_ID' }, validFrom: '2025-08-01', decisionNumber: '1804/BHXH-QLT', decidedOn: '2025-08-04', source: 'Handbook 4.8.', confidence: 'CONFIRMED' },
  { code: 'INSURANCE_CLAIM', scope: 'MATERNITY', value: { workerDays: 45, employerWorkingDays: 7, insurerWorkingDays: 7, insurerWorkingDaysFiledByWorker: 5 }, validFrom: '2025-07-01', decisionNumber: '41/2024/QH15', source: 'Handbook 4.8: Law 41/2024, articles 47, 48, 61, 62.', confidence: 'CONFIRMED' },
  { code: 'INSURANCE_CLAIM', scope: 'SICKNESS', value: { workerDays: 45, employerWorkingDays: 7, insurerWorkingDays: 7, insurerWorkingDaysFiledByWorker: 5 }, validFrom: '2025-07-01', source: 'Handbook 4.8: the 45 days are confirmed, the working days are as for maternity.', confidence: 'UNCONFIRMED' },
  { code: 'WORK_ACCIDENT_LOSS', value: { onceFrom: 5, monthlyFrom: 31 }, validFrom: '2016-07-01', source: 'Handbook 4.8.', confidence: 'UNCONFIRMED' },
  { code: 'EMPLOYER_LIST', value: { dueOn: '06-30' }, validFrom: '2013-01-01', source: 'Handbook 4.8: yearly list of employers by 30/6.', confidence: 'CONFIRMED_OLD' },
];

/** The rules membership comes with. Frozen with its migration: a change is a proposal, or a migration of its own. */
export const SEEDED_RULES: readonly SeededRule[] = [...DUES, ...FUND, ...OTHERS];
