import { z } from 'zod';
import { DayText, text } from '../core/shapes';
import { EVERYWHERE, type RuleKinds, StepDeadline, stepsOf } from '../platform/rules.http';
import { RECOGNITION_LEVELS } from './initiative-recognised.v1';

export const ProgrammeCode = z.string().regex(/^[A-Z0-9_]{2,60}$/);

const all = [EVERYWHERE] as const;
const Window = z.strictObject({ from: DayText, to: DayText }).refine((window) => window.from <= window.to, { message: 'Ends before it begins' }).describe('Both days are in it.');

/** Rules of initiatives. Source: handbook 4.5, INI-01, INI-02, INI-05, INI-07. */
export const initiativesRules = {
  /** Months from the first use within which an initiative is filed in time. */
  FILING_PERIOD: { scopes: all, value: z.strictObject({ months: z.number().int().min(1).max(120) }) },
  /** Percent from which two texts are shown side by side. */
  ALIKE_TEXT: { scopes: all, value: z.strictObject({ percent: z.number().int().min(1).max(100) }) },
  /** Most authors of one initiative; null for no limit. */
  AUTHORS: { scopes: all, value: z.strictObject({ most: z.number().int().min(1).max(100).nullable() }) },
  /** The level whose recognition a level needs before its own. */
  RECOGNITION_AFTER: { scopes: ['S', 'CITY', 'NATIONAL'], value: z.strictObject({ level: z.enum(RECOGNITION_LEVELS) }) },
  /** A programme that initiatives are entered in: when they were first applied, and in which windows they are entered. */
  PROGRAMME: {
    scopes: ProgrammeCode.describe('Code of the programme.'),
    value: z.strictObject({ title: text(300), appliedFrom: DayText.nullable(), appliedTo: DayText.nullable(), windows: z.array(Window).min(1).max(20) })
      .refine(({ appliedFrom, appliedTo }) => appliedFrom === null || appliedTo === null || appliedFrom <= appliedTo, { message: 'Ends before it begins', path: ['appliedTo'] }),
  },
  /** Last day of a step of a process. */
  STEP_DEADLINE: {
    scopes: stepsOf({
      INITIATIVE_BASE: ['REVIEW', 'RECOGNISE'], INITIATIVE_RAISE_S: ['RECOGNISE'], INITIATIVE_RAISE_CITY: ['CHECK', 'RECOGNISE'], INITIATIVE_RAISE_NATIONAL: ['CHECK', 'RECOGNISE'],
    }),
    value: StepDeadline,
  },
} as const satisfies RuleKinds;
