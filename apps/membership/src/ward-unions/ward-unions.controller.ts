import { CurrentPrincipal, type Principal } from '@doanket/auth';
import {
  assignTerritories, checkWardUnion, foundWardUnion, keepTerritory, listTerritories, type AnswerOf, type InputOf,
} from '@doanket/contracts';
import { Handle, Input } from '@doanket/service';
import { Controller } from '@nestjs/common';
import { WardUnionsService } from './ward-unions.service';

@Controller()
export class WardUnionsController {
  constructor(private readonly service: WardUnionsService) {}

  @Handle(keepTerritory)
  keep(@Input() input: InputOf<typeof keepTerritory>): Promise<AnswerOf<typeof keepTerritory>> {
    return this.service.keep(input);
  }

  @Handle(listTerritories)
  list(@Input() input: InputOf<typeof listTerritories>): Promise<AnswerOf<typeof listTerritories>> {
    return this.service.list(input);
  }

  @Handle(checkWardUnion)
  check(@Input() input: InputOf<typeof checkWardUnion>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof checkWardUnion>> {
    return this.service.check(input, principal);
  }

  @Handle(foundWardUnion)
  found(@Input() input: InputOf<typeof foundWardUnion>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof foundWardUnion>> {
    return this.service.found(input, principal);
  }

  @Handle(assignTerritories)
  assign(@Input() input: InputOf<typeof assignTerritories>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof assignTerritories>> {
    return this.service.assign(input, principal);
  }
}
