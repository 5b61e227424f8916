import { CurrentPrincipal, type Principal } from '@doanket/auth';
import { changeHousehold, getHousehold, joinHousehold, leaveHousehold, listHouseholds, openHousehold, type AnswerOf, type InputOf } from '@doanket/contracts';
import { Handle, IfMatch, Input } from '@doanket/service';
import { Controller } from '@nestjs/common';
import { HouseholdsService } from './households.service';

@Controller()
export class HouseholdsController {
  constructor(private readonly households: HouseholdsService) {}

  @Handle(openHousehold)
  open(@Input() input: InputOf<typeof openHousehold>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof openHousehold>> {
    return this.households.open(input, principal);
  }

  @Handle(changeHousehold)
  change(@Input() input: InputOf<typeof changeHousehold>, @CurrentPrincipal() principal: Principal, @IfMatch() read: number): Promise<AnswerOf<typeof changeHousehold>> {
    return this.households.change(input, principal, read);
  }

  @Handle(joinHousehold)
  join(@Input() input: InputOf<typeof joinHousehold>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof joinHousehold>> {
    return this.households.join(input, principal);
  }

  @Handle(leaveHousehold)
  leave(@Input() input: InputOf<typeof leaveHousehold>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof leaveHousehold>> {
    return this.households.leave(input, principal);
  }

  @Handle(listHouseholds)
  list(@Input() input: InputOf<typeof listHouseholds>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof listHouseholds>> {
    return this.households.list(input, principal);
  }

  @Handle(getHousehold)
  get(@Input() { params }: InputOf<typeof getHousehold>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof getHousehold>> {
    return this.households.get(params.id, principal);
  }
}
