import { Module } from '@nestjs/common';
import { RoundsModule } from '../rounds/rounds.module';
import { UnitsModule } from '../units/units.module';
import { PetitionsController } from './petitions.controller';
import { PetitionsPaper } from './petitions.paper';
import { PetitionQueries } from './petitions.queries';
import { PetitionsQueue } from './petitions.queue';
import { PetitionsService } from './petitions.service';

@Module({
  imports: [UnitsModule, RoundsModule], controllers: [PetitionsController], providers: [PetitionsService, PetitionQueries, PetitionsPaper, PetitionsQueue],
  exports: [PetitionsService, PetitionQueries, PetitionsPaper],
})
export class PetitionsModule {}
