import { CurrentPrincipal, type Principal } from '@doanket/auth';
import { changeInitiative, fileInitiative, getInitiative, type InputOf, listInitiatives, raiseInitiative } from '@doanket/contracts';
import { Handle, IfMatch, Input } from '@doanket/service';
import { Controller } from '@nestjs/common';
import { InitiativeQueries } from './initiatives.queries';
import { InitiativesService } from './initiatives.service';

@Controller()
export class InitiativesController {
  constructor(private readonly initiatives: InitiativesService, private readonly queries: InitiativeQueries) {}

  @Handle(listInitiatives)
  list(@Input() input: InputOf<typeof listInitiatives>, @CurrentPrincipal() principal: Principal) {
    return this.queries.list(input, principal);
  }

  @Handle(getInitiative)
  get(@Input() input: InputOf<typeof getInitiative>, @CurrentPrincipal() principal: Principal) {
    return this.queries.get(input.params.id, principal);
  }

  @Handle(fileInitiative)
  async file(@Input() input: InputOf<typeof fileInitiative>, @CurrentPrincipal() principal: Principal) {
    return this.queries.get(await this.initiatives.file(input, principal), principal);
  }

  @Handle(changeInitiative)
  async change(@Input() input: InputOf<typeof changeInitiative>, @CurrentPrincipal() principal: Principal, @IfMatch() version: number) {
    return this.queries.get(await this.initiatives.change(input, principal, version), principal);
  }

  @Handle(raiseInitiative)
  async raise(@Input() input: InputOf<typeof raiseInitiative>, @CurrentPrincipal() principal: Principal) {
    return this.queries.get(await this.initiatives.raise(input, principal), principal);
  }
}
