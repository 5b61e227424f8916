import { z } from 'zod';
import { defineEvent } from '../core/event';
import { defineRoute, type ServiceName } from '../core/route';
import { DayText, IdParam, longText, pageOf, PageQuery, text } from '../core/shapes';
import type { Permission } from '../permissions';

/**
 * How sure a rule is: seen in a public source; seen in one that is likely superseded; background knowledge without a source;
 * sources are silent or disagree; our own choice. Source: marks of the handbook.
 */
export const CONFIDENCES = ['CONFIRMED', 'CONFIRMED_OLD', 'UNCONFIRMED', 'UNKNOWN', 'ASSUMED'] as const;
export type Confidence = (typeof CONFIDENCES)[number];

/** PROPOSED, REJECTED by another and WITHDRAWN by its proposer hold nowhere; CONFIRMED by a second person it holds from its first day. */
export const RULE_STATES = ['PROPOSED', 'CONFIRMED', 'REJECTED', 'WITHDRAWN'] as const;

/** The scope of a rule that holds for everything. */
export const EVERYWHERE = 'ALL';

/** One kind of rule: what its value looks like and for what it may be set apart, e.g. groups of unions; a schema where the scopes are no closed list. */
export interface RuleKind {
  readonly scopes: readonly [string, ...string[]] | z.ZodType<string, string>;
  readonly value: z.ZodObject;
  /** The service where it is proposed and confirmed, if it is another one: here it is only read, kept by that service's events. */
  readonly keptBy?: ServiceName;
}
export type RuleKinds = Readonly<Record<string, RuleKind>>;

const RuleCode = z.string().regex(/^[A-Z][A-Z0-9_]*$/).max(60);

/** One rule of one code and scope, as it was decided. */
export const RuleView = z.object({
  id: z.uuid(), code: z.string(), scope: z.string(), value: z.record(z.string(), z.unknown()),
  /** The days it was decided for; `validTo` is the last one, null for no end. */
  validFrom: DayText, validTo: DayText.nullable(),
  decisionNumber: z.string().nullable(), decidedOn: DayText.nullable(), source: z.string(), confidence: z.enum(CONFIDENCES),
  /** File of the decision, readable to everyone whom the rule binds. */
  fileId: z.uuid().nullable(),
  state: z.enum(RULE_STATES), proposedAt: z.iso.datetime(), verdictAt: z.iso.datetime().nullable(), reason: z.string().nullable(),
  /** The days on which it holds today: what a later decision took away is missing. */
  holds: z.array(z.object({ from: DayText, to: DayText.nullable() })),
  /** Whether the caller may confirm or reject it, and why not. */
  mayDecide: z.boolean(), whyNot: z.enum(['NOT_OPEN', 'OWN_PROPOSAL', 'NO_RIGHT']).nullable(),
  /** Whether the caller may take it back: only who proposed it, before it is decided. */
  mayWithdraw: z.boolean(),
});
export type RuleView = z.infer<typeof RuleView>;

/** A rule as it is proposed; the code says what the value is. */
export interface RuleBody {
  readonly code: string; readonly scope: string; readonly value: Readonly<Record<string, unknown>>; readonly validFrom: string; readonly validTo: string | null;
  readonly decisionNumber: string | null; readonly decidedOn: string | null; readonly source: string; readonly confidence: Confidence;
  /** The decision itself: a rule that names one is refused without it. */
  readonly fileId?: string | undefined;
}

/** Scopes of deadlines: the steps of these processes. */
export function stepsOf<const Processes extends Readonly<Record<string, readonly [string, ...string[]]>>>(processes: Processes): [string, ...string[]] {
  return Object.entries(processes).flatMap(([process, steps]) => steps.map((step) => `${process}.${step}`)) as [string, ...string[]];
}

export const MonthDay = z.string().regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/).describe('A day of the year, `MM-DD`.');

/** Last day of a step: days from the day after it became current, or a day of the year; both null for no deadline. */
export const StepDeadline = z.strictObject({ dueDays: z.number().int().min(1).max(3650).nullable(), dueOn: MonthDay.nullable() })
  .refine(({ dueDays, dueOn }) => dueDays === null || dueOn === null, { message: 'One deadline, not two' }).describe('Not both.');
export type StepDeadline = z.infer<typeof StepDeadline>;

