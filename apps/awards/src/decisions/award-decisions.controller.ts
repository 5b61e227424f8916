import { CurrentPrincipal, type Principal } from '@doanket/auth';
import { awardTitles, type InputOf } from '@doanket/contracts';
import { Handle, Input } from '@doanket/service';
import { Controller } from '@nestjs/common';
import { AwardDecisions } from './award-decisions.service';

@Controller()
export class AwardDecisionsController {
  constructor(private readonly decisions: AwardDecisions) {}

  @Handle(awardTitles)
  award(@Input() input: InputOf<typeof awardTitles>, @CurrentPrincipal() principal: Principal) {
    return this.decisions.decide(principal, input.body);
  }
}
