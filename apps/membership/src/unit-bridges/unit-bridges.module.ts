import { Module } from '@nestjs/common';
import { LiveDecisionsModule } from '../decisions/live-decisions.module';
import { StatisticsModule } from '../statistics/statistics.module';
import { UnitBridgesController } from './unit-bridges.controller';
import { UnitBridgesService } from './unit-bridges.service';

@Module({ imports: [LiveDecisionsModule, StatisticsModule], controllers: [UnitBridgesController], providers: [UnitBridgesService] })
export class UnitBridgesModule {}
