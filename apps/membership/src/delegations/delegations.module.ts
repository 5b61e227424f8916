import { Module } from '@nestjs/common';
import { LiveDecisionsModule } from '../decisions/live-decisions.module';
import { Delegations } from './delegations';
import { DelegationsController } from './delegations.controller';
import { DelegationsService } from './delegations.service';

@Module({ imports: [LiveDecisionsModule], controllers: [DelegationsController], providers: [Delegations, DelegationsService], exports: [Delegations] })
export class DelegationsModule {}
