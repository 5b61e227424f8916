import { addMonths, lastDayOf, monthsBetween, monthsInclusive } from './month.rules';

it('counts months over the turn of a year', () => {
  expect([addMonths('2025-12', 1), addMonths('2025-01', -1), addMonths('2024-11', 14)]).toEqual(['2026-01', '2024-12', '2026-01']);
  expect([lastDayOf('2024-02'), lastDayOf('2025-02'), lastDayOf('2025-12')]).toEqual(['2024-02-29', '2025-02-28', '2025-12-31']);
  expect([monthsInclusive('2025-01', '2025-12'), monthsInclusive('2025-01', '2026-01')]).toEqual([12, 13]);
  expect(monthsBetween('2025-12', '2026-02')).toEqual(['2025-12', '2026-01', '2026-02']);
});
