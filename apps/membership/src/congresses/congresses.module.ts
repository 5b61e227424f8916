import { Module } from '@nestjs/common';
import { LiveDecisionsModule } from '../decisions/live-decisions.module';
import { RulesModule } from '../rules/rules.module';
import { UnitsModule } from '../units/units.module';
import { CongressDecisions } from './congress-decisions';
import { CongressPapers } from './congress.papers';
import { CongressesController } from './congresses.controller';
import { CongressQueries } from './congresses.queries';
import { CongressesService } from './congresses.service';

@Module({
  imports: [LiveDecisionsModule, UnitsModule, RulesModule], controllers: [CongressesController],
  providers: [CongressesService, CongressQueries, CongressDecisions, CongressPapers],
})
export class CongressesModule {}
