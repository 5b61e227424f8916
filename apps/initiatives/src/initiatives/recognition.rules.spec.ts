import { AlreadyRecognised, LevelSkipped, NotRecognisedBase, RecognisedBeforeLower } from './initiative.errors';
import { type LevelsBefore, requireRaisable, requireRecognisable } from './recognition.rules';

const base = { recognitionLevel: 'BASE', recognisedOn: '2023-06-01' } as const;
const upper = { recognitionLevel: 'S', recognisedOn: '2023-07-01' } as const;

const chain: LevelsBefore = (level) => ({ BASE: null, S: 'BASE', CITY: 'S', NATIONAL: 'CITY' } as const)[level];
const withoutS: LevelsBefore = (level) => (level === 'CITY' ? 'BASE' : chain(level));

describe('levels of recognition', () => {
  it('INI-05: the rule says which level comes before', () => {
    expect(() => requireRaisable([base], 'CITY', withoutS)).not.toThrow();
    expect(() => requireRecognisable([base], 'CITY', '2023-05-31', withoutS)).toThrow(RecognisedBeforeLower);
  });

  it('INI-05: only after base recognition, and no level is skipped', () => {
    expect(() => requireRaisable([], 'S', chain)).toThrow(NotRecognisedBase);
    expect(() => requireRaisable([base], 'S', chain)).not.toThrow();
    expect(() => requireRaisable([base], 'CITY', chain)).toThrow(LevelSkipped);
    expect(() => requireRaisable([base, upper], 'CITY', chain)).not.toThrow();
    expect(() => requireRaisable([base, upper], 'NATIONAL', chain)).toThrow(LevelSkipped);
    expect(() => requireRaisable([base, upper], 'S', chain)).toThrow(AlreadyRecognised);
  });

  it('a level recognises once, on or after the level below', () => {
    expect(() => requireRecognisable([base], 'S', '2023-06-01', chain)).not.toThrow();
    expect(() => requireRecognisable([base], 'S', '2023-05-31', chain)).toThrow(RecognisedBeforeLower);
    expect(() => requireRecognisable([base], 'BASE', '2023-06-02', chain)).toThrow(AlreadyRecognised);
    expect(() => requireRecognisable([], 'S', '2015-01-01', chain)).not.toThrow();
  });
});
