import { authorKey, isFiledLate, lastFilingDay, sumOfShares, textKey, titleKey } from './filing.rules';

describe('filing', () => {
  it('INI-02: a year from 1/3/2022 ends on 1/3/2023: filed that day is in time, the day after is late', () => {
    expect(lastFilingDay('2022-03-01', 12)).toBe('2023-03-01');
    expect(isFiledLate('2022-03-01', '2023-03-01', 12)).toBe(false);
    expect(isFiledLate('2022-03-01', '2023-03-02', 12)).toBe(true);
  });

  it('ends on the last day of a month that is too short', () => {
    expect(lastFilingDay('2024-02-29', 12)).toBe('2025-02-28');
    expect(lastFilingDay('2023-08-31', 6)).toBe('2024-02-29');
    expect(lastFilingDay('2023-12-31', 12)).toBe('2024-12-31');
    expect(lastFilingDay('2023-02-28', 12)).toBe('2024-02-28');
  });

  it('INI-01: shares are whole at 100', () => {
    expect(sumOfShares([{ share: 60 }, { share: 40 }])).toBe(100);
    expect(sumOfShares([{ share: 60 }, { share: 39 }])).toBe(99);
  });

  it('compares texts without marks and case, and names with their marks', () => {
    expect(titleKey('Cải tiến  ĐIỆN')).toBe('cai tien dien');
    expect(textKey('Một', 'Hai')).toBe('mot hai');
    expect(textKey('Một', null)).toBe('mot');
    expect(authorKey('Nguyễn  Thị HÀ')).toBe('nguyễn thị hà');
    expect(authorKey('Nguyễn Thị Hạ'.normalize('NFD'))).not.toBe(authorKey('Nguyễn Thị Hà'));
    expect(authorKey('Nguyễn Thị Hà'.normalize('NFD'))).toBe(authorKey('Nguyễn Thị Hà'));
  });
});
