import { lateTurnsOf } from './claim.rules';

const none = { workerDueOn: '2026-04-15', workerFiledOn: null, employerDueOn: null, employerFiledOn: null, insurerDueOn: null, answeredOn: null };

it('SOC-06: is late from the day after the last one, and stays so when it was taken late', () => {
  expect(lateTurnsOf(none, '2026-04-15')).toEqual([]);
  expect(lateTurnsOf(none, '2026-04-16')).toEqual(['WORKER']);
  expect(lateTurnsOf({ ...none, workerFiledOn: '2026-04-15' }, '2026-12-31')).toEqual([]);
  expect(lateTurnsOf({ ...none, workerFiledOn: '2026-04-16', employerDueOn: '2026-04-27', employerFiledOn: '2026-04-27', insurerDueOn: '2026-05-08' }, '2026-05-09')).toEqual(['WORKER', 'INSURER']);
});
