import { Transactions } from '@doanket/persistence';
import { Background } from '@doanket/service';
import { Module } from '@nestjs/common';
import { PersonsModule } from '../persons/persons.module';
import { IntegrationsController } from './integrations.controller';
import { IntegrationsService } from './integrations.service';
import { Notices } from './notices';
import { WebhookSender } from './webhook-sender';

const SEND_MS = 5_000;

@Module({ imports: [PersonsModule], controllers: [IntegrationsController], providers: [IntegrationsService, Notices, WebhookSender], exports: [Notices] })
export class IntegrationsModule {
  constructor(background: Background, transactions: Transactions, notices: Notices) {
    background.addLookout('partner-notices', SEND_MS, transactions, () => notices.round());
  }
}
