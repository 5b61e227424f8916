import { isBallotWon, isTermAllowed, lastDayOfYears, warningOn } from './agreement.rules';

const half = { numerator: 1, denominator: 2 };

it('CBA-02: exactly 50 % is not enough, one more is', () => {
  expect([{ workers: 100, agreed: 50 }, { workers: 100, agreed: 51 }, { workers: 101, agreed: 50 }, { workers: 101, agreed: 51 }].map((ballot) => isBallotWon(ballot, half))).toEqual([false, true, false, true]);
});

it('CBA-01: a term is of one to three years', () => {
  expect([lastDayOfYears('2025-03-01', 3), lastDayOfYears('2024-02-29', 1), lastDayOfYears('2024-02-29', 4), lastDayOfYears('2025-01-01', 1)]).toEqual(['2028-02-29', '2025-02-28', '2028-02-28', '2025-12-31']);
  const allowed = (to: string) => isTermAllowed({ from: '2025-01-01', to }, { leastYears: 1, mostYears: 3 });
  expect(['2025-12-30', '2025-12-31', '2027-12-31', '2028-01-01'].map(allowed)).toEqual([false, true, true, false]);
});

it('CBA-05: what ends on 31/12/2019 alarms on 2/10/2019, and not the day before', () => {
  const on = (today: string) => warningOn(today, '2019-12-31', [90, 60, 30]);
  expect(['2019-10-01', '2019-10-02', '2019-10-31', '2019-11-01', '2019-11-30', '2019-12-01', '2019-12-31'].map(on)).toEqual([null, 90, 90, 60, 60, 30, 30]);
});
