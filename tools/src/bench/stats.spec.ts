import { median, quantile, short, spread } from './stats';

it('takes the middle of an even number of values between the two middle ones', () => {
  expect(median([4, 1, 3, 2])).toBe(2.5);
  expect(median([])).toBeNaN();
});

it('reads quantiles between neighbours', () => {
  expect(quantile([0, 10], 0.99)).toBeCloseTo(9.9);
  expect(quantile([5], 0.99)).toBe(5);
});

it('shows spread and short numbers', () => {
  expect(spread([3, 1, 2])).toEqual([1, 3]);
  expect([short(1234.5), short(12.34), short(1.234), short(Number.NaN)]).toEqual(['1235', '12.3', '1.23', '–']);
});
