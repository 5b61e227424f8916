import { Module } from '@nestjs/common';
import { CertificateNumbersModule } from '../certificates/certificate-numbers.module';
import { QuotasModule } from '../quotas/quotas.module';
import { TitlesModule } from '../titles/titles.module';
import { UnitsModule } from '../units/units.module';
import { Awarding } from './awarding.service';
import { Candidates } from './candidates.service';
import { DelegateChosenPaper } from './delegate-chosen.paper';
import { Delegates } from './delegates.service';
import { HoldingQueries } from './holdings.queries';
import { HoldingsController } from './holdings.controller';
import { HoldingsService } from './holdings.service';
import { Presentations } from './presentations.service';
import { Recipients } from './recipients.service';
import { TitleAwardedPaper } from './title-awarded.paper';

@Module({
  imports: [TitlesModule, QuotasModule, UnitsModule, CertificateNumbersModule], controllers: [HoldingsController],
  providers: [Awarding, Candidates, Recipients, Delegates, Presentations, HoldingsService, HoldingQueries, TitleAwardedPaper, DelegateChosenPaper], exports: [Awarding, Candidates, Recipients, HoldingQueries],
})
export class HoldingsModule {}
