import { UNIT_TYPES, type UnitType } from '@doanket/contracts';
import { isFinal, isLive, livesInside, mayAdvance, mayHangOn } from './unit.rules';

it.each<[UnitType, UnitType, boolean]>([
  ['C', 'N', true], ['S_DISTRICT', 'C', true], ['G', 'S_WARD', true], ['G', 'C', true], ['G_MEMBER', 'G', true], ['T', 'G', true], ['D', 'G_MEMBER', true],
  ['S_WARD', 'S_ZONE', false], ['C', 'C', false], ['G', 'G', false], ['G', 'G_MEMBER', false], ['S_SECTOR', 'G', false], ['N', 'N', false], ['D', 'T', false],
])('ORG-01: a unit of type %s under one of type %s: %s', (type, parent, allowed) => {
  expect(mayHangOn(type, parent)).toBe(allowed);
});

it('ORG-01: two units can never hang on each other', () => {
  for (const a of UNIT_TYPES) for (const b of UNIT_TYPES) expect(mayHangOn(a, b) && mayHangOn(b, a)).toBe(false);
});

it('ORG-01: a unit goes forward only', () => {
  expect(mayAdvance('PROPOSED', 'PROVISIONAL')).toBe(true);
  expect(mayAdvance('PROPOSED', 'ACTIVE')).toBe(true);
  expect(mayAdvance('PROVISIONAL', 'ACTIVE')).toBe(true);
  expect(mayAdvance('ACTIVE', 'PROVISIONAL')).toBe(false);
  expect(mayAdvance('ACTIVE', 'ACTIVE')).toBe(false);
  expect(mayAdvance('ENDED', 'ACTIVE')).toBe(false);
});

it('tells live, final and proposed apart', () => {
  expect([isLive('PROPOSED'), isFinal('PROPOSED')]).toEqual([false, false]);
  expect([isLive('ACTIVE'), isFinal('ACTIVE')]).toEqual([true, false]);
  expect([isLive('TRANSFERRED_OUT'), isFinal('TRANSFERRED_OUT')]).toEqual([false, true]);
  expect([livesInside('T'), livesInside('G_MEMBER')]).toEqual([true, false]);
});
