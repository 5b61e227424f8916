import { overlap, planFault, roundCode } from './plan.rules';

const plan = { issuedOn: '2023-04-28', startsOn: '2023-05-01', endsOn: '2023-09-30', rounds: [], themes: [] };

describe('CMP-01: a yearly plan', () => {
  it.each([['2023-04-28', null], ['2023-05-01', null], ['2023-05-02', 'ISSUED_AFTER_START']])('CMP-01: issued %s for a start on 1/5/2023: %s', (issuedOn, fault) => {
    expect(planFault({ ...plan, issuedOn })).toBe(fault);
  });

  it('CMP-01: one union theme and one city theme', () => {
    expect(planFault({ ...plan, themes: [{ kind: 'UNION' }, { kind: 'CITY' }] })).toBeNull();
    expect(planFault({ ...plan, themes: [{ kind: 'UNION' }, { kind: 'UNION' }] })).toBe('THEME_TWICE');
  });
});

describe('CMP-03: rounds of a year', () => {
  const year = { ...plan, issuedOn: '2024-12-26', startsOn: '2025-01-01', endsOn: '2025-12-31' };

  it('CMP-03: rounds do not overlap, not by one day', () => {
    const first = { startsOn: '2025-01-10', endsOn: '2025-06-30' };
    expect(planFault({ ...year, rounds: [first, { startsOn: '2025-07-01', endsOn: '2025-12-31' }] })).toBeNull();
    expect(planFault({ ...year, rounds: [first, { startsOn: '2025-06-30', endsOn: '2025-12-31' }] })).toBe('ROUNDS_OVERLAP');
  });

  it('CMP-03: a plan may state its number of rounds before their days are known', () => {
    expect(planFault({ ...year, rounds: [{}, {}] })).toBeNull();
    expect(overlap({}, { startsOn: '2025-01-01', endsOn: '2025-02-01' })).toBe(false);
  });

  it('CMP-03: a round lies inside its plan and lasts more than a day', () => {
    expect(planFault({ ...year, rounds: [{ startsOn: '2024-12-31', endsOn: '2025-02-01' }] })).toBe('ROUND_OUTSIDE_PLAN');
    expect(planFault({ ...year, rounds: [{ startsOn: '2025-02-01', endsOn: '2025-02-01' }] })).toBe('ENDS_BEFORE_START');
  });

  it('CMP-03: codes follow unit, year and number', () => {
    expect(roundCode('ha-noi', 2023, 1)).toBe('ha-noi-2023-dot-1');
  });
});
