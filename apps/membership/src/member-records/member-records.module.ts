import { Module } from '@nestjs/common';
import { MembersModule } from '../members/members.module';
import { MemberRecordsController } from './member-records.controller';
import { MemberRecordsService } from './member-records.service';

@Module({ imports: [MembersModule], controllers: [MemberRecordsController], providers: [MemberRecordsService] })
export class MemberRecordsModule {}
