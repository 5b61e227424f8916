import { platformEnv } from '@doanket/service';
import { z } from 'zod';

/** The environment of welfare. */
export const WelfareEnv = z.object({
  ...platformEnv.shape,
  HOUSEHOLD_KEY: z.base64().refine((text) => Buffer.from(text, 'base64').length === 32, { params: { reason: 'must be 32 bytes, base64' } })
    .describe('Key of the hash under which a household is known, 32 bytes in base64. It never changes: with another one, helped households are not found again.'),
});
export type WelfareConfig = Readonly<z.output<typeof WelfareEnv>>;
