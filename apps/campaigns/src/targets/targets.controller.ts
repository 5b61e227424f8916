import { CurrentPrincipal, type Principal } from '@doanket/auth';
import { judgeTarget, listTargets, type InputOf } from '@doanket/contracts';
import { Handle, Input } from '@doanket/service';
import { Controller } from '@nestjs/common';
import { TargetsService } from './targets.service';

@Controller()
export class TargetsController {
  constructor(private readonly targets: TargetsService) {}

  @Handle(listTargets)
  list(@Input() input: InputOf<typeof listTargets>, @CurrentPrincipal() principal: Principal) {
    return this.targets.list(input, principal);
  }

  @Handle(judgeTarget)
  judge(@Input() input: InputOf<typeof judgeTarget>) {
    return this.targets.judge(input);
  }
}
