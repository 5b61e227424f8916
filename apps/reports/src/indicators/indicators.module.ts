import { Module } from '@nestjs/common';
import { Dictionary } from './dictionary.service';
import { IndicatorsController } from './indicators.controller';

@Module({ controllers: [IndicatorsController], providers: [Dictionary], exports: [Dictionary] })
export class IndicatorsModule {}
