import { Module } from '@nestjs/common';
import { NominationsModule } from '../nominations/nominations.module';
import { Councils } from './councils.service';
import { CouncilsController } from './councils.controller';

@Module({ imports: [NominationsModule], controllers: [CouncilsController], providers: [Councils] })
export class CouncilsModule {}
