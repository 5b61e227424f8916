import { CurrentPrincipal, type Principal } from '@doanket/auth';
import {
  appointGroupHead, foundGroup, listGroupMembers, listGroups, moveGroupMembers, type AnswerOf, type InputOf,
} from '@doanket/contracts';
import { Handle, Input } from '@doanket/service';
import { Controller } from '@nestjs/common';
import { GroupsService } from './groups.service';

@Controller()
export class GroupsController {
  constructor(private readonly service: GroupsService) {}

  @Handle(foundGroup)
  found(@Input() input: InputOf<typeof foundGroup>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof foundGroup>> {
    return this.service.found(input, principal);
  }

  @Handle(appointGroupHead)
  appointHead(@Input() input: InputOf<typeof appointGroupHead>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof appointGroupHead>> {
    return this.service.appointHead(input, principal);
  }

  @Handle(moveGroupMembers)
  moveMembers(@Input() input: InputOf<typeof moveGroupMembers>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof moveGroupMembers>> {
    return this.service.moveMembers(input, principal);
  }

  @Handle(listGroups)
  list(@Input() input: InputOf<typeof listGroups>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof listGroups>> {
    return this.service.list(input, principal);
  }

  @Handle(listGroupMembers)
  members(@Input() input: InputOf<typeof listGroupMembers>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof listGroupMembers>> {
    return this.service.members(input, principal);
  }
}
