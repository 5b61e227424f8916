import { z } from 'zod';
import { defineEvent } from '../core/event';
import { DIRECTORY_TOPIC } from '../core/topic';
import { directoryExample, directoryFacts } from './directory-event';

/** A person signs in with this account. `subject` is the `sub` of the identity server; nothing else of the account travels. */
export const AccountLinkedV1 = defineEvent({
  type: 'membership.account-linked.v1',
  topic: DIRECTORY_TOPIC,
  key: 'personId',
  summary: 'An account was linked to a person.',
  data: z.object({ personId: z.uuid(), subject: z.string().min(1).max(100), ...directoryFacts }),
  example: { personId: '01920000-0000-7000-8000-000000000030', subject: '8d0f0c0e-4c2e-4b1d-9d4e-6a54a1a3b111', ...directoryExample },
});
