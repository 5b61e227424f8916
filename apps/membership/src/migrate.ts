import { runServiceMigrations } from '@doanket/service';
import { MIGRATIONS } from './database/data-source';

void runServiceMigrations('membership', MIGRATIONS);
