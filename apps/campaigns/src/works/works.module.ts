import { Module } from '@nestjs/common';
import { DecisionsModule } from '../decisions/decisions.module';
import { RoundsModule } from '../rounds/rounds.module';
import { UnitsModule } from '../units/units.module';
import { WorksController } from './works.controller';
import { WorksPaper } from './works.paper';
import { WorkQueries } from './works.queries';
import { WorksQueue } from './works.queue';
import { WorksService } from './works.service';

@Module({
  imports: [UnitsModule, RoundsModule, DecisionsModule], controllers: [WorksController], providers: [WorksService, WorksPaper, WorkQueries, WorksQueue], exports: [WorkQueries, WorksPaper],
})
export class WorksModule {}
