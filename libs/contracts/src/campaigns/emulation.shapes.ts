import { z } from 'zod';
import { Code, DayText, DecimalText, Level, QualifierCode, text } from '../core/shapes';
import { Bloc } from '../membership/unit.shapes';
import { IndicatorCode, ValueUnit } from '../reports/figures.http';

/** States of a peak round. Source: handbook CMP-02. RUNNING is a launched round whose first day has come. */
export const ROUND_STATES = ['DRAFT', 'APPROVED', 'LAUNCHED', 'RUNNING', 'CLOSED', 'SUMMARISED', 'ARCHIVED'] as const;
export const RoundState = z.enum(ROUND_STATES);
export type RoundState = z.infer<typeof RoundState>;

/** What was achieved for a round: công trình, sản phẩm, phần việc. Source: handbook 3.3. */
export const WORK_KINDS = ['STRUCTURE', 'PRODUCT', 'TASK'] as const;
export const WorkKind = z.enum(WORK_KINDS);
export type WorkKind = z.infer<typeof WorkKind>;

/** Life of a registered work. Source: handbook CMP-08, CMP-09. */
export const WORK_STATES = ['REGISTERED', 'ACCEPTED', 'IN_PROGRESS', 'COMPLETED', 'VERIFIED', 'PLAQUE_ATTACHED'] as const;
export const WorkState = z.enum(WORK_STATES);
export type WorkState = z.infer<typeof WorkState>;

/** A cluster stays FORMED until every member has signed the commitment. Source: handbook CMP-11. */
export const CLUSTER_STATES = ['FORMED', 'COMMITTED'] as const;
export const ClusterState = z.enum(CLUSTER_STATES);

/** An edition of a skill contest: announced, held (entries are final), closed (prizes add up to the budget). */
export const CONTEST_STATES = ['ANNOUNCED', 'HELD', 'CLOSED'] as const;
export const ContestState = z.enum(CONTEST_STATES);
export type ContestState = z.infer<typeof ContestState>;

/** Ranks of prizes. Source: handbook CMP-15. */
export const PRIZE_RANKS = ['SPECIAL', 'FIRST', 'SECOND', 'THIRD', 'CONSOLATION'] as const;
export const PrizeRank = z.enum(PRIZE_RANKS);
export type PrizeRank = z.infer<typeof PrizeRank>;

/** How a petition came in. Source: handbook DLG-02. */
export const PETITION_CHANNELS = ['WRITTEN', 'DIRECT', 'ONLINE'] as const;
export const PetitionChannel = z.enum(PETITION_CHANNELS);
export type PetitionChannel = z.infer<typeof PetitionChannel>;

/** Topics seen in practice (handbook DLG-03); OTHER keeps what has no topic yet. */
export const PETITION_TOPICS = [
  'SOCIAL_HOUSING', 'HEALTH', 'INSURANCE', 'FOOD_SAFETY', 'TRAINING', 'SECURITY', 'BUSINESS_SUPPORT', 'WAGES', 'WORKING_CONDITIONS', 'CHILDCARE', 'TRANSPORT',
  'UNION_WORK', 'OTHER',
] as const;
export const PetitionTopic = z.enum(PETITION_TOPICS);
export type PetitionTopic = z.infer<typeof PetitionTopic>;

/** Life of a petition. Anything before ANSWERED or DIRECTED is open and blocks a summary. Source: handbook DLG-04. */
export const PETITION_STATES = ['RECEIVED', 'CLASSIFIED', 'ASSIGNED', 'ANSWERED', 'DIRECTED', 'RESOLVED'] as const;
export const PetitionState = z.enum(PETITION_STATES);
export type PetitionState = z.infer<typeof PetitionState>;
export const OPEN_PETITION_STATES = ['RECEIVED', 'CLASSIFIED', 'ASSIGNED'] as const satisfies readonly PetitionState[];

/** Answered in substance, or directed: a leader ordered a body to act. */
export const PETITION_OUTCOMES = ['ANSWERED', 'DIRECTED'] as const;
export const PetitionOutcome = z.enum(PETITION_OUTCOMES);
export type PetitionOutcome = z.infer<typeof PetitionOutcome>;

/** Where a petition was raised. A request of a cluster survey is a petition with an owner and a due date (CMP-13). */
export const PETITION_SOURCES = ['PERSON', 'UNIT', 'MEETING', 'CLUSTER_SURVEY'] as const;
export const PetitionSource = z.enum(PETITION_SOURCES);
export type PetitionSource = z.infer<typeof PetitionSource>;

