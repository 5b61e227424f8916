import { z } from 'zod';
import { defineRoute } from '../core/route';
import { Code, DayText, IdParam, longText, pageOf, PageQuery, text } from '../core/shapes';
import { Bloc } from '../membership/unit.shapes';
import { PetitionChannel, PetitionOutcome, PetitionSource, PetitionState, PetitionTopic } from './emulation.shapes';

export const PetitionView = z.object({
  id: z.uuid(), unitCode: Code, unitName: z.string(), bloc: Bloc.nullable(), channel: PetitionChannel, topic: PetitionTopic.nullable(), text: z.string(), source: PetitionSource,
  authorHidden: z.boolean(),
  /** Who raised it for themselves; null for a unit's petition and for whoever hides. */
  authorPersonId: z.uuid().nullable(), receivedOn: DayText, roundCode: Code.nullable(), clusterCode: Code.nullable(), state: PetitionState, ownerUnitCode: Code.nullable(), ownerBody: z.string().nullable(),
  dueOn: DayText.nullable(), overdue: z.boolean(), outcome: PetitionOutcome.nullable(), answer: z.string().nullable(), settledOn: DayText.nullable(), resolvedOn: DayText.nullable(),
  /** The petition this one was merged into; its answer serves both. */
  mergedInto: z.uuid().nullable(),
  /** Petitions merged into this one. */
  sources: z.array(z.uuid()),
  /** The same request through other channels; each counts once in its own. */
  linkedWith: z.array(z.uuid()),
  decisionId: z.uuid().nullable(), version: z.number().int(),
});
export type PetitionView = z.infer<typeof PetitionView>;

export const PetitionBody = z.strictObject({
  /** How it came in; mandatory. A person without a post may only raise ONLINE. */
  channel: PetitionChannel,
  unitCode: Code,
  text: longText(5000),
  topic: PetitionTopic.optional(),
  bloc: Bloc.optional(),
  receivedOn: DayText.optional(),
  roundCode: Code.optional(),
  source: PetitionSource.exclude(['CLUSTER_SURVEY']).default('UNIT'),
  /** The author does not want to be known to those who handle it. */
  authorHidden: z.boolean().default(false),
});
export type PetitionBody = z.infer<typeof PetitionBody>;

const S = { service: 'campaigns' } as const;
const step = { ...S, method: 'POST', status: 200, params: IdParam, answer: PetitionView } as const;

export const listPetitions = defineRoute({
  ...S, name: 'listPetitions', method: 'GET', path: '/petitions', access: 'campaigns.petition.read', summary: 'Petitions, filtered; the total counts all that match.',
  query: PageQuery.extend({
    round: Code.optional(), cluster: Code.optional(), unit: Code.optional().describe('the unit and all below it'), state: z.string().max(120).optional().describe('one state, or several joined by commas'),
    channel: PetitionChannel.optional(), topic: PetitionTopic.optional(), owner: Code.optional(), overdue: z.enum(['true']).optional(), mine: z.enum(['true']).optional().describe('those I raised myself'), q: text(100).optional(),
  }),
  answer: pageOf(PetitionView).extend({ total: z.number().int() }),
});
export const getPetition = defineRoute({ ...S, name: 'getPetition', method: 'GET', path: '/petitions/:id', access: 'campaigns.petition.read', summary: 'One petition.', params: IdParam, answer: PetitionView });
export const raisePetition = defineRoute({
  ...S, name: 'raisePetition', method: 'POST', path: '/petitions', access: 'campaigns.petition.raise', summary: 'Raises a petition.', body: PetitionBody, answer: PetitionView,
});
export const classifyPetition = defineRoute({
  ...step, name: 'classifyPetition', path: '/petitions/:id/classification', access: 'campaigns.petition.handle', summary: 'Gives a petition its topic.', body: z.strictObject({ topic: PetitionTopic }),
});
export const assignPetition = defineRoute({
  ...step, name: 'assignPetition', path: '/petitions/:id/assignment', access: 'campaigns.petition.handle', summary: 'Gives a petition its owner and a deadline. The owning unit is the one it was raised for or one above.',
  body: z.strictObject({ ownerUnitCode: Code, ownerBody: text(200).optional(), dueOn: DayText }),
});
export const mergePetition = defineRoute({
  ...step, name: 'mergePetition', path: '/petitions/:id/merger', access: 'campaigns.petition.handle', summary: 'Merges a petition into another; it keeps its own record and is answered with it.', body: z.strictObject({ into: z.uuid() }),
});
export const linkPetition = defineRoute({
  ...step, name: 'linkPetition', path: '/petitions/:id/links', access: 'campaigns.petition.handle', summary: 'Links a petition with the same one that came in through another channel.', body: z.strictObject({ with: z.uuid() }),
});
export const settlePetition = defineRoute({
  ...step, name: 'settlePetition', path: '/petitions/:id/answer', access: 'campaigns.petition.answer', summary: 'The owner answers or directs; all merged petitions get the same answer.',
  body: z.strictObject({ outcome: PetitionOutcome, text: longText(5000), settledOn: DayText }),
});
export const resolvePetition = defineRoute({
  ...step, name: 'resolvePetition', path: '/petitions/:id/resolution', access: 'campaigns.petition.answer', summary: 'What was asked for is done.', body: z.strictObject({ resolvedOn: DayText }),
});

export const petitionRoutes = [
  listPetitions, getPetition, raisePetition, classifyPetition, assignPetition, mergePetition, linkPetition, settlePetition, resolvePetition,
];
