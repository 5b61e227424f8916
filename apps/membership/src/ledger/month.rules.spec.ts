import { addMonths, lastDayOf, lastsMonths, monthsBetween, monthsInclusive, monthsMostlyIn } from './month.rules';

it('counts months over the turn of a year', () => {
  expect([addMonths('2025-12', 1), addMonths('2025-01', -1), addMonths('2024-11', 14)]).toEqual(['2026-01', '2024-12', '2026-01']);
  expect([lastDayOf('2024-02'), lastDayOf('2025-02'), lastDayOf('2025-12')]).toEqual(['2024-02-29', '2025-02-28', '2025-12-31']);
  expect([monthsInclusive('2025-01', '2025-12'), monthsInclusive('2025-01', '2026-01')]).toEqual([12, 13]);
  expect(monthsBetween('2025-12', '2026-02')).toEqual(['2025-12', '2026-01', '2026-02']);
});

it('SOC-05: a leave lasts a month on its last day, not the day before', () => {
  expect([lastsMonths('2025-03-10', '2025-04-08', 1), lastsMonths('2025-03-10', '2025-04-09', 1)]).toEqual([false, true]);
  expect([lastsMonths('2025-04-01', '2025-04-29', 1), lastsMonths('2025-04-01', '2025-04-30', 1)]).toEqual([false, true]);
  expect([lastsMonths('2025-01-31', '2025-02-27', 1), lastsMonths('2025-01-31', '2025-02-28', 1)]).toEqual([false, true]);
});

it('SOC-05: exempts the months of which a leave covers more than half', () => {
  expect(monthsMostlyIn('2025-03-16', '2025-05-15')).toEqual(['2025-03', '2025-04']);
  expect(monthsMostlyIn('2025-03-17', '2025-05-16')).toEqual(['2025-04', '2025-05']);
  expect(monthsMostlyIn('2025-04-16', '2025-05-15')).toEqual([]);
});
