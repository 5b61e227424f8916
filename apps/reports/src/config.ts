import { platformEnv } from '@doanket/service';
import type { z } from 'zod';

/** The environment of reports: what every service needs, and nothing more. */
export const ReportsEnv = platformEnv;
export type ReportsConfig = Readonly<z.output<typeof ReportsEnv>>;
