import { CurrentPrincipal, type Principal } from '@doanket/auth';
import { type InputOf, listQuotas, setQuota } from '@doanket/contracts';
import { Handle, Input } from '@doanket/service';
import { Controller } from '@nestjs/common';
import { QuotasService } from './quotas.service';

@Controller()
export class QuotasController {
  constructor(private readonly quotas: QuotasService) {}

  @Handle(listQuotas)
  list(@Input() input: InputOf<typeof listQuotas>) {
    return this.quotas.list(input);
  }

  @Handle(setQuota)
  set(@Input() input: InputOf<typeof setQuota>, @CurrentPrincipal() principal: Principal) {
    return this.quotas.set(principal, input.body);
  }
}
