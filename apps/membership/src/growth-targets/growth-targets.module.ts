import { Background } from '@doanket/service';
import { Module } from '@nestjs/common';
import { LiveDecisionsModule } from '../decisions/live-decisions.module';
import { GrowthTargetsController } from './growth-targets.controller';
import { GrowthTargetsService } from './growth-targets.service';
import { MergedTargets } from './merged-targets';

const PASS_MS = 10_000;

@Module({ imports: [LiveDecisionsModule], controllers: [GrowthTargetsController], providers: [GrowthTargetsService, MergedTargets] })
export class GrowthTargetsModule {
  constructor(background: Background, merged: MergedTargets) {
    background.addTimer('merged-targets', PASS_MS, () => merged.round());
  }
}
