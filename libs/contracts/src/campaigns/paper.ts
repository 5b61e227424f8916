import { z } from 'zod';
import { Code, DayText, Level, longText, text, Vnd } from '../core/shapes';
import { Bloc } from '../membership/unit.shapes';
import {
  ContentGroupItem, DomainCode, PetitionChannel, PetitionOutcome, PetitionTopic, PrizeRank, TargetItem, WorkKind, YearTheme,
} from './emulation.shapes';

const YearNumber = z.number().int().min(1900).max(2200);

/** A round as a plan states it. Dates may still be open; the label is free text such as "150 ngày" and is never counted from dates. */
export const PlannedRound = z.strictObject({ label: text(100).optional(), startsOn: DayText.optional(), endsOn: DayText.optional() });
export type PlannedRound = z.infer<typeof PlannedRound>;

/** What a plan says, live or on paper (CMP-01). The number of rounds is the length of `rounds`; their codes follow as `<unit>-<year>-dot-<n>`. */
export const PlanItem = z.strictObject({
  /** Public code of the plan, e.g. `ha-noi-2023-ke-hoach-80`. */
  code: Code,
  title: text(300),
  year: YearNumber,
  startsOn: DayText,
  endsOn: DayText,
  themes: z.array(YearTheme).max(2).default([]),
  /** Blocs the plan addresses; empty means all. */
  blocs: z.array(Bloc).max(8).default([]),
  occasionCodes: z.array(Code).max(30).default([]),
  /** The plan of the level above that this one carries out (CMP-05). */
  parentPlanCode: Code.optional(),
  rounds: z.array(PlannedRound).max(12).default([]),
  targets: z.array(TargetItem).max(50).default([]),
  /** Units asked to adopt the plan: the denominator of the adoption rate. */
  askedUnitCodes: z.array(Code).max(500).default([]),
});
export type PlanItem = z.infer<typeof PlanItem>;

/** ROUND_LAUNCHED: a planned round was launched on the decision's day. */
export const RoundLaunchedItem = z.strictObject({
  roundCode: Code,
  label: text(100),
  startsOn: DayText,
  endsOn: DayText,
  /** Last day on which a work could be registered; left out: the last day of the round. */
  registrationUntil: DayText.optional(),
  /** Plaques the city may give in this round; left out: no limit. */
  plaqueQuota: z.number().int().min(0).max(1000).optional(),
  groups: z.array(ContentGroupItem).max(20).default([]),
  targets: z.array(TargetItem).max(50).default([]),
});
export type RoundLaunchedItem = z.infer<typeof RoundLaunchedItem>;

/**
 * PLAN_ISSUED: one item; the decision's number is the plan's document number, its day the day of issue. A plan that also
 * launched its round, as 80/KH-LĐLĐ did, says so with `launch`: one paper, one number.
 */
export const PlanIssuedItem = PlanItem.extend({
  rounds: z.array(PlannedRound.extend({ launch: RoundLaunchedItem.omit({ roundCode: true, label: true, startsOn: true, endsOn: true }).optional() })).max(12).default([]),
});
export type PlanIssuedItem = z.infer<typeof PlanIssuedItem>;

/** PLAN_AMENDED: a plan was amended by further rounds (CMP-03: one more round needs an amended plan). */
export const PlanAmendedItem = z.strictObject({ planCode: Code, addedRounds: z.array(PlannedRound).min(1).max(12) });
export type PlanAmendedItem = z.infer<typeof PlanAmendedItem>;

/** PLAN_ADOPTED: a unit adopted the plan; its own plan may be named. */
export const PlanAdoptedItem = z.strictObject({
  planCode: Code, unitCode: Code, adoptedOn: DayText.optional(), childPlanCode: Code.optional(), report: longText(2000).optional(),
});
export type PlanAdoptedItem = z.infer<typeof PlanAdoptedItem>;

/** MOVEMENT_OPENED: a movement of several years, or of one, with its targets (CMP-21). */
export const MovementItem = z.strictObject({
  /** E.g. `nam-tu-liem-2015-2020`. */
  code: Code, title: text(300), startsOn: DayText, endsOn: DayText, planCode: Code.optional(), targets: z.array(TargetItem).max(50).default([]),
});
export type MovementItem = z.infer<typeof MovementItem>;
export const MovementOpenedItem = MovementItem;

