import { calendarDays, isLate, stateOn } from './round.rules';

const round = { startsOn: '2023-05-01', endsOn: '2023-09-30' };

describe('CMP-02: a peak round', () => {
  it('CMP-02: 1/5–30/9/2023 has 153 calendar days', () => {
    expect(calendarDays(round)).toBe(153);
    expect(calendarDays({ startsOn: null, endsOn: null })).toBeNull();
  });

  it.each([['2023-04-30', true], ['2023-05-01', false], ['2023-09-30', false], ['2023-10-01', true]])('CMP-02: a work finished %s is late: %s', (day, late) => {
    expect(isLate(day, round)).toBe(late);
  });

  it('CMP-02: a launched round runs from its first day on', () => {
    expect(stateOn('LAUNCHED', '2023-05-01', '2023-04-30')).toBe('LAUNCHED');
    expect(stateOn('LAUNCHED', '2023-05-01', '2023-05-01')).toBe('RUNNING');
    expect(stateOn('CLOSED', '2023-05-01', '2023-12-01')).toBe('CLOSED');
  });
});
