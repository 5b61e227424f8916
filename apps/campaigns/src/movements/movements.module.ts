import { Module } from '@nestjs/common';
import { ContestsModule } from '../contests/contests.module';
import { DecisionsModule } from '../decisions/decisions.module';
import { HonoursModule } from '../honours/honours.module';
import { RoundsModule } from '../rounds/rounds.module';
import { TargetsModule } from '../targets/targets.module';
import { UnitsModule } from '../units/units.module';
import { MovementsController } from './movements.controller';
import { MovementsService } from './movements.service';

@Module({
  imports: [UnitsModule, DecisionsModule, TargetsModule, HonoursModule, ContestsModule, RoundsModule], controllers: [MovementsController], providers: [MovementsService],
  exports: [MovementsService],
})
export class MovementsModule {}
