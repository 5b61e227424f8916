import { Module } from '@nestjs/common';
import { BlocsModule } from '../blocs/blocs.module';
import { DelegationsModule } from '../delegations/delegations.module';
import { MembersModule } from '../members/members.module';
import { PersonsModule } from '../persons/persons.module';
import { PostsModule } from '../posts/posts.module';
import { OrganisationRulesModule } from '../rules/organisation-rules.module';
import { UnitsModule } from '../units/units.module';
import { FoundingPeople } from './founding-people';
import { FoundingProcess } from './founding.process';
import { FoundingStore } from './founding.store';
import { FoundingsController } from './foundings.controller';
import { FoundingQueries } from './foundings.queries';
import { FoundingsService } from './foundings.service';
import { UnitEmployers } from './unit-employers';

@Module({
  imports: [UnitsModule, PostsModule, PersonsModule, MembersModule, BlocsModule, DelegationsModule, OrganisationRulesModule], controllers: [FoundingsController],
  providers: [FoundingsService, FoundingProcess, FoundingPeople, FoundingStore, FoundingQueries, UnitEmployers], exports: [UnitEmployers],
})
export class FoundingsModule {}
