import { Module } from '@nestjs/common';
import { HoldingsModule } from '../holdings/holdings.module';
import { QuotasModule } from '../quotas/quotas.module';
import { TitlesModule } from '../titles/titles.module';
import { UnitsModule } from '../units/units.module';
import { NominationProcess } from './nomination.process';
import { NominationsController } from './nominations.controller';
import { NominationQueries } from './nominations.queries';
import { NominationsService } from './nominations.service';

@Module({
  imports: [TitlesModule, QuotasModule, HoldingsModule, UnitsModule], controllers: [NominationsController], providers: [NominationsService, NominationQueries, NominationProcess], exports: [NominationProcess],
})
export class NominationsModule {}
