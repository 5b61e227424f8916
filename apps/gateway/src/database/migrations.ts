import type { MigrationClass } from '@doanket/persistence';
import { CreateSession1760000000000 } from './migrations/1760000000000-create-session';

/** In the order in which they run. */
export const gatewayMigrations: readonly MigrationClass[] = [CreateSession1760000000000];
