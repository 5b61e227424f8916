import { BudgetBelowApproved, NotLaterDecision, OverBudget, OverCeiling, WorkDueBeforeDossier } from './programme.errors';
import { type Programme, requireNewVersion, requireWithinBudget, requireWithinCeiling } from './programme.rules';

const programme: Programme = {
  id: '1', unitId: '2', year: 2025, version: 1, budgetVnd: 100_000_000, buildVnd: 30_000_000, repairVnd: 20_000_000, dossierDueOn: '2025-06-30', workDueOn: '2025-12-31',
  decisionNumber: 'DEMO-1', decidedOn: '2025-01-15',
};

describe('housing programme', () => {
  it('WEL-04: build and repair amounts are the ceilings of the year', () => {
    expect(() => requireWithinCeiling(programme, 'BUILD', 30_000_000)).not.toThrow();
    expect(() => requireWithinCeiling(programme, 'BUILD', 30_000_001)).toThrow(OverCeiling);
    expect(() => requireWithinCeiling(programme, 'REPAIR', 20_000_000)).not.toThrow();
    expect(() => requireWithinCeiling(programme, 'REPAIR', 20_000_001)).toThrow(OverCeiling);
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
