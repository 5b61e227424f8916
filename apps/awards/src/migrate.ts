import { runServiceMigrations } from '@doanket/service';
import { migrations } from './database/migrations';

void runServiceMigrations('awards', migrations);
