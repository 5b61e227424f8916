import { Module } from '@nestjs/common';
import { NominationsModule } from '../nominations/nominations.module';
import { AwardDecisionsController } from './award-decisions.controller';
import { AwardDecisions } from './award-decisions.service';

@Module({ imports: [NominationsModule], controllers: [AwardDecisionsController], providers: [AwardDecisions] })
export class DecisionsModule {}
