import { platformEnv } from '@doanket/service';
import type { z } from 'zod';

/** The environment of awards: what every service needs, and nothing more. */
export const AwardsEnv = platformEnv;
export type AwardsConfig = Readonly<z.output<typeof AwardsEnv>>;
