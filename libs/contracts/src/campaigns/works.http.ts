import { z } from 'zod';
import { defineRoute } from '../core/route';
import { Code, DayText, IdParam, Level, pageOf, PageQuery, text, Vnd } from '../core/shapes';
import { LiveDecision, WorkKind, WorkState } from './emulation.shapes';
import { PlaqueFields } from './paper';

export const PlaqueView = z.object({ socialMeaning: z.string(), plaqueText: z.string(), attachedOn: DayText, place: z.string(), valueVnd: Vnd.nullable(), decisionId: z.uuid() });

export const WorkView = z.object({
  id: z.uuid(), roundCode: Code, unitCode: Code, unitName: z.string(), level: Level, kind: WorkKind, title: z.string(), state: WorkState, registeredOn: DayText.nullable(),
  completedOn: DayText.nullable(), verifiedOn: DayText.nullable(), late: z.boolean(), valueVnd: Vnd.nullable(), plaque: PlaqueView.nullable(), decisionId: z.uuid().nullable(),
  warnings: z.array(z.string()), version: z.number().int(),
});
export type WorkView = z.infer<typeof WorkView>;

const S = { service: 'campaigns' } as const;
const step = { ...S, method: 'POST', status: 200, params: IdParam, answer: WorkView } as const;

export const listWorks = defineRoute({
  ...S, name: 'listWorks', method: 'GET', path: '/works', access: 'campaigns.emulation.read', summary: 'Registered works, filtered; the total counts all that match.',
  query: PageQuery.extend({
    round: Code.optional(), unit: Code.optional().describe('the unit and all below it'), level: Level.optional(), kind: WorkKind.optional(),
    state: z.string().max(120).optional().describe('one state, or several joined by commas'), late: z.enum(['true', 'false']).optional(), q: text(100).optional(),
  }),
  answer: pageOf(WorkView).extend({ total: z.number().int() }),
});
export const getWork = defineRoute({ ...S, name: 'getWork', method: 'GET', path: '/works/:id', access: 'campaigns.emulation.read', summary: 'One work.', params: IdParam, answer: WorkView });
export const registerWork = defineRoute({
  ...S, name: 'registerWork', method: 'POST', path: '/works', access: 'campaigns.work.register', summary: 'Registers a work of the unit acted as, before the registration deadline of the round.',
  body: z.strictObject({ roundCode: Code, kind: WorkKind, title: text(300), valueVnd: Vnd.optional() }), answer: WorkView,
});
export const acceptWork = defineRoute({ ...step, name: 'acceptWork', path: '/works/:id/acceptance', access: 'campaigns.work.verify', summary: 'The next level accepts the registration.' });
export const startWork = defineRoute({ ...step, name: 'startWork', path: '/works/:id/start', access: 'campaigns.work.register', summary: 'The unit starts an accepted work.' });
export const completeWork = defineRoute({
  ...step, name: 'completeWork', path: '/works/:id/completion', access: 'campaigns.work.register', summary: 'The unit finished the work; the day that counts.', body: z.strictObject({ completedOn: DayText, valueVnd: Vnd.optional() }),
});
export const verifyWork = defineRoute({ ...step, name: 'verifyWork', path: '/works/:id/verification', access: 'campaigns.work.verify', summary: 'The next level verifies a completed work by decision.', body: LiveDecision });
export const attachPlaque = defineRoute({
  ...step, name: 'attachPlaque', path: '/works/:id/plaque', access: 'campaigns.plaque.decide', summary: 'The city chooses a verified work for a plaque.', body: LiveDecision.extend(PlaqueFields),
});

export const workRoutes = [listWorks, getWork, registerWork, acceptWork, startWork, completeWork, verifyWork, attachPlaque];
