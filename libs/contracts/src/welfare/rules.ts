import { z } from 'zod';
import { Vnd } from '../core/shapes';
import { EVERYWHERE, MonthDay, type RuleKinds, StepDeadline, stepsOf } from '../platform/rules.http';

/** What is supported, with the level that pays where the ceiling hangs on it. Source: handbook 4.6. */
export const SUPPORTS = ['HOUSING_BUILD', 'HOUSING_REPAIR', 'TET', 'EPIDEMIC_VISIT_N', 'EPIDEMIC_VISIT_C', 'EPIDEMIC_VISIT_S', 'DEATH_OF_WORKER'] as const;

const all = [EVERYWHERE] as const;

/** Rules of welfare. Source: handbook 4.6, WEL-01 to WEL-04. */
export const welfareRules = {
  /** Most that one case gets, whole VND; where no rule holds, the decision on the programme alone says. */
  SUPPORT_CEILING: { scopes: SUPPORTS, value: z.strictObject({ amountVnd: Vnd }) },
  /** Last days of the year for papers and work, where the decision on the year's programme names none; null for none. */
  HOUSING_DEADLINES: {
    scopes: all,
    value: z.strictObject({ dossierDueOn: MonthDay.nullable(), workDueOn: MonthDay.nullable() })
      .refine(({ dossierDueOn, workDueOn }) => dossierDueOn === null || workDueOn === null || dossierDueOn <= workDueOn, { message: 'Work is due before the papers', path: ['workDueOn'] }),
  },
  /** Months of membership that housing support asks for; null for none. */
  HOUSING_MEMBERSHIP: { scopes: all, value: z.strictObject({ leastMonths: z.number().int().min(1).max(600).nullable() }) },
  /** Last day of a step of a process. The papers of a housing programme go before it. */
  STEP_DEADLINE: { scopes: stepsOf({ UNION_HOME: ['SURVEY', 'CHECK', 'APPROVE'] }), value: StepDeadline },
} as const satisfies RuleKinds;