/** MOVEMENT_CLOSED: the closing conference; it launches the next period where one is named. */
export const MovementClosedItem = z.strictObject({
  movementCode: Code, conferenceOn: DayText, conferenceTitle: text(300), next: MovementItem.optional(),
});
export type MovementClosedItem = z.infer<typeof MovementClosedItem>;

/** CLUSTER_FORMED: the cluster of a year with all its members; head and deputy are among them (CMP-10). */
export const ClusterItem = z.strictObject({
  /** E.g. `ha-noi-2019-cum-2`. */
  code: Code,
  name: text(200),
  year: YearNumber,
  number: z.number().int().min(1).max(99),
  memberUnitCodes: z.array(Code).min(2).max(60),
  headUnitCode: Code,
  deputyUnitCode: Code.optional(),
  /** Members the decision states; left out: as many as it lists. */
  size: z.number().int().min(2).max(60).optional(),
});
export type ClusterItem = z.infer<typeof ClusterItem>;
export const ClusterFormedItem = ClusterItem;

/** COMMITMENT_SIGNED: one member signed and registered the titles it aims at (CMP-11). */
export const CommitmentSignedItem = z.strictObject({
  clusterCode: Code, unitCode: Code, signedOn: DayText, titleCodes: z.array(DomainCode).max(10).default([]),
});
export type CommitmentSignedItem = z.infer<typeof CommitmentSignedItem>;

/** A request made in a survey: it becomes a petition with owner and due date (CMP-13). */
export const SurveyRequest = z.strictObject({
  /** The member that asks. */
  unitCode: Code,
  text: longText(2000),
  topic: PetitionTopic.default('UNION_WORK'),
  channel: PetitionChannel.default('DIRECT'),
  /** Body that answers, e.g. a specialist board. */
  ownerBody: text(200),
  dueOn: DayText,
});

export type SurveyRequest = z.infer<typeof SurveyRequest>;

/** The minutes of a survey (CMP-13). */
export const SurveyItem = z.strictObject({
  clusterCode: Code,
  surveyedOn: DayText,
  /** Member that hosts. */
  placeUnitCode: Code,
  /** The post that led the delegation, never a name. */
  headedBy: text(200),
  boards: z.array(text(200)).max(30).default([]),
  /** Member that presented the cluster's report. */
  reportedByUnitCode: Code,
  report: longText(10_000),
  hearings: z.array(z.strictObject({ unitCode: Code, additions: longText(5000).optional(), difficulties: longText(5000).optional() })).max(60).default([]),
  requests: z.array(SurveyRequest).max(200).default([]),
});
export type SurveyItem = z.infer<typeof SurveyItem>;

/** CLUSTER_SURVEYED: the minutes of a past survey. A request that was answered at once carries its answer. */
export const ClusterSurveyedItem = SurveyItem.extend({
  requests: z.array(SurveyRequest.extend({ answer: longText(5000).optional(), answeredOn: DayText.optional() })).max(200).default([]),
  conclusion: longText(10_000).optional(),
});
export type ClusterSurveyedItem = z.infer<typeof ClusterSurveyedItem>;

/** WORK_VERIFIED: a work of a past round, finished and verified. Without `registeredOn` the record carries a warning. */
export const WorkVerifiedItem = z.strictObject({
  roundCode: Code,
  unitCode: Code,
  kind: WorkKind,
  title: text(300),
  /** Level of the registering unit; must agree with the unit on the day of completion. */
  level: Level.extract(['G', 'S']),
  registeredOn: DayText.optional(),
  completedOn: DayText,
  valueVnd: Vnd.optional(),
});
export type WorkVerifiedItem = z.infer<typeof WorkVerifiedItem>;

export const PlaqueFields = {
  socialMeaning: longText(2000), plaqueText: text(500), attachedOn: DayText, place: text(300), valueVnd: Vnd.optional(),
};

/** PLAQUE_ATTACHED: the work is named by its round, unit and title. */
export const PlaqueAttachedItem = z.strictObject({ roundCode: Code, unitCode: Code, title: text(300), ...PlaqueFields });
export type PlaqueAttachedItem = z.infer<typeof PlaqueAttachedItem>;

export const MoneyByRank = z.strictObject({
  SPECIAL: Vnd.optional(), FIRST: Vnd.optional(), SECOND: Vnd.optional(), THIRD: Vnd.optional(), CONSOLATION: Vnd.optional(),
});

