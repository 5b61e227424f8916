import { CurrentPrincipal, type Principal } from '@doanket/auth';
import {
  listGrowthTargets, reportGrowthResult, setGrowthTarget, type AnswerOf, type InputOf,
} from '@doanket/contracts';
import { Handle, Input } from '@doanket/service';
import { Controller } from '@nestjs/common';
import { GrowthTargetsService } from './growth-targets.service';

@Controller()
export class GrowthTargetsController {
  constructor(private readonly service: GrowthTargetsService) {}

  @Handle(setGrowthTarget)
  set(@Input() input: InputOf<typeof setGrowthTarget>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof setGrowthTarget>> {
    return this.service.set(input, principal);
  }

  @Handle(reportGrowthResult)
  report(@Input() input: InputOf<typeof reportGrowthResult>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof reportGrowthResult>> {
    return this.service.report(input, principal);
  }

  @Handle(listGrowthTargets)
  list(@Input() input: InputOf<typeof listGrowthTargets>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof listGrowthTargets>> {
    return this.service.list(input, principal);
  }
}
