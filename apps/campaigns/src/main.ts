import { bootstrap, loadConfig } from '@doanket/service';
import { AppModule } from './app.module';
import { CampaignsEnv } from './config';

void bootstrap(AppModule, loadConfig(CampaignsEnv));
