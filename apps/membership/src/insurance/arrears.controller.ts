import { CurrentPrincipal, type Principal } from '@doanket/auth';
import { listInsuranceDebts, type AnswerOf, type InputOf } from '@doanket/contracts';
import { Handle, Input } from '@doanket/service';
import { Controller } from '@nestjs/common';
import { ArrearsService } from './arrears.service';

@Controller()
export class ArrearsController {
  constructor(private readonly arrears: ArrearsService) {}

  @Handle(listInsuranceDebts)
  list(@Input() input: InputOf<typeof listInsuranceDebts>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof listInsuranceDebts>> {
    return this.arrears.list(input, principal);
  }
}
