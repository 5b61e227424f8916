import { Module } from '@nestjs/common';
import { LiveDecisions } from './live-decisions';

@Module({ providers: [LiveDecisions], exports: [LiveDecisions] })
export class LiveDecisionsModule {}
