import { Background } from '@doanket/service';
import { Module } from '@nestjs/common';
import { LiveDecisionsModule } from '../decisions/live-decisions.module';
import { DirectorySourceModule } from '../directory/directory-source.module';
import { DuesModule } from '../dues/dues.module';
import { EmployersModule } from '../employers/employers.module';
import { FailPointsModule } from '../fail-points/fail-points.module';
import { MembersModule } from '../members/members.module';
import { PersonsModule } from '../persons/persons.module';
import { TransfersModule } from '../transfers/transfers.module';
import { UnitsModule } from '../units/units.module';
import { LosingRights } from './losing-rights';
import { MembershipMoves } from './membership-moves';
import { MergedMembers } from './merged-members';
import { OpenCases } from './open-cases';
import { PendingSplits } from './pending-splits';
import { ReorganisationDecisions } from './reorganisation.decisions';
import { ReorganisationPapers } from './reorganisation.papers';
import { ReorganisationPlanner } from './reorganisation.planner';
import { ReorganisationsController } from './reorganisations.controller';
import { ReorganisationsService } from './reorganisations.service';

const FOLLOW_MS = 10_000;

@Module({
  imports: [FailPointsModule, LiveDecisionsModule, DirectorySourceModule, UnitsModule, PersonsModule, MembersModule, TransfersModule, EmployersModule, DuesModule], controllers: [ReorganisationsController],
  providers: [ReorganisationsService, ReorganisationPlanner, ReorganisationDecisions, ReorganisationPapers, OpenCases, MergedMembers, MembershipMoves, PendingSplits, LosingRights],
  exports: [LosingRights, ReorganisationPlanner, OpenCases, MergedMembers, MembershipMoves],
})
export class ReorganisationsModule {
  constructor(background: Background, merged: MergedMembers) {
    background.addTimer('merged-members', FOLLOW_MS, () => merged.round());
  }
}
