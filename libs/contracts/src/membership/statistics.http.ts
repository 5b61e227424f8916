import { z } from 'zod';
import { defineRoute } from '../core/route';
import { Code, CodeParam, DayText, pageOf, PageQuery } from '../core/shapes';
import { MemberStatus } from './members.http';
import { Bloc } from './unit.shapes';
import { AsOfQuery } from './units.http';

/** A ratio with its two parts; `percent` has at most two decimals, null without a denominator. */
export const RatioView = z.object({ numerator: z.number().int(), denominator: z.number().int(), percent: z.string().nullable() });

/** Members of a subtree now, from counters; the statement is as of its transaction. Source: handbook ORG-14, ORG-15. */
export const UnitStatistics = z.object({
  unitCode: Code, members: z.number().int(),
  groups: z.array(z.object({ status: MemberStatus, bloc: Bloc.nullable(), gender: z.enum(['MALE', 'FEMALE', 'UNKNOWN']), directWorker: z.enum(['YES', 'NO', 'UNKNOWN']), members: z.number().int() })),
});
export type UnitStatistics = z.infer<typeof UnitStatistics>;

/** Members of a subtree on a day, in the tree of that day, as we knew it. */
export const MemberCounts = z.object({
  unitCode: Code, asOf: DayText, knownOn: DayText.nullable(),
  members: z.number().int(), women: z.number().int(), directWorkers: z.number().int(), committeeMembers: z.number().int(), unions: z.number().int(),
  /** Newest counts of the employers that the unions of that day cover. */
  workers: z.number().int().nullable(),
  density: RatioView.nullable(),
  /** `open`: whether the bloc took members on that day. */
  blocs: z.array(z.object({ bloc: Bloc.nullable(), open: z.boolean(), members: z.number().int() })),
});
export type MemberCounts = z.infer<typeof MemberCounts>;

export const GrowthPoint = z.object({ month: z.string(), members: z.number().int(), joined: z.number().int(), left: z.number().int() });
export type GrowthPoint = z.infer<typeof GrowthPoint>;

export const DensityRow = z.object({ unitCode: Code, unitName: z.string(), members: z.number().int(), workers: z.number().int().nullable(), density: RatioView.nullable() });
export type DensityRow = z.infer<typeof DensityRow>;

/** Instead of a status: the tally says another number of members on some day than the register. */
export const COUNTED_BY_DAY = 'BY_DAY';
/** Instead of a status: the newest sum of what we knew at the end of an earlier day is not what the tally says. */
export const AS_KNOWN_BEFORE = 'AS_KNOWN';
export const CounterCheckView = z.object({
  id: z.uuid(), checkedAt: z.iso.datetime(), groups: z.number().int(),
  differences: z.array(z.object({ unitCode: z.string(), status: z.string(), gender: z.string(), directWorker: z.string(), counted: z.number().int(), actual: z.number().int() })).max(1000),
});
export type CounterCheckView = z.infer<typeof CounterCheckView>;

/** Fewer than this, of those who are or of those who are not, and the number would speak of persons. Source: assumption. */
export const SENSITIVE_COUNT_FROM = 5;
/** Sensitive facts as numbers; null where too few are meant. */
export const SensitiveCounts = z.object({ unitCode: Code, members: z.number().int(), partyMembers: z.number().int().nullable() });
export type SensitiveCounts = z.infer<typeof SensitiveCounts>;

const R = { service: 'membership', access: 'membership.unit.read', method: 'GET' } as const;

export const getUnitStatistics = defineRoute({ ...R, name: 'getUnitStatistics', path: '/units/:code/statistics', params: CodeParam, answer: UnitStatistics, summary: 'Members of a subtree by status, bloc, gender and direct work.' });
export const getMemberCounts = defineRoute({ ...R, name: 'getMemberCounts', path: '/units/:code/member-counts', params: CodeParam, query: AsOfQuery, answer: MemberCounts, summary: 'Members, committee, workers and density of a subtree on a day, as we know it or knew it.' });
export const getSensitiveCounts = defineRoute({
  ...R, name: 'getSensitiveCounts', path: '/units/:code/sensitive-counts', params: CodeParam, answer: SensitiveCounts,
  summary: `How many active members of a subtree are in the party; nothing where fewer than ${SENSITIVE_COUNT_FROM} are, or are not.`,
});
export const getGrowth = defineRoute({
  ...R, name: 'getGrowth', path: '/units/:code/growth', params: CodeParam, query: z.strictObject({ from: DayText, to: DayText, bloc: Bloc.optional() }), answer: z.object({ items: z.array(GrowthPoint).max(240) }),
  summary: 'Members at the end of each month, who joined and who left in it; at most twenty years.',
});
export const listDensities = defineRoute({ ...R, name: 'listDensities', path: '/units/:code/densities', params: CodeParam, query: PageQuery, answer: pageOf(DensityRow), summary: 'Members, workers and density of the units directly below.' });
export const checkCounters = defineRoute({
  service: 'membership', name: 'checkCounters', method: 'POST', path: '/statistics/checks', access: 'membership.counter.check', body: z.strictObject({}), answer: CounterCheckView,
  summary: 'Compares every counter with the full query and names what is different.',
});
export const listCounterChecks = defineRoute({
  service: 'membership', name: 'listCounterChecks', method: 'GET', path: '/statistics/checks', access: 'membership.counter.check', query: PageQuery, answer: pageOf(CounterCheckView), summary: 'Checks of the counters, the newest first.',
});

export const statisticsRoutes = [getUnitStatistics, getMemberCounts, getSensitiveCounts, getGrowth, listDensities, checkCounters, listCounterChecks];
