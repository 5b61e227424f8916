import { Module } from '@nestjs/common';
import { ClustersModule } from '../clusters/clusters.module';
import { ContestsModule } from '../contests/contests.module';
import { MovementsModule } from '../movements/movements.module';
import { PetitionsModule } from '../petitions/petitions.module';
import { PlansModule } from '../plans/plans.module';
import { RoundsModule } from '../rounds/rounds.module';
import { WorksModule } from '../works/works.module';
import { CampaignPapers } from './campaign-papers';
import { PapersRegistrar } from './papers.registrar';

@Module({
  imports: [PlansModule, RoundsModule, WorksModule, ClustersModule, ContestsModule, PetitionsModule, MovementsModule], providers: [CampaignPapers, PapersRegistrar],
})
export class PapersModule {}
