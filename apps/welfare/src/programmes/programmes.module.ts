import { Module } from '@nestjs/common';
import { UnitsModule } from '../units/units.module';
import { ProgrammesController } from './programmes.controller';
import { ProgrammesPaper } from './programmes.paper';
import { ProgrammesService } from './programmes.service';

@Module({ imports: [UnitsModule], controllers: [ProgrammesController], providers: [ProgrammesService, ProgrammesPaper], exports: [ProgrammesService] })
export class ProgrammesModule {}
