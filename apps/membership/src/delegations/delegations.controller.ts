import { CurrentPrincipal, type Principal } from '@doanket/auth';
import { endDelegation, grantDelegation, listDelegations, type AnswerOf, type InputOf } from '@doanket/contracts';
import { Handle, Input } from '@doanket/service';
import { Controller } from '@nestjs/common';
import { DelegationsService } from './delegations.service';

@Controller()
export class DelegationsController {
  constructor(private readonly delegations: DelegationsService) {}

  @Handle(grantDelegation)
  grant(@Input() input: InputOf<typeof grantDelegation>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof grantDelegation>> {
    return this.delegations.grant(input, principal);
  }

  @Handle(endDelegation)
  end(@Input() input: InputOf<typeof endDelegation>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof endDelegation>> {
    return this.delegations.end(input, principal);
  }

  @Handle(listDelegations)
  list(@Input() input: InputOf<typeof listDelegations>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof listDelegations>> {
    return this.delegations.list(input, principal);
  }
}
