import { allowanceFor } from './injury.rules';

it.each([[0, 'NONE'], [4, 'NONE'], [5, 'ONCE'], [30, 'ONCE'], [31, 'MONTHLY'], [100, 'MONTHLY']])('SOC-07: a loss of %i %% gives %s', (loss, allowance) => {
  expect(allowanceFor(loss, { onceFrom: 5, monthlyFrom: 31 })).toBe(allowance);
});
