import { runServiceMigrations } from '@doanket/service';
import { gatewayMigrations } from './database/migrations';

void runServiceMigrations('gateway', gatewayMigrations);
