import { occasionIn } from './occasion.rules';

describe('CMP-18: occasions', () => {
  const union = { foundedOn: '1929-07-28', heldOn: null };
  it.each([[2019, 90], [2025, 96], [1929, 0], [1928, null]])('CMP-18: 28/7/1929 seen in %s is %s years', (year, years) => {
    expect(occasionIn(year, union).years).toBe(years);
  });
  it('CMP-18: the anniversary has its day', () => expect(occasionIn(2019, union).day).toBe('2019-07-28'));
  it('CMP-18: 29 February falls on the 28th where there is none', () => {
    expect(occasionIn(2023, { foundedOn: '2020-02-29', heldOn: null }).day).toBe('2023-02-28');
    expect(occasionIn(2024, { foundedOn: '2020-02-29', heldOn: null }).day).toBe('2024-02-29');
  });
  it('CMP-18: a congress is in its own year only', () => {
    const congress = { foundedOn: null, heldOn: '2023-10-17' };
    expect(occasionIn(2023, congress)).toEqual({ day: '2023-10-17', years: null });
    expect(occasionIn(2024, congress).day).toBeNull();
  });
});
