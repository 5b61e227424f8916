import { Background } from '@doanket/service';
import { Module } from '@nestjs/common';
import { BlocsModule } from '../blocs/blocs.module';
import { PersonsModule } from '../persons/persons.module';
import { AdmissionProcess } from './admission.process';
import { Applicants } from './applicants';
import { MemberPapers } from './member.papers';
import { MembersController } from './members.controller';
import { MemberQueries } from './members.queries';
import { MembersService } from './members.service';
import { MembersStore } from './members.store';
import { OpenAdmissions } from './open-admissions';

const DUE_MS = 60_000;

@Module({
  imports: [PersonsModule, BlocsModule], controllers: [MembersController],
  providers: [MembersService, MembersStore, MemberQueries, Applicants, AdmissionProcess, MemberPapers, OpenAdmissions],
  exports: [MembersService, OpenAdmissions, Applicants],
})
export class MembersModule {
  constructor(background: Background, store: MembersStore) {
    background.addTimer('admissions-due', DUE_MS, () => store.activateDue());
  }
}
