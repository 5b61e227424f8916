import type { Level, RECOGNITION_LEVELS } from '@doanket/contracts';
import type { Day } from '@doanket/kernel';
import { AlreadyRecognised, LevelSkipped, NotRecognisedBase, RecognisedBeforeLower } from './initiative.errors';

export type RecognitionLevel = (typeof RECOGNITION_LEVELS)[number];
export type RaisedLevel = Exclude<RecognitionLevel, 'BASE'>;

/** The level of union that decides at each level of recognition. */
export const DECIDING_LEVEL: Readonly<Record<RecognitionLevel, Level>> = { BASE: 'G', S: 'S', CITY: 'C', NATIONAL: 'N' };

/** The level whose recognition a level needs before its own, by the rules of a day; null for the base. */
export type LevelsBefore = (level: RecognitionLevel) => RecognitionLevel | null;

export interface Recognised { readonly recognitionLevel: RecognitionLevel; readonly recognisedOn: Day }

/** Throws unless the next level may take the initiative up: none is skipped, none recognises twice. Source: handbook INI-05. */
export function requireRaisable(recognised: readonly Recognised[], to: RaisedLevel, before: LevelsBefore): void {
  if (recognised.length === 0) throw new NotRecognisedBase();
  requireFree(recognised, to);
  const below = before(to);
  if (below !== null && !recognised.some((one) => one.recognitionLevel === below)) throw new LevelSkipped(to, below);
}

/** Throws unless the level has not recognised yet and does so on or after the level below. */
export function requireRecognisable(recognised: readonly Recognised[], level: RecognitionLevel, on: Day, before: LevelsBefore): void {
  requireFree(recognised, level);
  const needed = before(level);
  const below = recognised.find((one) => one.recognitionLevel === needed);
  if (below !== undefined && on < below.recognisedOn) throw new RecognisedBeforeLower(level, below.recognisedOn);
}

function requireFree(recognised: readonly Recognised[], level: RecognitionLevel): void {
  const earlier = recognised.find((one) => one.recognitionLevel === level);
  if (earlier !== undefined) throw new AlreadyRecognised(level, earlier.recognisedOn);
}
