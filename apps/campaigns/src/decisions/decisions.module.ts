import { Module } from '@nestjs/common';
import { LiveDecisions } from './live-decisions.service';

@Module({ providers: [LiveDecisions], exports: [LiveDecisions] })
export class DecisionsModule {}
