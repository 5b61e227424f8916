import { runServiceMigrations } from '@doanket/service';
import { migrations } from './database/migrations';

void runServiceMigrations('welfare', migrations);