/** Routes of the rule book of one service. */
export function ruleRoutesOf(service: ServiceName, kinds: RuleKinds) {
  const read = { service, access: `${service}.rule.read` as Permission, method: 'GET' } as const;
  const decide = { service, access: `${service}.rule.decide` as Permission, method: 'POST', status: 200, params: IdParam, answer: RuleView } as const;
  const codes = Object.keys(kinds) as [string, ...string[]];
  const bodies = Object.entries(kinds).filter(([, kind]) => kind.keptBy === undefined).map(([code, { scopes, value }]) => z.strictObject({
    code: z.literal(code), scope: scopes instanceof z.ZodType ? scopes : z.enum(scopes), value,
    validFrom: DayText, validTo: DayText.nullable().default(null).describe('The last day; never before `validFrom`.'),
    decisionNumber: text(120).nullable().default(null), decidedOn: DayText.nullable().default(null), source: text(1000), confidence: z.enum(CONFIDENCES),
    fileId: z.uuid().optional().describe('The decision itself; a rule that names one is refused without it.'),
  }));
  const [first, ...rest] = bodies;
  if (first === undefined) throw new RangeError(`${service} has no rules`);
  const body = z.discriminatedUnion('code', [first, ...rest]) as unknown as z.ZodType<RuleBody, RuleBody>;
  return {
    listRules: defineRoute({
      ...read, name: 'listRules', path: '/rules', query: PageQuery.extend({ on: DayText.optional(), code: z.enum(codes).optional(), knownOn: DayText.optional() }), answer: pageOf(RuleView),
      summary: 'The rules that hold on a day (today by default), as known at the end of another day (now by default), by code and scope.',
    }),
    listRuleHistory: defineRoute({
      ...read, name: 'listRuleHistory', path: '/rules/:code/history', params: z.strictObject({ code: RuleCode }), query: PageQuery.extend({ scope: z.string().max(60).optional() }), answer: pageOf(RuleView),
      summary: 'Every rule of one code that was ever proposed, the newest first.',
    }),
    listRuleProposals: defineRoute({ ...read, name: 'listRuleProposals', path: '/rule-proposals', query: PageQuery, answer: pageOf(RuleView), summary: 'Proposals that wait for a second person, the oldest first.' }),
    proposeRule: defineRoute({
      service, access: `${service}.rule.propose` as Permission, name: 'proposeRule', method: 'POST', path: '/rules', body, answer: RuleView,
      summary: 'Proposes a rule. It holds nowhere until a second person confirms it.',
    }),
    withdrawRule: defineRoute({
      service, access: `${service}.rule.propose` as Permission, name: 'withdrawRule', method: 'POST', status: 200, path: '/rules/:id/withdrawal', params: IdParam,
      body: z.strictObject({ reason: longText(1000) }), answer: RuleView, summary: 'Takes an own proposal back, with a reason, before it is decided.',
    }),
    confirmRule: defineRoute({ ...decide, name: 'confirmRule', path: '/rules/:id/confirmation', summary: 'Confirms a proposal of another person: it holds from its first day, and what held then ends the day before.' }),
    rejectRule: defineRoute({ ...decide, name: 'rejectRule', path: '/rules/:id/rejection', body: z.strictObject({ reason: longText(1000) }), summary: 'Rejects a proposal of another person, with a reason.' }),
  };
}

export type RuleRoutes = ReturnType<typeof ruleRoutesOf>;

/** The event by which a service tells of its rules; one stream per code. */
export function ruleConfirmedOf<Service extends ServiceName>(service: Service, example: Pick<RuleBody, 'code' | 'scope' | 'value'> = DUES_RATE_EXAMPLE) {
  return defineEvent({
    type: `${service}.rule-confirmed.v1`,
    topic: `${service}.rule`,
    key: 'code',
    summary: 'A second person confirmed a rule; it holds from its first day, however long ago that is.',
    data: z.object({
      code: RuleCode, ruleId: z.uuid(), scope: z.string(), value: z.record(z.string(), z.unknown()), validFrom: DayText, validTo: DayText.nullable(),
      decisionNumber: z.string().nullable(), decidedOn: DayText.nullable(), confidence: z.enum(CONFIDENCES),
    }),
    example: {
      code: example.code, ruleId: '01920000-0000-7000-8000-000000000070', scope: example.scope, value: example.value, validFrom: '2025-07-01', validTo: null,
      decisionNumber: '61/QĐ-TLĐ', decidedOn: '2025-07-29', confidence: 'CONFIRMED',
    },
  });
}
const DUES_RATE_EXAMPLE = { code: 'DUES_RATE', scope: 'NONSTATE', value: { collected: true } };
