import { Background } from '@doanket/service';
import { Module } from '@nestjs/common';
import { BlocsModule } from '../blocs/blocs.module';
import { ExportLists } from '@doanket/exports';
import { ExportsModule } from '../exports/exports.module';
import { PersonsModule } from '../persons/persons.module';
import { AdmissionProcess } from './admission.process';
import { Applicants } from './applicants';
import { MemberPapers } from './member.papers';
import { memberExport } from './member.export';
import { MembersController } from './members.controller';
import { MemberQueries } from './members.queries';
import { MembersService } from './members.service';
import { MembersStore } from './members.store';
import { MemberScope } from './member-scope';
import { MemberSearchService } from './member-search.service';
import { OpenAdmissions } from './open-admissions';

const DUE_MS = 60_000;

@Module({
  imports: [PersonsModule, BlocsModule, ExportsModule], controllers: [MembersController],
  providers: [MembersService, MembersStore, MemberQueries, MemberScope, MemberSearchService, Applicants, AdmissionProcess, MemberPapers, OpenAdmissions],
  exports: [MembersService, MembersStore, MemberQueries, MemberSearchService, OpenAdmissions, Applicants],
})
export class MembersModule {
  constructor(background: Background, store: MembersStore, lists: ExportLists, search: MemberSearchService, queries: MemberQueries) {
    lists.register(memberExport(search, queries));
    background.addTimer('admissions-due', DUE_MS, () => store.activateDue());
  }
}
