import { bootstrap, loadConfig } from '@doanket/service';
import { AppModule } from './app.module';
import { WelfareEnv } from './config';

void bootstrap(AppModule, loadConfig(WelfareEnv));
