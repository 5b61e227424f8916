import { CurrentPrincipal, type Principal } from '@doanket/auth';
import { type InputOf, listHousingProgrammes, setHousingProgramme } from '@doanket/contracts';
import { Handle, Input } from '@doanket/service';
import { Controller } from '@nestjs/common';
import { ProgrammesService } from './programmes.service';

@Controller()
export class ProgrammesController {
  constructor(private readonly programmes: ProgrammesService) {}

  @Handle(listHousingProgrammes)
  list(@Input() input: InputOf<typeof listHousingProgrammes>, @CurrentPrincipal() principal: Principal) {
    return this.programmes.list(input, principal);
  }

  @Handle(setHousingProgramme)
  set(@Input() input: InputOf<typeof setHousingProgramme>, @CurrentPrincipal() principal: Principal) {
    return this.programmes.set(input, principal);
  }
}
