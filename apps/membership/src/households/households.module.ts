import { Module } from '@nestjs/common';
import { MembersModule } from '../members/members.module';
import { PersonsModule } from '../persons/persons.module';
import { PurposesModule } from '../purposes/purposes.module';
import { HouseholdsController } from './households.controller';
import { HouseholdQueries } from './households.queries';
import { HouseholdsService } from './households.service';

@Module({ imports: [MembersModule, PersonsModule, PurposesModule], controllers: [HouseholdsController], providers: [HouseholdsService, HouseholdQueries] })
export class HouseholdsModule {}
