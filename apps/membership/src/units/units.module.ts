import { Module } from '@nestjs/common';
import { BlocsModule } from '../blocs/blocs.module';
import { LiveDecisionsModule } from '../decisions/live-decisions.module';
import { DirectorySourceModule } from '../directory/directory-source.module';
import { PersonsModule } from '../persons/persons.module';
import { UnitDecisions } from './unit-decisions';
import { UnitPapers } from './unit.papers';
import { UnitTree } from './unit-tree';
import { UnitsController } from './units.controller';
import { UnitQueries } from './units.queries';
import { UnitsService } from './units.service';

@Module({
  imports: [LiveDecisionsModule, DirectorySourceModule, PersonsModule, BlocsModule], controllers: [UnitsController],
  providers: [UnitsService, UnitQueries, UnitDecisions, UnitTree, UnitPapers], exports: [UnitTree, UnitDecisions, UnitsService],
})
export class UnitsModule {}
