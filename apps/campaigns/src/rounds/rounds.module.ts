import { Module } from '@nestjs/common';
import { DecisionsModule } from '../decisions/decisions.module';
import { TargetsModule } from '../targets/targets.module';
import { UnitsModule } from '../units/units.module';
import { Notices } from './notices.service';
import { RoundsService } from './rounds.service';

@Module({ imports: [UnitsModule, TargetsModule, DecisionsModule], providers: [RoundsService, Notices], exports: [RoundsService, Notices] })
export class RoundsModule {}
