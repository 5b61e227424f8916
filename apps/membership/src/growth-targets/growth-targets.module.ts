import { Module } from '@nestjs/common';
import { LiveDecisionsModule } from '../decisions/live-decisions.module';
import { GrowthTargetsController } from './growth-targets.controller';
import { GrowthTargetsService } from './growth-targets.service';

@Module({ imports: [LiveDecisionsModule], controllers: [GrowthTargetsController], providers: [GrowthTargetsService] })
export class GrowthTargetsModule {}
