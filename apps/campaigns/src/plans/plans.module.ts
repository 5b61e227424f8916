import { Module } from '@nestjs/common';
import { DecisionsModule } from '../decisions/decisions.module';
import { OccasionsModule } from '../occasions/occasions.module';
import { RoundsModule } from '../rounds/rounds.module';
import { TargetsModule } from '../targets/targets.module';
import { UnitsModule } from '../units/units.module';
import { AdoptionsService } from './adoptions.service';
import { PlansController } from './plans.controller';
import { PlanQueries } from './plans.queries';
import { PlansService } from './plans.service';

@Module({
  imports: [UnitsModule, TargetsModule, DecisionsModule, RoundsModule, OccasionsModule],
  controllers: [PlansController], providers: [PlansService, AdoptionsService, PlanQueries], exports: [PlansService, AdoptionsService],
})
export class PlansModule {}
