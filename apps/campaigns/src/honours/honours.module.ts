import { Module } from '@nestjs/common';
import { RoundsModule } from '../rounds/rounds.module';
import { UnitsModule } from '../units/units.module';
import { HonoursConsumer } from './honours.consumer';
import { HonoursController } from './honours.controller';
import { HonoursService } from './honours.service';

@Module({ imports: [UnitsModule, RoundsModule], controllers: [HonoursController], providers: [HonoursService, HonoursConsumer], exports: [HonoursService, HonoursConsumer] })
export class HonoursModule {}
