import { Module } from '@nestjs/common';
import { UnitsModule } from '../units/units.module';
import { OccasionsController } from './occasions.controller';
import { OccasionsService } from './occasions.service';

@Module({ imports: [UnitsModule], controllers: [OccasionsController], providers: [OccasionsService], exports: [OccasionsService] })
export class OccasionsModule {}
