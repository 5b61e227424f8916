import { Background } from '@doanket/service';
import { Module } from '@nestjs/common';
import { PersonsModule } from '../persons/persons.module';
import { IntegrationsController } from './integrations.controller';
import { IntegrationsService } from './integrations.service';
import { Notices } from './notices';
import { WebhookSender } from './webhook-sender';

const SEND_MS = 1_000;

@Module({ imports: [PersonsModule], controllers: [IntegrationsController], providers: [IntegrationsService, Notices, WebhookSender], exports: [Notices] })
export class IntegrationsModule {
  constructor(background: Background, notices: Notices) {
    background.addTimer('partner-notices', SEND_MS, () => notices.round());
  }
}
