import { Background } from '@doanket/service';
import { Module } from '@nestjs/common';
import { BlocsModule } from '../blocs/blocs.module';
import { LiveDecisionsModule } from '../decisions/live-decisions.module';
import { DirectorySourceModule } from '../directory/directory-source.module';
import { EmployersModule } from '../employers/employers.module';
import { ReorganisationsModule } from '../reorganisations/reorganisations.module';
import { TransfersModule } from '../transfers/transfers.module';
import { UnitsModule } from '../units/units.module';
import { SplitMembers } from './split-members';
import { UnitSplitDecisions } from './unit-split.decisions';
import { UnitSplitPapers } from './unit-split.papers';
import { UnitSplitPlanner } from './unit-split.planner';
import { UnitSplitsController } from './unit-splits.controller';
import { UnitSplitQueries } from './unit-splits.queries';
import { UnitSplitsService } from './unit-splits.service';

const FOLLOW_MS = 10_000;

@Module({
  imports: [BlocsModule, LiveDecisionsModule, DirectorySourceModule, EmployersModule, ReorganisationsModule, TransfersModule, UnitsModule], controllers: [UnitSplitsController],
  providers: [UnitSplitsService, UnitSplitPlanner, UnitSplitQueries, UnitSplitDecisions, UnitSplitPapers, SplitMembers],
})
export class UnitSplitsModule {
  constructor(background: Background, split: SplitMembers) {
    background.addTimer('split-members', FOLLOW_MS, () => split.round());
  }
}
