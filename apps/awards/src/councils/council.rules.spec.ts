import { needed, requireQuorum, resultOf } from './council.rules';

const TWO_THIRDS = { numerator: 2, denominator: 3, moreThan: false };
const HALF = { numerator: 1, denominator: 2, moreThan: true };

it('AWD-03: 9 of 15 present when 10 are needed is no vote, 10 are one', () => {
  expect(() => requireQuorum({ members: 15, present: 9 }, TWO_THIRDS)).toThrow('there is no vote');
  expect(requireQuorum({ members: 15, present: 10 }, TWO_THIRDS)).toBe(10);
  expect(() => requireQuorum({ members: 15, present: 16 }, TWO_THIRDS)).toThrow('More are present');
});

it('AWD-03: the least number that reaches a part, or passes it', () => {
  expect(needed(15, TWO_THIRDS)).toBe(10);
  expect(needed(16, TWO_THIRDS)).toBe(11);
  expect(needed(10, HALF)).toBe(6);
  expect(needed(11, HALF)).toBe(6);
  expect(needed(10, { numerator: 80, denominator: 100, moreThan: false })).toBe(8);
});

it('AWD-03: who abstains for conflict does not count, and cannot have voted', () => {
  expect(resultOf({ inFavour: 5, abstained: 1, present: 10 }, HALF, 0)).toEqual({ needed: 5, passed: true });
  expect(resultOf({ inFavour: 5, abstained: 0, present: 10 }, HALF, 0)).toEqual({ needed: 6, passed: false });
  expect(() => resultOf({ inFavour: 10, abstained: 1, present: 10 }, HALF, 0)).toThrow('More votes');
  expect(() => resultOf({ inFavour: 0, abstained: 11, present: 10 }, HALF, 0)).toThrow('More abstain');
  expect(resultOf({ inFavour: 0, abstained: 10, present: 10 }, HALF, 0).passed).toBe(false);
});
