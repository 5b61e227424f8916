import { lastDayOfMonths } from './founding.rules';

it.each([
  ['2025-08-21', 12, '2026-08-20'], ['2025-01-01', 12, '2025-12-31'], ['2024-02-29', 12, '2025-02-28'], ['2025-08-31', 6, '2026-02-28'], ['2025-12-15', 1, '2026-01-14'],
])('ORG-02: a term from %s of %i months ends on %s', (first, months, last) => {
  expect(lastDayOfMonths(first, months)).toBe(last);
});
