import { combine, plain, sum } from './submitted.queries';

const count = (value: string, qualifier: 'EXACT' | 'APPROX_ABOVE' | 'APPROX_BELOW' = 'EXACT') =>
  ({ value, value_unit: 'COUNT' as const, qualifier, numerator: null, denominator: null });

it('RPT-03: adds counts exactly and keeps the direction of an approximation', () => {
  expect(combine([count('2'), count('3'), count('6')])).toMatchObject({ value: '11', qualifier: 'EXACT' });
  expect(combine([count('60', 'APPROX_ABOVE'), count('1')])).toMatchObject({ value: '61', qualifier: 'APPROX_ABOVE' });
  expect(combine([count('60', 'APPROX_ABOVE'), count('800', 'APPROX_BELOW')])).toMatchObject({ value: '860', qualifier: 'APPROX' });
});

it('RPT-01: never adds or averages percents that came without their parts', () => {
  const legacy = (value: string) => ({ ...count(value), value_unit: 'LEGACY_PERCENT' as const });
  expect(combine([legacy('52'), legacy('75.2')])).toMatchObject({ value: null });
  expect(combine([legacy('75.2')])).toMatchObject({ value: '75.2', valueUnit: 'LEGACY_PERCENT' });
});

it('computes a rate over units from its summed parts', () => {
  const rate = (numerator: string, denominator: string) => ({ value: '0', value_unit: 'PERCENT' as const, qualifier: 'EXACT' as const, numerator, denominator });
  expect(combine([rate('10', '50'), rate('8', '50')])).toMatchObject({ value: '18', numerator: '18', denominator: '100' });
});

it('writes decimals without trailing zeros', () => {
  expect(plain('70.370')).toBe('70.37');
  expect(plain('5.0')).toBe('5');
  expect(plain('100')).toBe('100');
  expect(sum(['0.1', '0.2'])).toBe('0.3');
});
