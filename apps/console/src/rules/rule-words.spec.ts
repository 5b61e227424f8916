import { valueText } from './rule-words';

it('leaves out what is open beside what is not, and says so where all of it is', () => {
  expect(valueText({ employerLeast: 3, workers: null })).toBe('phía doanh nghiệp ít nhất: 3');
  expect(valueText({ leastMonths: null })).toMatch(/: không có$/);
  expect(valueText({ collected: false })).toMatch(/: không$/);
});

it('says first from where a line counts', () => {
  expect(valueText({ workers: [{ most: null, least: 3, fromWorkforce: 0 }, { most: 8, least: 4, fromWorkforce: 50 }] })).toBe('phía người lao động: (từ số lao động: 0 · ít nhất: 3), (từ số lao động: 50 · nhiều nhất: 8 · ít nhất: 4)');
});
