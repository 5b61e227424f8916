import { Module } from '@nestjs/common';
import { UnitsModule } from '../units/units.module';
import { TargetsController } from './targets.controller';
import { TargetsService } from './targets.service';

@Module({ imports: [UnitsModule], controllers: [TargetsController], providers: [TargetsService], exports: [TargetsService] })
export class TargetsModule {}
