import { Module } from '@nestjs/common';
import { IndicatorsModule } from '../indicators/indicators.module';
import { SubmissionPaper } from './submission.paper';
import { SubmissionsController } from './submissions.controller';
import { SubmissionsService } from './submissions.service';

@Module({ imports: [IndicatorsModule], controllers: [SubmissionsController], providers: [SubmissionsService, SubmissionPaper] })
export class SubmissionsModule {}
