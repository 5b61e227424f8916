import { z } from 'zod';
import { defineRoute } from '../core/route';
import { Code, DayText, IdParam, Level, longText, pageOf, PageQuery, text } from '../core/shapes';
import { RECEIVER_KINDS } from './title-awarded.v1';
import { TitleCode } from './rules';

/** AWD-02. CHECKED by the level above, VOTED by its council, DECIDED by its head, PRESENTED at the ceremony. WITHDRAWN by who filed it. */
export const NOMINATION_STATES = ['DRAFT', 'NOMINATED', 'CHECKED', 'VOTED', 'DECIDED', 'PRESENTED', 'REJECTED', 'WITHDRAWN'] as const;

/** Who is honoured. A name is a document here: it stays as written. The same name and unit are the same receiver. */
export const Receiver = z.strictObject({
  receiverKind: z.enum(RECEIVER_KINDS),
  name: text(300),
  personId: z.uuid().optional(),
  directWorker: z.boolean().optional(),
  /** Members of a collective; small collectives come first. */
  size: z.number().int().min(1).max(1_000_000).optional(),
});

export const NominationBody = z.strictObject({
  unitCode: Code, titleCode: TitleCode,
  /** Level that decides. */
  level: Level,
  year: z.number().int().min(1990).max(2200), round: Code.optional(), movement: Code.optional(), schoolYear: z.string().regex(/^\d{4}-\d{4}$/).optional(),
  /** Tier of a joint award. */
  tier: z.number().int().min(1).max(9).optional(),
  receiver: Receiver, achievement: longText(20_000),
});
export type NominationBody = z.infer<typeof NominationBody>;

/** Whether a condition of the title holds; null where the data does not tell. */
export const ConditionCheck = z.object({ condition: z.string(), fulfilled: z.boolean().nullable(), detail: z.string() });

export const NominationView = z.object({
  id: z.uuid(), unitCode: Code, unitName: z.string(), titleCode: TitleCode, level: Level, year: z.number().int(), round: Code.nullable(), movement: Code.nullable(), schoolYear: z.string().nullable(), tier: z.number().int().nullable(),
  receiver: z.object({ id: z.uuid(), receiverKind: z.enum(RECEIVER_KINDS), name: z.string(), personId: z.uuid().nullable(), directWorker: z.boolean().nullable(), size: z.number().int().nullable() }),
  achievement: z.string(), state: z.enum(NOMINATION_STATES), checks: z.array(ConditionCheck),
  /** Levels whose record of this title the receiver still lacks (AWD-05), e.g. `S`. */
  missingSteps: z.array(z.string()),
  votes: z.object({ present: z.number().int(), members: z.number().int(), inFavour: z.number().int() }).nullable(), dossierId: z.uuid().nullable(), holdingId: z.uuid().nullable(), version: z.number().int(),
});
export type NominationView = z.infer<typeof NominationView>;

export const listNominations = defineRoute({
  service: 'awards', name: 'listNominations', method: 'GET', path: '/nominations', access: 'awards.award.read', summary: 'Nominations the caller may read, newest first.',
  query: PageQuery.extend({ q: text(200).optional(), unit: Code.optional(), titleCode: TitleCode.optional(), state: z.enum(NOMINATION_STATES).optional(), year: z.coerce.number().int().optional(), round: Code.optional() }), answer: pageOf(NominationView),
});
const one = { service: 'awards', params: IdParam, answer: NominationView } as const;
export const getNomination = defineRoute({ ...one, name: 'getNomination', method: 'GET', path: '/nominations/:id', access: 'awards.award.read', summary: 'One nomination with its conditions.' });
export const fileNomination = defineRoute({ service: 'awards', name: 'fileNomination', method: 'POST', path: '/nominations', access: 'awards.nomination.file', summary: 'Drafts a nomination and opens its dossier.', body: NominationBody, answer: NominationView });
export const changeNomination = defineRoute({ ...one, name: 'changeNomination', method: 'PUT', path: '/nominations/:id', access: 'awards.nomination.file', summary: 'Changes a draft or a returned nomination; needs If-Match.', body: NominationBody });

/** A session of the emulation council (AWD-03): quorum and share are data; nobody votes on themselves. */
export const CouncilSessionBody = z.strictObject({
  unitCode: Code, heldOn: DayText, members: z.number().int().min(1).max(200), present: z.number().int().min(0).max(200), secret: z.boolean().default(false), minutesFileId: z.uuid().optional(),
  /** Members present who are known here: who is nominated does not vote on the own nomination. */
  presentPersonIds: z.array(z.uuid()).max(200).optional(),
  votes: z.array(z.strictObject({ nominationId: z.uuid(), inFavour: z.number().int().min(0).max(200), abstainedForConflict: z.number().int().min(0).max(200).default(0) })).min(1).max(500),
});
export const CouncilSessionView = z.object({
  id: z.uuid(), unitCode: Code, heldOn: DayText, members: z.number().int(), present: z.number().int(), quorum: z.number().int(),
  results: z.array(z.object({ nominationId: z.uuid(), inFavour: z.number().int(), needed: z.number().int(), passed: z.boolean() })),
});
export type CouncilSessionBody = z.infer<typeof CouncilSessionBody>;
export type CouncilSessionView = z.infer<typeof CouncilSessionView>;
export const holdCouncil = defineRoute({ service: 'awards', name: 'holdCouncil', method: 'POST', path: '/council-sessions', access: 'awards.council.hold', summary: 'Records the votes of a council session; without a quorum there is no vote.', body: CouncilSessionBody, answer: CouncilSessionView });
export const listCouncilSessions = defineRoute({ service: 'awards', name: 'listCouncilSessions', method: 'GET', path: '/council-sessions', access: 'awards.award.read', summary: 'Council sessions, newest first.', query: PageQuery, answer: pageOf(CouncilSessionView) });
