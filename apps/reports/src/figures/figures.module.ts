import { Module } from '@nestjs/common';
import { IndicatorsModule } from '../indicators/indicators.module';
import { FiguresController } from './figures.controller';
import { FiguresService } from './figures.service';

@Module({ imports: [IndicatorsModule], controllers: [FiguresController], providers: [FiguresService] })
export class FiguresModule {}
