import { Module } from '@nestjs/common';
import { BlocsModule } from '../blocs/blocs.module';
import { DelegationsModule } from '../delegations/delegations.module';
import { EmployersModule } from '../employers/employers.module';
import { MembersModule } from '../members/members.module';
import { PersonsModule } from '../persons/persons.module';
import { PostsModule } from '../posts/posts.module';
import { RulesModule } from '../rules/rules.module';
import { UnitsModule } from '../units/units.module';
import { FoundingEmployers } from './founding-employers';
import { FoundingPeople } from './founding-people';
import { FoundingProcess } from './founding.process';
import { FoundingStore } from './founding.store';
import { FoundingsController } from './foundings.controller';
import { FoundingQueries } from './foundings.queries';
import { FoundingsService } from './foundings.service';

@Module({
  imports: [UnitsModule, PostsModule, PersonsModule, MembersModule, BlocsModule, DelegationsModule, RulesModule, EmployersModule], controllers: [FoundingsController],
  providers: [FoundingsService, FoundingProcess, FoundingPeople, FoundingStore, FoundingQueries, FoundingEmployers], exports: [FoundingStore],
})
export class FoundingsModule {}
