import { Module } from '@nestjs/common';
import { DecisionsModule } from '../decisions/decisions.module';
import { RoundsModule } from '../rounds/rounds.module';
import { UnitsModule } from '../units/units.module';
import { ContestsController } from './contests.controller';
import { ContestQueries } from './contests.queries';
import { ContestsService } from './contests.service';
import { EntriesService } from './entries.service';
import { PrizesService } from './prizes.service';

@Module({
  imports: [UnitsModule, DecisionsModule, RoundsModule], controllers: [ContestsController], providers: [ContestsService, EntriesService, PrizesService, ContestQueries],
  exports: [ContestsService, EntriesService, PrizesService, ContestQueries],
})
export class ContestsModule {}
