import { addDays } from '@doanket/kernel';
import fc from 'fast-check';
import { markedDays } from './tally-marks';

it('marks nothing up to as many rows as may be taken back, and before the day that would be more', () => {
  expect(markedDays([{ day: '2026-01-01', rows: 4 }, { day: '2026-01-05', rows: 6 }], 10)).toEqual([]);
  expect(markedDays([{ day: '2026-01-01', rows: 4 }, { day: '2026-01-05', rows: 7 }], 10)).toEqual(['2026-01-04']);
});

it('a day of more stands alone between two marks', () => {
  expect(markedDays([{ day: '2026-01-05', rows: 11 }, { day: '2026-01-06', rows: 10 }], 10)).toEqual(['2026-01-04', '2026-01-05']);
  expect(markedDays([{ day: '2026-01-05', rows: 11 }, { day: '2026-01-06', rows: 11 }], 10)).toEqual(['2026-01-04', '2026-01-05', '2026-01-06']);
});

it('property: from the end of any day at most so many rows lie before the next mark, or until now', () => {
  fc.assert(fc.property(fc.array(fc.record({ after: fc.integer({ min: 1, max: 4 }), rows: fc.integer({ min: 1, max: 30 }) }), { maxLength: 30 }), fc.integer({ min: 1, max: 40 }), (gaps, every) => {
    let day = '2026-01-01';
    const days = gaps.map(({ after, rows }) => ({ day: (day = addDays(day, after)), rows }));
    const marks = markedDays(days, every);
    for (let asked = '2025-12-30'; asked <= day; asked = addDays(asked, 1)) {
      const next = marks.find((mark) => mark >= asked) ?? '9999-12-31';
      expect(days.filter((one) => one.day > asked && one.day <= next).reduce((sum, { rows }) => sum + rows, 0)).toBeLessThanOrEqual(every);
    }
  }));
});
