import { CurrentPrincipal, type Principal } from '@doanket/auth';
import { listLeaves, readLeave, recordLeave, type AnswerOf, type InputOf } from '@doanket/contracts';
import { Handle, Input } from '@doanket/service';
import { Controller } from '@nestjs/common';
import { LeavesService } from './leaves.service';

@Controller()
export class LeavesController {
  constructor(private readonly leaves: LeavesService) {}

  @Handle(recordLeave)
  record(@Input() input: InputOf<typeof recordLeave>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof recordLeave>> {
    return this.leaves.record(input, principal);
  }

  @Handle(listLeaves)
  list(@Input() input: InputOf<typeof listLeaves>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof listLeaves>> {
    return this.leaves.list(input, principal);
  }

  @Handle(readLeave)
  read(@Input() input: InputOf<typeof readLeave>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof readLeave>> {
    return this.leaves.read(input, principal);
  }
}
