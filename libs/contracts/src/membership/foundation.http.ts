import { z } from 'zod';
import { defineRoute } from '../core/route';
import { Code, DayText, text } from '../core/shapes';
import { AccountBody } from './person.shapes';
import { Body, PostName } from './post.shapes';

/** The beginning: the first unit, the first person with an account, the first post. */
export const foundUnion = defineRoute({
  service: 'membership', name: 'foundUnion', method: 'POST', path: '/foundation', access: 'membership.foundation.create',
  summary: 'Founds the first unit, person and post, while there is no unit. Once, by the administrator of the platform, and audited.',
  body: z.strictObject({
    unit: z.strictObject({ code: Code, type: z.enum(['N', 'C']), name: text(300), validFrom: DayText }),
    person: z.strictObject({ fullName: text(200), account: AccountBody }),
    post: z.strictObject({ post: PostName.default('CHAIR'), body: Body.default('EXECUTIVE_COMMITTEE'), validFrom: DayText }),
  }),
  answer: z.object({ unitId: z.uuid(), unitCode: Code, personId: z.uuid(), postId: z.uuid(), account: z.enum(['OPENING', 'OPEN']) }),
});

export const foundationRoutes = [foundUnion];