/** What an edition of a skill contest is (CMP-14). */
export const ContestItem = z.strictObject({
  /** E.g. `nam-tu-liem-2018`. */
  code: Code,
  title: text(300),
  /** Year of the edition; it may be held in another one ("2021" was held in 2022). */
  year: YearNumber,
  heldOn: DayText,
  heldUntil: DayText.optional(),
  coOrganisers: z.array(text(200)).max(10).default([]),
  trades: z.array(z.strictObject({ code: DomainCode, name: text(120) })).min(1).max(60),
  /** Money a prize of each rank must carry; a rank left out is free. */
  moneyByRank: MoneyByRank.default({}),
  /** What all prizes but team prizes must add up to before the edition can be closed; left out: not checked. */
  budgetVnd: Vnd.optional(),
  roundCode: Code.optional(),
  movementCode: Code.optional(),
});
export type ContestItem = z.infer<typeof ContestItem>;
export const ContestHeldItem = ContestItem;

/** A contestant in an edition. The name stays in campaigns; events carry a pseudonym. */
export const ContestEntryFields = {
  /** The contestant's number in the edition (số báo danh). */
  entryNo: text(20),
  contestantName: text(120),
  birthYear: z.number().int().min(1920).max(2100).optional(),
  enterprise: text(200),
  trade: DomainCode,
  /** Unit of the level below the organiser, by code, or by name where it is not in the tree. Exactly one of the two. */
  unitCode: Code.optional(),
  unitName: text(200).optional(),
  /** The lower contest the contestant qualified in. */
  qualifiedIn: Code.optional(),
};

/** CONTEST_ENTRIES: one item for each contestant. */
export const ContestEntryItem = z.strictObject({ contestCode: Code, ...ContestEntryFields });
export type ContestEntryItem = z.infer<typeof ContestEntryItem>;

export const PrizeFields = {
  rank: PrizeRank,
  /** A contestant's prize names the entry; a team prize names the unit, by code or name. Exactly one of the three. */
  entryNo: text(20).optional(),
  teamUnitCode: Code.optional(),
  teamUnitName: text(200).optional(),
  /** At most 100 billion đồng, so that every sum stays exact. */
  amountVnd: Vnd.max(100_000_000_000),
  certificateNo: text(40),
};

/** CONTEST_PRIZES: one item for each prize. */
export const ContestPrizeItem = z.strictObject({ contestCode: Code, ...PrizeFields });
export type ContestPrizeItem = z.infer<typeof ContestPrizeItem>;

/** PETITIONS_SETTLED: a petition that was received and answered or directed on paper. */
export const PetitionSettledItem = z.strictObject({
  channel: PetitionChannel,
  topic: PetitionTopic,
  unitCode: Code,
  bloc: Bloc.optional(),
  text: longText(5000),
  receivedOn: DayText,
  roundCode: Code.optional(),
  outcome: PetitionOutcome,
  /** The answer, or what was directed to whom. */
  answer: longText(5000),
  settledOn: DayText,
  /** Body that answered. */
  ownerBody: text(200).optional(),
  /** Number of an earlier item of the same decision (from 1) that is the same petition through another channel. */
  sameAsItem: z.number().int().min(1).max(1000).optional(),
});
export type PetitionSettledItem = z.infer<typeof PetitionSettledItem>;

/** Item schemas of every kind of paper decision that campaigns takes. */
export const campaignsPaperItems = {
  PLAN_ISSUED: PlanIssuedItem,
  PLAN_AMENDED: PlanAmendedItem,
  ROUND_LAUNCHED: RoundLaunchedItem,
  PLAN_ADOPTED: PlanAdoptedItem,
  MOVEMENT_OPENED: MovementOpenedItem,
  MOVEMENT_CLOSED: MovementClosedItem,
  CLUSTER_FORMED: ClusterFormedItem,
  COMMITMENT_SIGNED: CommitmentSignedItem,
  CLUSTER_SURVEYED: ClusterSurveyedItem,
  WORK_VERIFIED: WorkVerifiedItem,
  PLAQUE_ATTACHED: PlaqueAttachedItem,
  CONTEST_HELD: ContestHeldItem,
  CONTEST_ENTRIES: ContestEntryItem,
  CONTEST_PRIZES: ContestPrizeItem,
  PETITIONS_SETTLED: PetitionSettledItem,
} as const;
