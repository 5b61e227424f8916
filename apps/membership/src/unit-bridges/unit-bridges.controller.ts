import { CurrentPrincipal, type Principal } from '@doanket/auth';
import { bridgeUnit, compareUnit, type AnswerOf, type InputOf } from '@doanket/contracts';
import { Handle, Input } from '@doanket/service';
import { Controller } from '@nestjs/common';
import { UnitBridgesService } from './unit-bridges.service';

@Controller()
export class UnitBridgesController {
  constructor(private readonly service: UnitBridgesService) {}

  @Handle(bridgeUnit)
  bridge(@Input() input: InputOf<typeof bridgeUnit>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof bridgeUnit>> {
    return this.service.bridge(input, principal);
  }

  @Handle(compareUnit)
  compare(@Input() input: InputOf<typeof compareUnit>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof compareUnit>> {
    return this.service.compare(input, principal);
  }
}
