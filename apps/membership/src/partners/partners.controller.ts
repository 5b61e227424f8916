import { CurrentPrincipal, type Principal } from '@doanket/auth';
import { listPartners, openPartner, renewPartnerSecret, type AnswerOf, type InputOf } from '@doanket/contracts';
import { Handle, Input } from '@doanket/service';
import { Controller } from '@nestjs/common';
import { PartnersService } from './partners.service';

@Controller()
export class PartnersController {
  constructor(private readonly partners: PartnersService) {}

  @Handle(openPartner)
  open(@Input() input: InputOf<typeof openPartner>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof openPartner>> {
    return this.partners.open(input, principal);
  }

  @Handle(renewPartnerSecret)
  renewSecret(@Input() input: InputOf<typeof renewPartnerSecret>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof renewPartnerSecret>> {
    return this.partners.renewSecret(input, principal);
  }

  @Handle(listPartners)
  list(@Input() input: InputOf<typeof listPartners>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof listPartners>> {
    return this.partners.list(input, principal);
  }
}
