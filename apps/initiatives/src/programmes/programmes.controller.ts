import { CurrentPrincipal, type Principal } from '@doanket/auth';
import { enterProgramme, type InputOf } from '@doanket/contracts';
import { Handle, Input } from '@doanket/service';
import { Controller } from '@nestjs/common';
import { InitiativeQueries } from '../initiatives/initiatives.queries';
import { ProgrammesService } from './programmes.service';

@Controller()
export class ProgrammesController {
  constructor(private readonly programmes: ProgrammesService, private readonly initiatives: InitiativeQueries) {}

  @Handle(enterProgramme)
  async enter(@Input() input: InputOf<typeof enterProgramme>, @CurrentPrincipal() principal: Principal) {
    return this.initiatives.get(await this.programmes.enter(input, principal), principal);
  }
}
