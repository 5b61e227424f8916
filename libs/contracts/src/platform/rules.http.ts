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

/** PROPOSED and REJECTED hold nowhere; CONFIRMED by a second person it holds from its first day. */
export const RULE_STATES = ['PROPOSED', 'CONFIRMED', 'REJECTED'] as const;

/** The scope of a rule that holds for everything. */
export const EVERYWHERE = 'ALL';

/** One kind of rule: what its value looks like and for what it may be set apart, e.g. groups of unions. */
export interface RuleKind { readonly scopes: readonly [string, ...string[]]; readonly value: z.ZodObject }
export type RuleKinds = Readonly<Record<string, RuleKind>>;

const RuleCode = z.string().regex(/^[A-Z][A-Z0-9_]*$/).max(60);

/** One rule of one code and scope, as it was decided. */
export const RuleView = z.object({
  id: z.uuid(), code: z.string(), scope: z.string(), value: z.record(z.string(), z.unknown()),
  /** The days it was decided for; `validTo` is the last one, null for no end. */
  validFrom: DayText, validTo: DayText.nullable(),
  decisionNumber: z.string().nullable(), decidedOn: DayText.nullable(), source: z.string(), confidence: z.enum(CONFIDENCES),
  state: z.enum(RULE_STATES), proposedAt: z.iso.datetime(), verdictAt: z.iso.datetime().nullable(), reason: z.string().nullable(),
  /** The days on which it holds today: what a later decision took away is missing. */
  holds: z.array(z.object({ from: DayText, to: DayText.nullable() })),
  /** Whether the caller may confirm or reject it, and why not. */
  mayDecide: z.boolean(), whyNot: z.enum(['NOT_OPEN', 'OWN_PROPOSAL', 'NO_RIGHT']).nullable(),
});
export type RuleView = z.infer<typeof RuleView>;

/** A rule as it is proposed; the code says what the value is. */
export interface RuleBody {
  readonly code: string; readonly scope: string; readonly value: Readonly<Record<string, unknown>>; readonly validFrom: string; readonly validTo: string | null;
  readonly decisionNumber: string | null; readonly decidedOn: string | null; readonly source: string; readonly confidence: Confidence;
}

/** Routes of the rule book of one service. */
export function ruleRoutesOf(service: ServiceName, kinds: RuleKinds) {
  const read = { service, access: `${service}.rule.read` as Permission, method: 'GET' } as const;
  const decide = { service, access: `${service}.rule.decide` as Permission, method: 'POST', status: 200, params: IdParam, answer: RuleView } as const;
  const codes = Object.keys(kinds) as [string, ...string[]];
  const bodies = codes.map((code) => z.strictObject({
    code: z.literal(code), scope: z.enum(kinds[code]?.scopes ?? [EVERYWHERE]), value: kinds[code]?.value ?? z.strictObject({}),
    validFrom: DayText, validTo: DayText.nullable().default(null).describe('The last day; never before `validFrom`.'),
    decisionNumber: text(120).nullable().default(null), decidedOn: DayText.nullable().default(null), source: text(1000), confidence: z.enum(CONFIDENCES),
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
    confirmRule: defineRoute({ ...decide, name: 'confirmRule', path: '/rules/:id/confirmation', summary: 'Confirms a proposal of another person: it holds from its first day, and what held then ends the day before.' }),
    rejectRule: defineRoute({ ...decide, name: 'rejectRule', path: '/rules/:id/rejection', body: z.strictObject({ reason: longText(1000) }), summary: 'Rejects a proposal of another person, with a reason.' }),
  };
}

/** The event by which a service tells of its rules; one stream per code. */
export function ruleConfirmedOf<Service extends ServiceName>(service: Service) {
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
      code: 'DUES_RATE', ruleId: '01920000-0000-7000-8000-000000000070', scope: 'NONSTATE', value: { collected: true }, validFrom: '2025-07-01', validTo: null,
      decisionNumber: '61/QĐ-TLĐ', decidedOn: '2025-07-29', confidence: 'CONFIRMED',
    },
  });
}
