import { platformEnv } from '@doanket/service';
import type { z } from 'zod';

/** The environment of initiatives: what every service needs, and nothing more. */
export const InitiativesEnv = platformEnv;
export type InitiativesConfig = Readonly<z.output<typeof InitiativesEnv>>;
