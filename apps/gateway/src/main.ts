import { bootstrap, loadConfig } from '@doanket/service';
import { AppModule } from './app.module';
import { GatewayEnv } from './config';

void bootstrap(AppModule, loadConfig(GatewayEnv));
