import { Module } from '@nestjs/common';
import { InitiativesModule } from '../initiatives/initiatives.module';
import { UnitsModule } from '../units/units.module';
import { ProgrammesController } from './programmes.controller';
import { ProgrammesPaper } from './programmes.paper';
import { ProgrammesService } from './programmes.service';

@Module({ imports: [InitiativesModule, UnitsModule], controllers: [ProgrammesController], providers: [ProgrammesService, ProgrammesPaper] })
export class ProgrammesModule {}
