import { bootstrap, loadConfig } from '@doanket/service';
import { AppModule } from './app.module';
import { InitiativesEnv } from './config';

void bootstrap(AppModule, loadConfig(InitiativesEnv));
