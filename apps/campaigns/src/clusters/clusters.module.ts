import { Module } from '@nestjs/common';
import { DecisionsModule } from '../decisions/decisions.module';
import { PetitionsModule } from '../petitions/petitions.module';
import { RoundsModule } from '../rounds/rounds.module';
import { UnitsModule } from '../units/units.module';
import { ClustersController } from './clusters.controller';
import { ClusterQueries } from './clusters.queries';
import { ClustersService } from './clusters.service';
import { SurveysService } from './surveys.service';

@Module({
  imports: [UnitsModule, DecisionsModule, PetitionsModule, RoundsModule], controllers: [ClustersController], providers: [ClustersService, ClusterQueries, SurveysService],
  exports: [ClustersService, SurveysService],
})
export class ClustersModule {}
