import { CurrentPrincipal, type Principal } from '@doanket/auth';
import {
  admitMember, changeProfile, countMembers, draftApplication, getMember, listMembers, readIdentifiers, readSensitiveFacts, rejectMember, submitApplication, type AnswerOf, type InputOf,
} from '@doanket/contracts';
import { Handle, IfMatch, Input } from '@doanket/service';
import { Controller } from '@nestjs/common';
import { MemberSearchService } from './member-search.service';
import { MembersService } from './members.service';

@Controller()
export class MembersController {
  constructor(private readonly members: MembersService, private readonly search: MemberSearchService) {}

  @Handle(draftApplication)
  draft(@Input() input: InputOf<typeof draftApplication>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof draftApplication>> {
    return this.members.draft(input, principal);
  }

  @Handle(changeProfile)
  changeProfile(@Input() input: InputOf<typeof changeProfile>, @CurrentPrincipal() principal: Principal, @IfMatch() version: number): Promise<AnswerOf<typeof changeProfile>> {
    return this.members.changeProfile(input, principal, version);
  }

  @Handle(submitApplication)
  submit(@Input() input: InputOf<typeof submitApplication>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof submitApplication>> {
    return this.members.submit(input, principal);
  }

  @Handle(admitMember)
  admit(@Input() input: InputOf<typeof admitMember>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof admitMember>> {
    return this.members.admit(input, principal);
  }

  @Handle(rejectMember)
  reject(@Input() input: InputOf<typeof rejectMember>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof rejectMember>> {
    return this.members.reject(input, principal);
  }

  @Handle(listMembers)
  list(@Input() input: InputOf<typeof listMembers>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof listMembers>> {
    return this.search.list(input, principal);
  }

  @Handle(countMembers)
  count(@Input() input: InputOf<typeof countMembers>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof countMembers>> {
    return this.search.count(input, principal);
  }

  @Handle(readIdentifiers)
  readIdentifiers(@Input() input: InputOf<typeof readIdentifiers>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof readIdentifiers>> {
    return this.members.readIdentifiers(input, principal);
  }

  @Handle(readSensitiveFacts)
  readSensitiveFacts(@Input() input: InputOf<typeof readSensitiveFacts>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof readSensitiveFacts>> {
    return this.members.readSensitiveFacts(input, principal);
  }

  @Handle(getMember)
  get(@Input() input: InputOf<typeof getMember>): Promise<AnswerOf<typeof getMember>> {
    return this.members.get(input.params.id);
  }
}
