import { ExportJob } from '@doanket/exports';
import { PlatformModule } from '@doanket/service';
import { Module } from '@nestjs/common';
import { CertificatesModule } from './certificates/certificates.module';
import { CouncilsModule } from './councils/councils.module';
import { DecisionsModule } from './decisions/decisions.module';
import { ExportsModule } from './exports/exports.module';
import { HoldingsModule } from './holdings/holdings.module';
import { Nomination } from './nominations/nomination.entity';
import { NominationsModule } from './nominations/nominations.module';
import { QuotasModule } from './quotas/quotas.module';
import { RulesModule } from './rules/rules.module';
import { RulesConsumer } from './rules/rules.consumer';
import { TitlesModule } from './titles/titles.module';

@Module({
  imports: [
    PlatformModule.forRoot({ service: 'awards', entities: [Nomination, ExportJob], consumers: [RulesConsumer] }),
    RulesModule, TitlesModule, QuotasModule, HoldingsModule, NominationsModule, CouncilsModule, DecisionsModule, CertificatesModule, ExportsModule,
  ],
})
export class AppModule {}
