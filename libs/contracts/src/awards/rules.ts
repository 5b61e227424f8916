import { z } from 'zod';
import { Level, text, Vnd } from '../core/shapes';
import { EVERYWHERE, type RuleKinds, StepDeadline, stepsOf } from '../platform/rules.http';
import { membershipRules, Share } from '../membership/rules';
import { RECEIVER_KINDS } from './title-awarded.v1';

export const TitleCode = z.string().regex(/^[A-Z0-9_]{2,60}$/);

/**
 * Conditions checked by the product (AWD-02, 05, 12, 14). Each is data of a title's version: a direct production worker, a
 * non-state unit, the same title of the level below first.
 */
export const TITLE_CONDITIONS = ['DIRECT_WORKER', 'NON_STATE_UNIT', 'LEVEL_BELOW_FIRST'] as const;
export const TITLE_KINDS = ['UNION', 'STATE', 'JOINT'] as const;

const all = [EVERYWHERE] as const;
/** A part of a whole that must be reached; with `moreThan`, passed. */
const Part = z.strictObject({ part: Share, moreThan: z.boolean() });
const nomination = ['CHECK', 'VOTE', 'DECIDE'] as const;

/** Rules of awards. Source: handbook 4.3, AWD-01, AWD-03. */
export const awardsRules = {
  /** Part of a council's members that must be present. */
  COUNCIL_QUORUM: { scopes: all, value: Part },
  /** Part of the votes that a nomination needs: in general, or for one title. */
  COUNCIL_SHARE: { scopes: z.string().regex(/^[A-Z0-9_]{2,60}$/).describe('Code of a title, or `ALL`.'), value: Part },
  /** Up to how many members a collective is a small one (AWD-12). */
  SMALL_COLLECTIVE: { scopes: all, value: z.strictObject({ upToMembers: z.number().int().min(1).max(1000) }) },
  /** Money with titles is a multiple of it. */
  BASE_SALARY: { ...membershipRules.BASE_SALARY, keptBy: 'membership' },
  /** A version of a title at one deciding level. */
  TITLE: {
    scopes: z.string().regex(/^[A-Z0-9_]{2,60}\.[NCSG]$/).describe('Code and deciding level, e.g. `OUTSTANDING_WORKER.C`.'),
    value: z.strictObject({
      name: text(300), kind: z.enum(TITLE_KINDS), receiverKinds: z.array(z.enum(RECEIVER_KINDS)).min(1).max(3), conditions: z.array(z.enum(TITLE_CONDITIONS)).max(5),
      baseSalaryThousandths: z.number().int().min(0).max(100_000).nullable(), amountVnd: Vnd.nullable(), tiers: z.number().int().min(2).max(9).nullable(), partner: text(200).nullable(),
      mark: z.string().regex(/^[A-Z0-9-]{2,20}$/),
    }),
  },
  /** Last day of a step of a process. */
  STEP_DEADLINE: {
    scopes: stepsOf({ AWARD_NOMINATION: nomination, AWARD_NOMINATION_G: nomination, AWARD_NOMINATION_S: nomination, AWARD_NOMINATION_N: nomination }), value: StepDeadline,
  },
} as const satisfies RuleKinds;

/** The scope under which the versions of a title at a level are kept. */
export const titleScope = (code: string, level: Level): string => `${code}.${level}`;
