import { z } from 'zod';
import { defineEvent } from '../core/event';
import { Code, DayText, Level } from '../core/shapes';
import { Bloc } from '../membership/unit.shapes';
import { PetitionChannel, PetitionSource, PetitionTopic } from './emulation.shapes';

/** A petition was received (DLG-02). One that came in by two channels is two petitions, linked. */
export const PetitionReceivedV1 = defineEvent({
  type: 'campaigns.petition-received.v1',
  topic: 'campaigns.petition',
  key: 'petitionId',
  summary: 'A petition was received.',
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
    /** The day that counts. */
    receivedOn: DayText,
    decisionId: z.uuid().nullable(),
  }),
  example: {
    petitionId: '01920000-0000-7000-8000-000000000111', unitId: '01920000-0000-7000-8000-000000000120', level: 'G', channel: 'WRITTEN',
    topic: 'SOCIAL_HOUSING', bloc: 'ENTERPRISE_NONSTATE', source: 'MEETING', roundCode: 'ha-noi-2023-dot-1', clusterCode: null,
    receivedOn: '2023-05-12', decisionId: null,
  },
});
