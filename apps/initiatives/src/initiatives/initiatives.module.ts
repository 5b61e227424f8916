import { Module } from '@nestjs/common';
import { UnitsModule } from '../units/units.module';
import { Authors } from './authors.service';
import { FilingChecks } from './filing-checks.service';
import { InitiativesController } from './initiatives.controller';
import { InitiativeQueries } from './initiatives.queries';
import { InitiativesService } from './initiatives.service';
import { RecognitionHandlers } from './recognition.handlers';
import { RecognitionsPaper } from './recognitions.paper';
import { Recognitions } from './recognitions.service';

@Module({
  imports: [UnitsModule], controllers: [InitiativesController],
  providers: [InitiativesService, InitiativeQueries, Authors, Recognitions, RecognitionHandlers, RecognitionsPaper, FilingChecks],
  exports: [InitiativesService, InitiativeQueries, Authors, Recognitions],
})
export class InitiativesModule {}
