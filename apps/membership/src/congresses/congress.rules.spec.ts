import { mayMeet, romanValue, termLabel } from './congress.rules';

it.each([['I', 1], ['IV', 4], ['VI', 6], ['IX', 9], ['XIV', 14], ['XVII', 17], ['XVIII', 18], ['XIX', 19], ['XL', 40], ['XCIX', 99], ['CXX', 120]])('ORG-08: reads %s as %d', (text, value) => {
  expect(romanValue(text)).toBe(value);
});

it('ORG-08: delegates meet from 150 members on, everybody may always meet, upper unions are free', () => {
  expect(mayMeet('DELEGATES', 'G', 149, 150)).toBe(false);
  expect(mayMeet('DELEGATES', 'G', 150, 150)).toBe(true);
  expect(mayMeet('ALL_MEMBERS', 'G', 149, 150)).toBe(true);
  expect(mayMeet('DELEGATES', 'S', 10, 150)).toBe(true);
  expect(mayMeet('DELEGATES', 'G', null, 150)).toBe(true);
});

it('ORG-08: a term is written with the year it began and the year it was planned to end', () => {
  expect(termLabel('2023-10-18', 2028)).toBe('2023–2028');
});
