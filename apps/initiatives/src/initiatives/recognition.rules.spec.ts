import { AlreadyRecognised, LevelSkipped, NotRecognisedBase, RecognisedBeforeLower } from './initiative.errors';
import { levelBelow, requireRaisable, requireRecognisable } from './recognition.rules';

const base = { recognitionLevel: 'BASE', recognisedOn: '2023-06-01' } as const;
const upper = { recognitionLevel: 'S', recognisedOn: '2023-07-01' } as const;

describe('levels of recognition', () => {
  it('INI-05: goes base, S, city, nation', () => {
    expect((['BASE', 'S', 'CITY', 'NATIONAL'] as const).map(levelBelow)).toEqual([null, 'BASE', 'S', 'CITY']);
  });

  it('INI-05: only after base recognition, and no level is skipped', () => {
    expect(() => requireRaisable([], 'S')).toThrow(NotRecognisedBase);
    expect(() => requireRaisable([base], 'S')).not.toThrow();
    expect(() => requireRaisable([base], 'CITY')).toThrow(LevelSkipped);
    expect(() => requireRaisable([base, upper], 'CITY')).not.toThrow();
    expect(() => requireRaisable([base, upper], 'NATIONAL')).toThrow(LevelSkipped);
    expect(() => requireRaisable([base, upper], 'S')).toThrow(AlreadyRecognised);
  });

  it('a level recognises once, on or after the level below', () => {
    expect(() => requireRecognisable([base], 'S', '2023-06-01')).not.toThrow();
    expect(() => requireRecognisable([base], 'S', '2023-05-31')).toThrow(RecognisedBeforeLower);
    expect(() => requireRecognisable([base], 'BASE', '2023-06-02')).toThrow(AlreadyRecognised);
    expect(() => requireRecognisable([], 'S', '2015-01-01')).not.toThrow();
  });
});
