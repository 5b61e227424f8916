import { bootstrap, loadConfig } from '@doanket/service';
import { AppModule } from './app.module';
import { ReportsEnv } from './config';

void bootstrap(AppModule, loadConfig(ReportsEnv));