export const THEME_KINDS = ['UNION', 'CITY'] as const;
export const ADOPTION_STATES = ['ASKED', 'ADOPTED', 'REPORTED'] as const;
export const OCCASION_KINDS = ['HOLIDAY', 'ANNIVERSARY', 'CONGRESS'] as const;
export const COMPARATORS = ['AT_LEAST', 'AT_MOST', 'EXACTLY'] as const;
export const Comparator = z.enum(COMPARATORS);
export type Comparator = z.infer<typeof Comparator>;

/** An upper-case domain code, e.g. a title or a trade: `OUTSTANDING_WORKER`, `CO2_WELDING`. */
export const DomainCode = z.string().regex(/^[A-Z][A-Z0-9_]{1,59}$/);

/** The theme of a year. One of the union and one of the city per year and issuer (CMP-01). */
export const YearTheme = z.strictObject({ kind: z.enum(THEME_KINDS), text: text(500) });

/**
 * A measurable target (CMP-07): numerator and denominator are indicators, compared as a ratio with the threshold; without
 * a denominator the numerator alone is compared. Persons are counted once each where the text says persons.
 */
export const TargetItem = z.strictObject({
  /** Stable code of the target inside its plan, round or movement, e.g. `INITIATIVE_SHARE`; a child's target keeps its parent's. */
  code: DomainCode,
  title: text(300),
  numeratorIndicator: IndicatorCode,
  denominatorIndicator: IndicatorCode.optional(),
  comparator: Comparator,
  /** In `valueUnit`: `20` with PERCENT is 20%. */
  threshold: DecimalText,
  valueUnit: ValueUnit.exclude(['LEGACY_PERCENT']),
  /** Level whose units are measured. */
  calculatedAt: Level,
  distinctPersons: z.boolean().default(false),
  /** Blocs it is meant for; empty means all. */
  blocs: z.array(Bloc).max(8).default([]),
  dueOn: DayText.optional(),
  /** The programme in which initiatives must be entered to count, where the indicator asks for one (INI-06). */
  programmeCode: DomainCode.optional(),
});
export type TargetItem = z.infer<typeof TargetItem>;

export const TargetView = z.object({
  id: z.uuid(), code: DomainCode, title: z.string(), unitCode: Code, numeratorIndicator: IndicatorCode, denominatorIndicator: IndicatorCode.nullable(), comparator: Comparator,
  threshold: DecimalText, valueUnit: ValueUnit, calculatedAt: Level, distinctPersons: z.boolean(), blocs: z.array(Bloc), dueOn: DayText.nullable(), programmeCode: DomainCode.nullable(),
});
export type TargetView = z.infer<typeof TargetView>;

/** Indicators that a round counts from its records; nothing else can stand in a summary as a figure (CMP-17). */
export const ROUND_INDICATORS = [
  'WORK_G', 'WORK_S', 'WORK_PLAQUE', 'PETITION_WRITTEN', 'PETITION_DIRECT', 'PETITION_ONLINE', 'CONTEST_CONTESTANT', 'CONTEST_ENTERPRISE', 'CONTEST_UNIT', 'CONTEST_TRADE',
  'CONTEST_ENTRY', 'CONTEST_WINNER', 'CONTEST_MONEY', 'CONTEST_PRIZE_SPECIAL', 'CONTEST_PRIZE_1', 'CONTEST_PRIZE_2', 'CONTEST_PRIZE_3', 'CONTEST_PRIZE_4',
  'GOODWORKER_S', 'GOODWORKER_CITY', 'INI_HONOUR_CITY', 'CHAIR_CITY', 'TYPICAL_IND', 'TYPICAL_COL',
] as const;
export type RoundIndicator = (typeof ROUND_INDICATORS)[number];

/** A content group of a round's summary (CMP-17); its indicators are counted from records when the summary is frozen. */
export const ContentGroupItem = z.strictObject({
  ordinal: z.number().int().min(1).max(20),
  title: text(200),
  indicators: z.array(z.enum(ROUND_INDICATORS)).max(30).default([]),
});
export type ContentGroupItem = z.infer<typeof ContentGroupItem>;

/** A figure as it stands in a summary: a whole number or decimal as text. */
export const CountedFigure = z.object({ indicator: IndicatorCode, value: DecimalText, valueUnit: ValueUnit, qualifier: QualifierCode });
export type CountedFigure = z.infer<typeof CountedFigure>;

/**
 * A decision taken live by the head who is signed in: its number, day and file. Number is unique per issuer and year.
 * The signer is the post acted as.
 */
export const LiveDecision = z.strictObject({
  number: text(60),
  decidedOn: DayText,
  fileId: z.uuid().optional(),
});
export type LiveDecision = z.infer<typeof LiveDecision>;
