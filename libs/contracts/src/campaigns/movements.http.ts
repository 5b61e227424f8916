import { z } from 'zod';
import { defineRoute } from '../core/route';
import { Code, CodeParam, DayText, Level, pageOf, PageQuery, text } from '../core/shapes';
import { CountedFigure, LiveDecision, TargetView } from './emulation.shapes';
import { MovementClosedItem, MovementItem } from './paper';

export const MOVEMENT_STATES = ['OPEN', 'CLOSED'] as const;

export const MovementSummaryView = z.object({
  id: z.uuid(), code: Code, title: z.string(), unitCode: Code, unitName: z.string(), level: Level, startsOn: DayText, endsOn: DayText, state: z.enum(MOVEMENT_STATES),
});
export type MovementSummaryView = z.infer<typeof MovementSummaryView>;

/** A figure of a movement by year; the years add up to the total. A submitted value stands without years. */
export const MovementFigure = CountedFigure.extend({ byYear: z.array(z.object({ year: z.number().int(), value: z.string() })) });
export type MovementFigure = z.infer<typeof MovementFigure>;

export const MovementView = MovementSummaryView.extend({
  planCode: Code.nullable(), openedOn: DayText, previousCode: Code.nullable(), nextCode: Code.nullable(), conferenceOn: DayText.nullable(), conferenceTitle: z.string().nullable(),
  targets: z.array(TargetView),
  /** Live while open; frozen at the closing conference. */
  figures: z.array(MovementFigure), decisionId: z.uuid(), closingDecisionId: z.uuid().nullable(),
});
export type MovementView = z.infer<typeof MovementView>;

const S = { service: 'campaigns' } as const;

export const listMovements = defineRoute({
  ...S, name: 'listMovements', method: 'GET', path: '/movements', access: 'campaigns.emulation.read', summary: 'Movements of the subtree and of the levels above.',
  query: PageQuery.extend({ unit: Code.optional(), state: z.enum(MOVEMENT_STATES).optional(), q: text(100).optional() }), answer: pageOf(MovementSummaryView),
});
export const getMovement = defineRoute({
  ...S, name: 'getMovement', method: 'GET', path: '/movements/:code', access: 'campaigns.emulation.read', summary: 'One movement with its yearly results.', params: CodeParam, answer: MovementView,
});
export const openMovement = defineRoute({
  ...S, name: 'openMovement', method: 'POST', path: '/movements', access: 'campaigns.plan.issue', summary: 'Launches a movement by decision.', body: MovementItem.extend(LiveDecision.shape), answer: MovementView,
});
export const closeMovement = defineRoute({
  ...S, name: 'closeMovement', method: 'POST', path: '/movements/:code/closure', access: 'campaigns.plan.issue', status: 200, summary: 'Closes a movement with its conference, which may launch the next one.',
  params: CodeParam, body: MovementClosedItem.omit({ movementCode: true }).extend(LiveDecision.shape), answer: MovementView,
});

export const movementRoutes = [listMovements, getMovement, openMovement, closeMovement];
