import { Module } from '@nestjs/common';
import { MembersModule } from '../members/members.module';
import { PersonsModule } from '../persons/persons.module';
import { MemberCardsController } from './member-cards.controller';
import { MemberCardsService } from './member-cards.service';

@Module({ imports: [MembersModule, PersonsModule], controllers: [MemberCardsController], providers: [MemberCardsService] })
export class MemberCardsModule {}
