import { Module } from '@nestjs/common';
import { LiveDecisionsModule } from '../decisions/live-decisions.module';
import { DirectorySourceModule } from '../directory/directory-source.module';
import { MembersModule } from '../members/members.module';
import { PersonsModule } from '../persons/persons.module';
import { TransfersModule } from '../transfers/transfers.module';
import { UnitsModule } from '../units/units.module';
import { OpenCases } from './open-cases';
import { ReorganisationDecisions } from './reorganisation.decisions';
import { ReorganisationPapers } from './reorganisation.papers';
import { ReorganisationPlanner } from './reorganisation.planner';
import { ReorganisationsController } from './reorganisations.controller';
import { ReorganisationsService } from './reorganisations.service';

@Module({
  imports: [LiveDecisionsModule, DirectorySourceModule, UnitsModule, PersonsModule, MembersModule, TransfersModule], controllers: [ReorganisationsController],
  providers: [ReorganisationsService, ReorganisationPlanner, ReorganisationDecisions, ReorganisationPapers, OpenCases],
})
export class ReorganisationsModule {}
