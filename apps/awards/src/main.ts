import { bootstrap, loadConfig } from '@doanket/service';
import { AppModule } from './app.module';
import { AwardsEnv } from './config';

void bootstrap(AppModule, loadConfig(AwardsEnv));
