import { Module } from '@nestjs/common';
import { PersonsModule } from '../persons/persons.module';
import { TrainingsController } from './trainings.controller';
import { TrainingQueries } from './trainings.queries';
import { TrainingsService } from './trainings.service';

@Module({ imports: [PersonsModule], controllers: [TrainingsController], providers: [TrainingsService, TrainingQueries] })
export class TrainingsModule {}
