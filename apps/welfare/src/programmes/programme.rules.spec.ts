import { BudgetBelowApproved, MembershipTooShort, NotLaterDecision, OverBudget, OverCeiling, WorkDueBeforeDossier } from './programme.errors';
import { ceilingOf, type Programme, requireMembership, requireNewVersion, requireWithinBudget, requireWithinCeiling } from './programme.rules';

const programme: Programme = {
  id: '1', unitId: '2', year: 2025, version: 1, budgetVnd: 100_000_000, buildVnd: 30_000_000, repairVnd: 20_000_000, dossierDueOn: '2025-06-30', workDueOn: '2025-12-31',
  decisionNumber: 'DEMO-1', decidedOn: '2025-01-15',
};

describe('housing programme', () => {
  it('WEL-04: build and repair amounts are the ceilings of the year', () => {
    expect(() => requireWithinCeiling(ceilingOf(programme, 'BUILD', null), 30_000_000)).not.toThrow();
    expect(() => requireWithinCeiling(ceilingOf(programme, 'BUILD', null), 30_000_001)).toThrow(OverCeiling);
    expect(() => requireWithinCeiling(ceilingOf(programme, 'REPAIR', null), 20_000_000)).not.toThrow();
    expect(() => requireWithinCeiling(ceilingOf(programme, 'REPAIR', null), 20_000_001)).toThrow(OverCeiling);
  });

  it('WEL-02: months of membership are reached on the day of the same number', () => {
    expect(() => requireMembership('2020-03-02', '2025-03-02', 60)).not.toThrow();
    expect(() => requireMembership('2020-03-03', '2025-03-02', 60)).toThrow(MembershipTooShort);
    expect(() => requireMembership(null, '2025-03-02', 60)).toThrow(MembershipTooShort);
    expect(() => requireMembership(null, '2025-03-02', null)).not.toThrow();
  });

  it('WEL-01: a rule of the day lowers the amount of the programme and never raises it', () => {
    const rule = (amountVnd: number, decisionNumber: string | null = '7/QĐ') => ({ amountVnd, decisionNumber, source: 'Handbook 4.6' });
    expect(ceilingOf(programme, 'BUILD', rule(29_999_999))).toEqual({ ceilingVnd: 29_999_999, decisionNumber: '7/QĐ' });
    expect(ceilingOf(programme, 'BUILD', rule(29_999_999, null)).decisionNumber).toBe('Handbook 4.6');
    expect(ceilingOf(programme, 'BUILD', rule(30_000_000))).toEqual({ ceilingVnd: 30_000_000, decisionNumber: 'DEMO-1' });
    expect(ceilingOf(programme, 'REPAIR', rule(30_000_000))).toEqual({ ceilingVnd: 20_000_000, decisionNumber: 'DEMO-1' });
  });

  it('WEL-04: the sum of approved amounts reaches the budget and does not pass it', () => {
    expect(() => requireWithinBudget(programme, 80_000_000, 20_000_000)).not.toThrow();
    expect(() => requireWithinBudget(programme, 80_000_001, 20_000_000)).toThrow(OverBudget);
  });

  it('WEL-04: a later decision makes a version, not below what is approved', () => {
    const version = { budgetVnd: 80_000_000, dossierDueOn: '2025-06-30', workDueOn: '2025-06-30' };
    expect(() => requireNewVersion(version, '2025-01-16', programme, 80_000_000)).not.toThrow();
    expect(() => requireNewVersion(version, '2025-01-15', programme, 0)).toThrow(NotLaterDecision);
    expect(() => requireNewVersion(version, '2025-01-16', programme, 80_000_001)).toThrow(BudgetBelowApproved);
    expect(() => requireNewVersion({ ...version, workDueOn: '2025-06-29' }, '2025-01-16', null, 0)).toThrow(WorkDueBeforeDossier);
    expect(() => requireNewVersion({ budgetVnd: 0 }, '2010-01-01', null, 0)).not.toThrow();
  });
});
