import { z } from 'zod';
import { defineEvent } from '../core/event';
import { DIRECTORY_TOPIC } from '../core/topic';
import { directoryExample, directoryFacts } from './directory-event';

/** A partner system may call the API: its client reads the subtree of `unitId`, as far as its scopes go. */
export const PartnerOpenedV1 = defineEvent({
  type: 'membership.partner-opened.v1',
  topic: DIRECTORY_TOPIC,
  key: 'partnerId',
  summary: 'A partner system was admitted.',
  data: z.object({
    partnerId: z.uuid(),
    clientId: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/).max(80),
    unitId: z.uuid(),
    scopes: z.array(z.string().max(100)).max(30),
    ...directoryFacts,
  }),
  example: {
    partnerId: '01920000-0000-7000-8000-000000000070', clientId: 'partner-so-lieu', unitId: '01920000-0000-7000-8000-000000000002',
    scopes: ['reports.read'], ...directoryExample,
  },
});
