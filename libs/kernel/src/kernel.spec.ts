import { addDays, combineQualifiers, compareFractions, daysInclusive, FixedClock, isDay, percentText, searchKey, shareOfVnd, yearsSince } from './index';

it('counts both ends of a period: the "150 days" of 2023 are 153', () => {
  expect(daysInclusive('2023-05-01', '2023-09-30')).toBe(153);
  expect(daysInclusive('2023-05-01', '2023-05-01')).toBe(1);
});

it('refuses a month that is none', () => {
  expect(isDay('2023-13-01')).toBe(false);
  expect(isDay('2023-12-01')).toBe(true);
});

it('refuses a day that is not in the calendar', () => {
  expect(isDay('2024-02-29')).toBe(true);
  expect(isDay('2023-02-29')).toBe(false);
  expect(isDay('2023-2-9')).toBe(false);
  expect(isDay('2023-13-01')).toBe(false);
  expect(isDay('2023-00-10')).toBe(false);
  expect(isDay('2023-01-00')).toBe(false);
  expect(isDay('2023-04-30')).toBe(true);
  expect(isDay('2023-04-31')).toBe(false);
  expect(isDay('2000-02-29')).toBe(true);
  expect(isDay('2100-02-29')).toBe(false);
});

it('knows the day in Hanoi, not in Greenwich', () => {
  expect(new FixedClock('2025-06-30T16:59:59Z').today()).toBe('2025-06-30');
  expect(new FixedClock('2025-06-30T17:00:00Z').today()).toBe('2025-07-01');
  expect(addDays('2025-06-30', 1)).toBe('2025-07-01');
});

it('counts anniversaries on the day: 28/7/1929 is 90 years old in 2019 and 96 in 2025', () => {
  expect(yearsSince('1929-07-28', '2019-07-28')).toBe(90);
  expect(yearsSince('1929-07-28', '2019-07-27')).toBe(89);
  expect(yearsSince('1929-07-28', '2025-07-28')).toBe(96);
});

it('compares ratios on their parts', () => {
  expect(compareFractions({ numerator: 10, denominator: 50 }, { numerator: 20, denominator: 100 })).toBe(0);
  expect(compareFractions({ numerator: 8, denominator: 50 }, { numerator: 20, denominator: 100 })).toBe(-1);
});

it.each([
  [2589, 4298, '60.24'], [6, 620, '0.97'], [10, 50, '20'], [1, 8, '12.5'], [1, 3, '33.33'], [2, 3, '66.67'], [0, 5, '0'],
])('writes %i of %i as %s percent', (numerator, denominator, text) => {
  expect(percentText({ numerator, denominator })).toBe(text);
});

it('has no rate of nothing', () => {
  expect(percentText({ numerator: 0, denominator: 0 })).toBeNull();
});

it('never makes a sum more exact than its parts', () => {
  expect(combineQualifiers(['EXACT', 'EXACT'])).toBe('EXACT');
  expect(combineQualifiers(['EXACT', 'APPROX_ABOVE'])).toBe('APPROX_ABOVE');
  expect(combineQualifiers(['APPROX_BELOW', 'APPROX_ABOVE'])).toBe('APPROX');
});

it('finds a name without marks in either Unicode form', () => {
  expect(searchKey('Đặng  Thị Ánh'.normalize('NFD'))).toBe('dang thi anh');
  expect(searchKey(' Bui  An ')).toBe('bui an');
  expect(searchKey('Bui An')).toBe('bui an');
});

it('shares an amount exactly, half up', () => {
  expect(shareOfVnd(10_000_000, { numerator: 5, denominator: 1000 })).toBe(50_000);
  expect(shareOfVnd(1, { numerator: 1, denominator: 2 })).toBe(1);
  expect(() => shareOfVnd(0.5, { numerator: 1, denominator: 2 })).toThrow(RangeError);
});
