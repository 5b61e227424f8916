import { PlatformModule } from '@doanket/service';
import { Module } from '@nestjs/common';
import { ClustersModule } from './clusters/clusters.module';
import { ContestsModule } from './contests/contests.module';
import { entities } from './database/entities';
import { ExportsModule } from './exports/exports.module';
import { HonoursConsumer } from './honours/honours.consumer';
import { HonoursModule } from './honours/honours.module';
import { MovementsModule } from './movements/movements.module';
import { OccasionsModule } from './occasions/occasions.module';
import { PapersModule } from './papers/papers.module';
import { PetitionsModule } from './petitions/petitions.module';
import { PlansModule } from './plans/plans.module';
import { RoundsModule } from './rounds/rounds.module';
import { SummariesModule } from './summaries/summaries.module';
import { TargetsModule } from './targets/targets.module';
import { WorksModule } from './works/works.module';

@Module({
  imports: [
    PlatformModule.forRoot({ service: 'campaigns', entities, consumers: [HonoursConsumer] }),
    PlansModule,
    TargetsModule,
    RoundsModule,
    WorksModule,
    ClustersModule,
    ContestsModule,
    PetitionsModule,
    MovementsModule,
    OccasionsModule,
    HonoursModule,
    SummariesModule,
    PapersModule,
    ExportsModule,
  ],
})
export class AppModule {}
