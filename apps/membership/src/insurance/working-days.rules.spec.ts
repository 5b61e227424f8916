import { isWorkingDay, lastWorkingDayOf } from './working-days.rules';

const none = { holidays: [], workingWeekendDays: [] };

it('counts seven working days from the day after, over one weekend', () => {
  // 13/4/2026 is a Monday.
  expect(lastWorkingDayOf('2026-04-13', 7, none)).toBe('2026-04-22');
  expect(lastWorkingDayOf('2026-04-17', 1, none)).toBe('2026-04-20');
  expect(lastWorkingDayOf('2026-04-17', 0, none)).toBe('2026-04-17');
});

it('leaves out holidays and counts weekend days that are worked', () => {
  const calendar = { holidays: ['2026-04-14'], workingWeekendDays: ['2026-04-18'] };
  expect(lastWorkingDayOf('2026-04-13', 4, calendar)).toBe('2026-04-18');
  expect(lastWorkingDayOf('2026-04-13', 4, none)).toBe('2026-04-17');
  expect([isWorkingDay('2026-04-18', none), isWorkingDay('2026-04-18', calendar), isWorkingDay('2026-04-14', calendar)]).toEqual([false, true, false]);
});
