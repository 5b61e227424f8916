import { Module } from '@nestjs/common';
import { LiveDecisionsModule } from '../decisions/live-decisions.module';
import { Blocs } from './blocs';
import { BlocsController } from './blocs.controller';
import { BlocsService } from './blocs.service';

@Module({ imports: [LiveDecisionsModule], controllers: [BlocsController], providers: [Blocs, BlocsService], exports: [Blocs] })
export class BlocsModule {}
