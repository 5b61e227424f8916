import { Module } from '@nestjs/common';
import { ContestsModule } from '../contests/contests.module';
import { HonoursModule } from '../honours/honours.module';
import { PetitionsModule } from '../petitions/petitions.module';
import { RoundsModule } from '../rounds/rounds.module';
import { TargetsModule } from '../targets/targets.module';
import { UnitsModule } from '../units/units.module';
import { WorksModule } from '../works/works.module';
import { RoundQueries } from './round.queries';
import { RoundsController } from './rounds.controller';
import { SummariesService } from './summaries.service';

@Module({
  imports: [UnitsModule, TargetsModule, RoundsModule, WorksModule, PetitionsModule, ContestsModule, HonoursModule], controllers: [RoundsController], providers: [SummariesService, RoundQueries],
})
export class SummariesModule {}
