import { counterpart, fitsYear, lineFaults } from './training.rules';

const line = (over: object = {}) => ({ personId: 'a', hours: 16, passed: true, ...over });

it('ORG-19: nobody attends more hours than the course has, or twice; a certificate needs passing and a number of its own', () => {
  expect(lineFaults([line()], 16)).toEqual([]);
  expect(lineFaults([line({ hours: 17 })], 16)).toMatchObject([{ line: 0, field: 'hours' }]);
  expect(lineFaults([line(), line()], 16)).toMatchObject([{ line: 1, field: 'personId' }]);
  expect(lineFaults([line({ passed: false, certificateNo: '1' })], 16)).toMatchObject([{ line: 0, field: 'certificateNo' }]);
  expect(lineFaults([line({ certificateNo: '1' }), line({ personId: 'b', certificateNo: '1' })], 16)).toMatchObject([{ line: 1, field: 'certificateNo' }]);
});

it('ORG-19: the result of 2024 and the plan of 2025 point at each other', () => {
  expect(counterpart('PLAN', 2025)).toEqual({ kind: 'RESULT', year: 2024 });
  expect(counterpart('RESULT', 2024)).toEqual({ kind: 'PLAN', year: 2025 });
});

it('ORG-19: a course stands in the plan of the year it begins in', () => {
  expect(fitsYear(2025, '2025-12-31')).toBe(true);
  expect(fitsYear(2025, '2026-01-01')).toBe(false);
});
