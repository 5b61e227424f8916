import { CurrentPrincipal, type Principal } from '@doanket/auth';
import { holdCouncil, type InputOf, listCouncilSessions } from '@doanket/contracts';
import { Handle, Input } from '@doanket/service';
import { Controller } from '@nestjs/common';
import { Councils } from './councils.service';

@Controller()
export class CouncilsController {
  constructor(private readonly councils: Councils) {}

  @Handle(holdCouncil)
  hold(@Input() input: InputOf<typeof holdCouncil>, @CurrentPrincipal() principal: Principal) {
    return this.councils.hold(principal, input.body);
  }

  @Handle(listCouncilSessions)
  list(@Input() input: InputOf<typeof listCouncilSessions>) {
    return this.councils.list(input);
  }
}
