import { z } from 'zod';
import { defineEvent } from '../core/event';
import { Code, DayText, Level } from '../core/shapes';
import { Bloc } from '../membership/unit.shapes';
import { PetitionChannel, PetitionOutcome, PetitionSource, PetitionTopic } from './emulation.shapes';

/** A petition was answered or directed (DLG-04). An answer to a merged petition settles every one of its sources, each with its own event. */
export const PetitionSettledV1 = defineEvent({
  type: 'campaigns.petition-settled.v1',
  topic: 'campaigns.petition',
  key: 'petitionId',
  summary: 'A petition was answered or directed.',
  data: z.object({
    petitionId: z.uuid(),
    /** The unit it was raised for. */
    unitId: z.uuid(),
    level: Level,
    channel: PetitionChannel,
    topic: PetitionTopic.nullable(),
    bloc: Bloc.nullable(),
    source: PetitionSource,
    roundCode: Code.nullable(),
    clusterCode: Code.nullable(),
    receivedOn: DayText,
    outcome: PetitionOutcome,
    settledOn: DayText,
    decisionId: z.uuid().nullable(),
  }),
  example: {
    petitionId: '01920000-0000-7000-8000-000000000111', unitId: '01920000-0000-7000-8000-000000000120', level: 'G', channel: 'WRITTEN',
    topic: 'SOCIAL_HOUSING', bloc: 'ENTERPRISE_NONSTATE', source: 'MEETING', roundCode: 'ha-noi-2023-dot-1', clusterCode: null,
    receivedOn: '2023-05-12', outcome: 'ANSWERED', settledOn: '2023-05-23', decisionId: null,
  },
});
