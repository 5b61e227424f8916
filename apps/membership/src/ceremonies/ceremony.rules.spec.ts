import { gapsOf, runningNumber } from './ceremony.rules';

it('ORG-03: reads the running number of a decision', () => {
  expect(['512/QĐ-LĐLĐ', 'DEMO-7/QĐ', 'QĐ'].map(runningNumber)).toEqual([512, 7, null]);
});

it('ORG-03: hides no gap: neither a number nobody had, nor that of a union taken off', () => {
  const entry = (number: string, removed = false) => ({ number, unitCode: `u-${number}`, removed });
  expect(gapsOf([entry('1'), entry('2'), entry('3')])).toEqual([]);
  expect(gapsOf([entry('1'), entry('2', true), entry('4')])).toEqual([{ number: 2, unitCode: 'u-2' }, { number: 3, unitCode: null }]);
  expect(gapsOf([entry('1', true), entry('2')])).toEqual([{ number: 1, unitCode: 'u-1' }]);
  expect(gapsOf([])).toEqual([]);
});
