import { Module } from '@nestjs/common';
import { PersonsModule } from '../persons/persons.module';
import { DuplicateQueries } from './duplicates.queries';
import { DuplicatesController } from './duplicates.controller';
import { DuplicatesService } from './duplicates.service';

@Module({ imports: [PersonsModule], controllers: [DuplicatesController], providers: [DuplicatesService, DuplicateQueries] })
export class DuplicatesModule {}
