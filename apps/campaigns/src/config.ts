import { platformEnv } from '@doanket/service';
import type { z } from 'zod';

/** The environment of campaigns: what every service needs, and nothing more. */
export const CampaignsEnv = platformEnv;
export type CampaignsConfig = Readonly<z.output<typeof CampaignsEnv>>;
