import { exemptMonthsOf } from './leave.rules';
import { addMonths, monthsBetween, planLeaving, planSalary, type SalarySpan } from './salary.rules';

const open: SalarySpan = { id: 'a', salaryVnd: 8, fromMonth: '2024-06-01', toMonth: null };

it('SOC-03: a change in the past ends the span before and holds until the next change that is known', () => {
  expect(planSalary([open], { fromMonth: '2025-01-01', salaryVnd: 9 })).toMatchObject({ replaced: ['a'], throughMonth: null, written: [{ salaryVnd: 8, fromMonth: '2024-06-01', toMonth: '2024-12-01' }, { salaryVnd: 9, fromMonth: '2025-01-01', toMonth: null }] });
  expect(planSalary([open], { fromMonth: '2024-06-01', salaryVnd: 9 })).toMatchObject({ replaced: ['a'], written: [{ salaryVnd: 9, fromMonth: '2024-06-01', toMonth: null }] });
  expect(planSalary([open], { fromMonth: '2024-05-01', salaryVnd: 9 })).toMatchObject({ replaced: [], written: [{ salaryVnd: 9, fromMonth: '2024-05-01', toMonth: '2024-05-01' }], throughMonth: '2024-05-01' });
  expect(planSalary([{ ...open, toMonth: '2024-12-01' }], { fromMonth: '2024-10-01', salaryVnd: 9 })).toMatchObject({ throughMonth: '2024-12-01' });
  expect(planSalary([open], { fromMonth: '2025-01-01', salaryVnd: 8 })).toEqual({ outcome: 'UNCHANGED' });
});

it('SOC-03: leaving ends what holds; twice changes nothing, and without a span there is nothing to end', () => {
  expect(planLeaving([open], '2025-05-01')).toMatchObject({ replaced: ['a'], written: [{ toMonth: '2025-04-01' }] });
  expect(planLeaving([open], '2024-06-01')).toMatchObject({ replaced: ['a'], written: [] });
  expect(planLeaving([{ ...open, toMonth: '2025-04-01' }], '2025-05-01')).toEqual({ outcome: 'UNCHANGED' });
  expect(planLeaving([], '2025-05-01')).toEqual({ outcome: 'NOTHING_TO_END' });
});

it('counts months over the turn of the year', () => {
  expect([addMonths('2024-12-01', 1), addMonths('2025-01-01', -1)]).toEqual(['2025-01-01', '2024-12-01']);
  expect(monthsBetween('2024-11-01', '2025-01-01')).toEqual(['2024-11-01', '2024-12-01', '2025-01-01']);
  expect(monthsBetween('2025-02-01', '2025-01-01')).toEqual([]);
});

it('SOC-05: a leave of a whole month frees of dues, one day less does not, and it ends by itself', () => {
  const of = (fromDay: string, toDay: string) => exemptMonthsOf({ fromDay, toDay }, 1);
  expect(of('2025-03-15', '2025-04-13')).toBeNull();
  expect(of('2025-03-15', '2025-04-14')).toEqual({ from: '2025-03-01', to: '2025-03-31' });
  expect(of('2025-01-31', '2025-02-27')).toBeNull();
  expect(of('2025-01-31', '2025-02-28')).toEqual({ from: '2025-01-01', to: '2025-01-31' });
  expect(of('2025-01-15', '2025-07-14')).toEqual({ from: '2025-01-01', to: '2025-06-30' });
});
