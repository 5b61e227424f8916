import { withRun } from './document';

const findings = { sent: 10, acknowledged: 9, repeats: 2, rows: 9, events: 12, duplicateDeliveries: 1, faults: [] };

it('puts the table of a run in place of the one before and leaves the rules alone', () => {
  const first = withRun('# Fault runs\n\nRules.\n', [{ name: 'a', title: 'kill of a', seconds: 1.5, findings, faults: [] }], '2 cores');
  expect(first).toContain('# Fault runs\n\nRules.\n');
  expect(first).toContain('| kill of a | 10 | 9 | 2 | 9 | 12 | 1 | 1.5 | PASS |');
  expect(first).toContain('All 1 cases passed.');
  const second = withRun(first, [{ name: 'b', title: 'kill of b', seconds: 2, findings: null, faults: ['could not be played: away'] }], '2 cores');
  expect(second).toContain('Rules.');
  expect(second).not.toContain('kill of a');
  expect(second).toContain('| kill of b | – | – | – | – | – | – | 2 | FAIL |');
  expect(second).toContain('- b: could not be played: away');
});
