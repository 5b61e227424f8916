import { z } from 'zod';
import { defineRoute } from '../core/route';
import { DayText, text } from '../core/shapes';
import { SignedDecision } from './decision.shapes';
import { Bloc } from './unit.shapes';

/** How sure we are of a rule (handbook, introduction). */
export const CONFIDENCES = ['CONFIRMED', 'CONFIRMED_OLD', 'UNCONFIRMED', 'ASSUMPTION'] as const;
export const Confidence = z.enum(CONFIDENCES);

/** A time in which a bloc takes members. Source: handbook ORG-15. */
export const BlocPeriodView = z.object({
  bloc: Bloc, validFrom: DayText, /** Last day on which members are admitted. */ validTo: DayText.nullable(), decisionNo: z.string(), source: z.string(), confidence: Confidence,
});
export type BlocPeriodView = z.infer<typeof BlocPeriodView>;

const BlocParam = z.strictObject({ bloc: Bloc });
const S = { service: 'membership' } as const;

export const listBlocs = defineRoute({
  ...S, name: 'listBlocs', method: 'GET', path: '/blocs', access: 'membership.unit.read', answer: z.object({ items: z.array(BlocPeriodView).max(200) }),
  summary: 'When each bloc takes members, by which decision.',
});
export const closeBloc = defineRoute({
  ...S, name: 'closeBloc', method: 'POST', path: '/blocs/:bloc/closing', status: 200, access: 'membership.bloc.decide', params: BlocParam,
  body: z.strictObject({ lastDay: DayText, source: text(300), decision: SignedDecision }), answer: BlocPeriodView, summary: 'Closes a bloc for new members after a day; what is counted up to then stays.',
});
export const openBloc = defineRoute({
  ...S, name: 'openBloc', method: 'POST', path: '/blocs/:bloc/opening', status: 200, access: 'membership.bloc.decide', params: BlocParam,
  body: z.strictObject({ validFrom: DayText, source: text(300), decision: SignedDecision }), answer: BlocPeriodView, summary: 'Opens a closed bloc again from a day on.',
});

export const blocRoutes = [listBlocs, closeBloc, openBloc];
