import { Module } from '@nestjs/common';
import { RulesModule } from '../rules/rules.module';
import { GradingProcess } from './grading.process';
import { GradingsController } from './gradings.controller';
import { GradingQueries } from './gradings.queries';
import { GradingsService } from './gradings.service';

@Module({ imports: [RulesModule], controllers: [GradingsController], providers: [GradingsService, GradingQueries, GradingProcess] })
export class GradingsModule {}
