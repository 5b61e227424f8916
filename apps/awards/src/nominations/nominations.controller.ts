import { CurrentPrincipal, type Principal } from '@doanket/auth';
import { changeNomination, fileNomination, getNomination, type InputOf, listNominations } from '@doanket/contracts';
import { Handle, IfMatch, Input } from '@doanket/service';
import { Controller } from '@nestjs/common';
import { NominationQueries } from './nominations.queries';
import { NominationsService } from './nominations.service';

@Controller()
export class NominationsController {
  constructor(private readonly nominations: NominationsService, private readonly queries: NominationQueries) {}

  @Handle(listNominations)
  list(@Input() input: InputOf<typeof listNominations>) {
    return this.queries.list(input);
  }

  @Handle(getNomination)
  get(@Input() input: InputOf<typeof getNomination>) {
    return this.queries.get(input.params.id);
  }

  @Handle(fileNomination)
  async file(@Input() input: InputOf<typeof fileNomination>, @CurrentPrincipal() principal: Principal) {
    return this.queries.get(await this.nominations.file(principal, input.body));
  }

  @Handle(changeNomination)
  async change(@Input() input: InputOf<typeof changeNomination>, @IfMatch() version: number, @CurrentPrincipal() principal: Principal) {
    return this.queries.get(await this.nominations.change(principal, input.params.id, input.body, version));
  }
}
