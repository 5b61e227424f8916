import { jitter, pauseBetweenPolls, restAfterRead } from './relay-pauses';

it.each([[0, 0], [20, 0], [21, 84], [1_000, 4_000], [60_000, 4_000]])('rests after an empty read of %d ms for %d ms', (took, rest) => {
  expect(restAfterRead(took)).toBe(rest);
});

it.each([[0, 100], [999, 100], [1_000, 1_000], [3_600_000, 1_000]])('polls again %d ms after the last work in %d ms', (since, pause) => {
  expect(pauseBetweenPolls(since)).toBe(pause);
});

it('spreads a pause by a fifth to both sides', () => {
  const pauses = Array.from({ length: 200 }, () => jitter(1_000));
  expect(Math.min(...pauses)).toBeGreaterThanOrEqual(800);
  expect(Math.max(...pauses)).toBeLessThan(1_200);
  expect(Math.max(...pauses) - Math.min(...pauses)).toBeGreaterThan(100);
});
