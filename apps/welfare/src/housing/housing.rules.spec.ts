import { DayOutOfOrder } from './housing.errors';
import { isOverdue, nextDue, requireDayBetween } from './housing.rules';

const due = { dossierDueOn: '2025-06-30', workDueOn: '2025-12-31' };

describe('deadlines of housing cases', () => {
  it('WEL-03: approved without papers: on 30/6 in time, on 1/7 overdue', () => {
    expect(isOverdue('APPROVED', due, '2025-06-30')).toBe(false);
    expect(isOverdue('APPROVED', due, '2025-07-01')).toBe(true);
    expect(isOverdue('DOSSIER_COMPLETE', due, '2025-07-01')).toBe(false);
  });

  it('WEL-03: the work is due until it is done, without a deadline nothing is', () => {
    expect(isOverdue('DISBURSED', due, '2025-12-31')).toBe(false);
    expect(isOverdue('DISBURSED', due, '2026-01-01')).toBe(true);
    expect(isOverdue('WORK_DONE', due, '2026-01-01')).toBe(false);
    for (const state of ['APPROVED', 'DISBURSED', 'SUBMITTED'] as const) expect(isOverdue(state, { dossierDueOn: null, workDueOn: null }, '2030-01-01')).toBe(false);
    expect([nextDue('APPROVED', due), nextDue('DISBURSED', due), nextDue('HANDED_OVER', due)]).toEqual(['2025-06-30', '2025-12-31', null]);
  });

  it('WEL-03: a step is dated between the one before and today', () => {
    for (const day of ['2025-05-06', '2025-05-07']) expect(() => requireDayBetween('paidOn', day, '2025-05-06', '2025-05-07')).not.toThrow();
    expect(() => requireDayBetween('paidOn', '2025-05-05', '2025-05-06', '2025-05-07')).toThrow(DayOutOfOrder);
    expect(() => requireDayBetween('paidOn', '2025-05-08', '2025-05-06', '2025-05-07')).toThrow(DayOutOfOrder);
  });
});
