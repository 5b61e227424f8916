import { bootstrap, loadConfig } from '@doanket/service';
import { AppModule } from './app.module';
import { MembershipEnv } from './config';

void bootstrap(AppModule, loadConfig(MembershipEnv));
