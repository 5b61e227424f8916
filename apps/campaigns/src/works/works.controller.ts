import { CurrentPrincipal, type Principal } from '@doanket/auth';
import { acceptWork, attachPlaque, completeWork, getWork, type InputOf, listWorks, registerWork, startWork, verifyWork } from '@doanket/contracts';
import { Handle, Input } from '@doanket/service';
import { Controller } from '@nestjs/common';
import { WorkQueries } from './works.queries';
import { WorksService } from './works.service';

@Controller()
export class WorksController {
  constructor(private readonly works: WorksService, private readonly queries: WorkQueries) {}

  @Handle(listWorks)
  list(@Input() input: InputOf<typeof listWorks>) {
    return this.queries.list(input);
  }

  @Handle(getWork)
  get(@Input() input: InputOf<typeof getWork>) {
    return this.queries.get(input.params.id);
  }

  @Handle(registerWork)
  async register(@Input() input: InputOf<typeof registerWork>, @CurrentPrincipal() principal: Principal) {
    return this.queries.get(await this.works.register(input, principal));
  }

  @Handle(acceptWork)
  async accept(@Input() input: InputOf<typeof acceptWork>, @CurrentPrincipal() principal: Principal) {
    return this.queries.get(await this.works.accept(input, principal));
  }

  @Handle(startWork)
  async start(@Input() input: InputOf<typeof startWork>, @CurrentPrincipal() principal: Principal) {
    return this.queries.get(await this.works.start(input, principal));
  }

  @Handle(completeWork)
  async complete(@Input() input: InputOf<typeof completeWork>, @CurrentPrincipal() principal: Principal) {
    return this.queries.get(await this.works.complete(input, principal));
  }

  @Handle(verifyWork)
  async verify(@Input() input: InputOf<typeof verifyWork>, @CurrentPrincipal() principal: Principal) {
    return this.queries.get(await this.works.verify(input, principal));
  }

  @Handle(attachPlaque)
  async attachPlaque(@Input() input: InputOf<typeof attachPlaque>, @CurrentPrincipal() principal: Principal) {
    return this.queries.get(await this.works.attachPlaque(input, principal));
  }
}
