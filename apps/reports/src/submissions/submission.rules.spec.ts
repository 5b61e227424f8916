import type { SubmissionValue } from '@doanket/contracts';
import { SubmissionIncomplete } from './submission.errors';
import { completeValue } from './submission.rules';

const rate = { valueUnit: 'PERCENT', counted: false } as const;
const count = { valueUnit: 'COUNT', counted: false } as const;
const aValue = (over: Partial<SubmissionValue>): SubmissionValue =>
  ({ indicator: 'CBA_COVERAGE', unitCode: 'tay-ho', from: '2019-01-01', to: '2019-11-27', valueUnit: 'COUNT', qualifier: 'EXACT', ...over });
const pointers = (work: () => unknown): string[] => {
  try { work(); } catch (error) { if (error instanceof SubmissionIncomplete) return error.errors.map((field) => field.pointer); throw error; }
  return [];
};

it('RPT-01: a rate cannot be entered without both parts', () => {
  expect(pointers(() => completeValue(aValue({ valueUnit: 'PERCENT' }), rate))).toEqual(['/body/numerator', '/body/denominator']);
  expect(pointers(() => completeValue(aValue({ valueUnit: 'PERCENT', numerator: '69' }), rate))).toEqual(['/body/denominator']);
  expect(completeValue(aValue({ valueUnit: 'PERCENT', numerator: '69', denominator: '100' }), rate)).toEqual({ value: '69', numerator: '69', denominator: '100' });
});

it('RPT-01: a percent alone is kept as LEGACY_PERCENT without parts', () => {
  expect(completeValue(aValue({ valueUnit: 'LEGACY_PERCENT', value: '75.2' }), rate)).toEqual({ value: '75.2', numerator: null, denominator: null });
  expect(pointers(() => completeValue(aValue({ valueUnit: 'LEGACY_PERCENT', value: '75.2', numerator: '1' }), rate))).toEqual(['/body/numerator']);
});

it('RPT-04: what is counted over records is overridden only with a reason', () => {
  expect(pointers(() => completeValue(aValue({ value: '60' }), { valueUnit: 'COUNT', counted: true }))).toEqual(['/body/reason']);
  expect(completeValue(aValue({ value: '60', reason: 'The list of names is lost' }), { valueUnit: 'COUNT', counted: true })).toMatchObject({ value: '60' });
});

it('refuses a unit the indicator does not have, and a period that ends before it starts', () => {
  expect(pointers(() => completeValue(aValue({ valueUnit: 'VND', value: '1' }), count))).toEqual(['/body/valueUnit']);
  expect(pointers(() => completeValue(aValue({ value: '1', from: '2019-02-01', to: '2019-01-31' }), count))).toEqual(['/body/to']);
  expect(pointers(() => completeValue(aValue({ value: '1', from: '2019-02-01', to: '2019-02-01' }), count))).toEqual([]);
});

it('takes no rate of nothing', () => {
  expect(pointers(() => completeValue(aValue({ valueUnit: 'PERCENT', numerator: '0', denominator: '0' }), rate))).toEqual(['/body/denominator']);
});
